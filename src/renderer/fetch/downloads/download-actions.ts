import type { Download, DownloadState } from '../../../shared/contract-downloads.ts';
import { strings } from '../../strings/strings.ts';

/** What can be done with a download in its state, the most likely first. */
export type DownloadAction = 'pause' | 'continue' | 'retry' | 'cancel' | 'show' | 'remove';

export function actionsFor(state: DownloadState): readonly DownloadAction[] {
  switch (state) {
    case 'waiting':
    case 'downloading':
      return ['pause', 'cancel'];
    case 'verifying':
      return ['cancel'];
    case 'paused':
      return ['continue', 'cancel'];
    case 'failed':
      return ['retry', 'cancel', 'remove'];
    case 'done':
      return ['show', 'remove'];
    case 'canceled':
    case 'skipped':
      return ['retry', 'remove'];
  }
}

const text = strings.downloads;

export const ACTION_WORDS: Readonly<Record<DownloadAction, string>> = {
  pause: text.pause,
  continue: text.resume,
  retry: text.retry,
  cancel: text.cancel,
  show: text.show,
  remove: text.remove,
};

export type RunAction = (action: DownloadAction, download: Download) => void;
