import type { ClientErrorData } from './client-error.ts';
import type { DownloadEvent, DownloadOptions, DownloadOutcome } from './download-types.ts';

/** To the download thread. `batch` is a number that the sender chose. */
export type DownloadCommand =
  | { readonly type: 'start'; readonly batch: number; readonly options: DownloadOptions }
  /** No `item`: all of the batch. */
  | { readonly type: 'cancel'; readonly batch: number; readonly item?: number | undefined };

/** From the download thread. A batch's last message is `finished` or `failed`. */
export type DownloadReport =
  | { readonly type: 'events'; readonly batch: number; readonly events: readonly DownloadEvent[] }
  | {
      readonly type: 'finished';
      readonly batch: number;
      readonly outcomes: readonly DownloadOutcome[];
    }
  | { readonly type: 'failed'; readonly batch: number; readonly error: ClientErrorData };
