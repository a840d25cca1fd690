import type { DownloadState } from '../../../shared/contract-downloads.ts';
import { t } from '../../language/language.ts';

/** What can be done with a download in its state, the most likely first. */
export type DownloadAction = 'pause' | 'continue' | 'retry' | 'cancel' | 'open' | 'show' | 'remove';

export function actionsFor(state: DownloadState): readonly DownloadAction[] {
  switch (state) {
    case 'waiting':
    case 'downloading':
      return ['pause', 'cancel', 'remove'];
    case 'verifying':
      return ['cancel', 'remove'];
    case 'paused':
      return ['continue', 'remove', 'cancel'];
    case 'failed':
      return ['retry', 'remove', 'cancel'];
    case 'done':
      return ['show', 'remove', 'open'];
    case 'canceled':
    case 'skipped':
      return ['retry', 'remove'];
  }
}

/** What this host cannot do is not offered. */
export interface Offers {
  readonly open: boolean;
  readonly reveal: boolean;
}

export function offeredActions(state: DownloadState, offers: Offers): readonly DownloadAction[] {
  return actionsFor(state).filter(
    (action) => (action !== 'show' || offers.reveal) && (action !== 'open' || offers.open),
  );
}

export const ACTION_WORDS: Readonly<Record<DownloadAction, string>> = {
  pause: t('downloads.pause'),
  continue: t('downloads.resume'),
  retry: t('downloads.retry'),
  cancel: t('downloads.cancel'),
  open: t('downloads.open'),
  show: t('downloads.show'),
  remove: t('downloads.remove'),
};
