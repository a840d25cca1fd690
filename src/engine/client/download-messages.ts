import type { Failure } from '../../shared/contract-failure.ts';
import type { DownloadOptions } from './download-types.ts';
import type { TlsSession } from './tls/tls-sessions.ts';

/** What the download thread is started with. It holds secrets: it is for that thread alone. */
export interface DownloadThreadData {
  readonly options: DownloadOptions;
  /** Of an earlier connection to the server. */
  readonly session: TlsSession | undefined;
}

/** To the download thread, which has the batch's options from its start. No `item`: all of the batch. */
export interface CancelCommand {
  readonly item: number | undefined;
}

/**
 * From the download thread. The last message is `finished` or `failed`; the outcomes are those of the
 * `downloadEnded` events, which all come before.
 */
export type DownloadReport =
  | {
      readonly type: 'events';
      /** `DownloadEvent[]` as JSON, which crosses in a fraction of the time that its objects take. */
      readonly events: string;
    }
  | { readonly type: 'finished' }
  | { readonly type: 'failed'; readonly error: Failure };
