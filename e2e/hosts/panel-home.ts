import type { Page } from '@playwright/test';

/** The three places in which the panel runs; every spec runs in each. */
export type HomeName = 'panel' | 'stand-in' | 'electron';

/** One running Fifolio with its panel open, as a spec sees it, whichever of the three it is. */
export interface PanelHome {
  readonly name: HomeName;
  readonly page: Page;
  /** What the system's folder dialog is to answer with next; a browser has a folder browser instead. */
  readonly answerFolderDialog: ((folder: string) => Promise<void>) | undefined;
  /** Ends it in order. */
  close(): Promise<void>;
}
