import { dialog, type BrowserWindow } from 'electron';
import type { Activity } from './close-rules.ts';
import { t } from '../language.ts';

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
    message: activity.serving ? t('closeWhileServing') : t('closeWhileFetching'),
    detail: t('closeDetail'),
    buttons: [t('keepRunning'), t('stopAndQuit'), t('cancel')],
    defaultId: 0,
    cancelId: 2,
    checkboxLabel: t('rememberChoice'),
    checkboxChecked: true,
    noLink: true,
  });
  return { choice: choices[response] ?? 'cancel', remember: checkboxChecked };
}
