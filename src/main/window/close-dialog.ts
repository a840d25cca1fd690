import { dialog, type BrowserWindow } from 'electron';
import type { Activity } from './close-rules.ts';
import { WORDS } from '../words.ts';

export interface CloseAnswer {
  readonly choice: 'stay' | 'stop' | 'cancel';
  readonly remember: boolean;
}

/** Asks whether to go on in the background. Dismissing the question cancels the closing. */
export async function askHowToClose(
  window: BrowserWindow,
  activity: Activity,
): Promise<CloseAnswer> {
  const choices = ['stay', 'stop', 'cancel'] as const;
  const { response, checkboxChecked } = await dialog.showMessageBox(window, {
    type: 'question',
    message: activity.serving ? WORDS.closeWhileServing : WORDS.closeWhileFetching,
    detail: WORDS.closeDetail,
    buttons: [WORDS.keepRunning, WORDS.stopAndQuit, WORDS.cancel],
    defaultId: 0,
    cancelId: 2,
    checkboxLabel: WORDS.rememberChoice,
    checkboxChecked: true,
    noLink: true,
  });
  return { choice: choices[response] ?? 'cancel', remember: checkboxChecked };
}
