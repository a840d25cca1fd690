import type { Settings } from '../../shared/contract-settings.ts';

/** What is going on that would end with the program. */
export interface Activity {
  readonly serving: boolean;
  readonly downloading: boolean;
}

/** What closing the window leads to. */
export type CloseDecision = 'ask' | 'stay' | 'quit';

/**
 * With nothing going on, closing quits, or, where programs live on without windows, leaves the
 * program in the dock. With something going on it is the person's choice.
 */
export function decideClose(
  activity: Activity,
  whenClosing: Settings['whenClosing'],
  platform: NodeJS.Platform,
): CloseDecision {
  if (!activity.serving && !activity.downloading) return platform === 'darwin' ? 'stay' : 'quit';
  return whenClosing === 'stop' ? 'quit' : whenClosing;
}
