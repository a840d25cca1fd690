import { startWorker } from '../start-worker.ts';
import { checkOptions } from './check-options.ts';
import type { CancelCommand, DownloadReport, DownloadThreadData } from './download-messages.ts';
import type {
  DownloadBatch,
  DownloadEvent,
  DownloadOptions,
  DownloadOutcome,
} from './download-types.ts';
import { tlsSessions } from './tls/tls-sessions.ts';
import { FailureError } from '../../shared/failure.ts';
import { threadDied } from './client-failures.ts';

/**
 * Fetches files in a thread of its own, which ends with the batch.
 *
 * @throws RangeError for options out of bounds; all other trouble is in the outcomes
 */
export function startDownloads(options: DownloadOptions): DownloadBatch {
  checkOptions(options);
  const listeners = new Set<(events: readonly DownloadEvent[]) => void>();
  /** By item, as they come. */
  const outcomes: DownloadOutcome[] = [];
  const { promise: done, resolve, reject } = Promise.withResolvers<readonly DownloadOutcome[]>();
  const workerData: DownloadThreadData = { options, session: tlsSessions.get(options) };
  const worker = startWorker('download-worker', { workerData });
  worker.on('message', (message: DownloadReport) => {
    switch (message.type) {
      case 'events': {
        const events = JSON.parse(message.events) as DownloadEvent[];
        for (const event of events) {
          if (event.type === 'downloadEnded') outcomes[event.outcome.item] = event.outcome;
        }
        for (const listener of listeners) listener(events);
        break;
      }
      case 'finished':
        resolve(outcomes);
        break;
      case 'failed':
        reject(new FailureError(message.error));
        break;
    }
    if (message.type !== 'events') void worker.terminate();
  });
  // After the last message, these change nothing any more.
  worker.on('error', (error) => {
    reject(threadDied(error));
  });
  worker.on('exit', () => {
    reject(threadDied());
  });
  return {
    done,
    cancel: (item) => {
      worker.postMessage({ item } satisfies CancelCommand);
    },
    onEvents: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
