import type { ClientErrorData } from './client-error.ts';
import type { DownloadOptions } from './download-types.ts';

/** To the download thread. `batch` is a number that the sender chose. */
export type DownloadCommand =
  | { readonly type: 'start'; readonly batch: number; readonly options: DownloadOptions }
  /** No `item`: all of the batch. */
  | { readonly type: 'cancel'; readonly batch: number; readonly item?: number | undefined };

/**
 * From the download thread. A batch's last message is `finished` or `failed`; its outcomes are those of
 * its `downloadEnded` events, which all come before.
 */
export type DownloadReport =
  | {
      readonly type: 'events';
      readonly batch: number;
      /** `DownloadEvent[]` as JSON, which crosses in a fraction of the time that its objects take. */
      readonly events: string;
    }
  | { readonly type: 'finished'; readonly batch: number }
  | { readonly type: 'failed'; readonly batch: number; readonly error: ClientErrorData };
