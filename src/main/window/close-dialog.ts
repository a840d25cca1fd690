import { dialog, type BrowserWindow } from 'electron';
import type { Activity } from './close-rules.ts';
import { STRINGS } from '../strings.ts';

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
    message: activity.serving ? STRINGS.closeWhileServing : STRINGS.closeWhileFetching,
    detail: STRINGS.closeDetail,
    buttons: [STRINGS.keepRunning, STRINGS.stopAndQuit, STRINGS.cancel],
    defaultId: 0,
    cancelId: 2,
    checkboxLabel: STRINGS.rememberChoice,
    checkboxChecked: true,
    noLink: true,
  });
  return { choice: choices[response] ?? 'cancel', remember: checkboxChecked };
}
