import type { Page } from '@playwright/test';

/** Where the panel runs; every spec runs in each that it can. */
export type AppKind = 'panel' | 'fake-electron' | 'electron';

/** One running Fifolio with its panel open, as a spec sees it, whichever of the three it is. */
export interface RunningApp {
  readonly kind: AppKind;
  readonly page: Page;
  /** What the system's folder dialog is to answer with next; a browser has a folder browser instead. */
  readonly answerFolderDialog: ((folder: string) => Promise<void>) | undefined;
  /** Ends it in order. */
  close(): Promise<void>;
}

/** The desktop app, in Electron or in the fake one, and what a person does around the panel. */
export interface DesktopApp extends RunningApp {
  /** The page of the window that was opened last. */
  currentPage(): Promise<Page>;
  windowCount(): Promise<number>;
  /** Also while the page behind it has crashed. */
  windowTitle(): Promise<string>;
  /** As if a person closed the window. */
  closeWindow(): Promise<void>;
  /** As if a person started the app while it runs, in this folder with these arguments. */
  startAgain(words?: readonly string[], folder?: string): Promise<void>;
  chooseInMenu(id: string): Promise<void>;
  /** How the next question is to be answered; one that nobody answers is dismissed. */
  answerQuestion(button: number, checkboxChecked: boolean): Promise<void>;
  /** What was asked so far. */
  questions(): Promise<string[]>;
  /** The addresses that the page wanted to go to, and was not let. */
  refusedNavigations(): Promise<string[]>;
  /** Has the page's process end. */
  crashPage(): Promise<void>;
  /** The main process's exit code, once it has ended. */
  exited(): Promise<number | null>;
}
