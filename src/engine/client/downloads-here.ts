import { checkOptions } from './check-options.ts';
import { BatchRun } from './batch/download-batch.ts';
import { systemEnvironment } from './download-environment.ts';
import type { DownloadBatch, DownloadEvent, DownloadOptions } from './download-types.ts';

/**
 * Fetches files in the calling thread, for a program that does nothing else meanwhile: starting a thread
 * takes longer than fetching a few hundred small files. Files are written synchronously, so a thread that
 * draws a window or answers others must use `startDownloads`.
 *
 * @throws RangeError for options out of bounds; all other trouble is in the outcomes
 */
export function startDownloadsHere(options: DownloadOptions): DownloadBatch {
  checkOptions(options);
  const listeners = new Set<(events: readonly DownloadEvent[]) => void>();
  const run = new BatchRun(options, systemEnvironment, (events) => {
    for (const listener of listeners) listener(events);
  });
  return {
    // Events come from a timer, so who subscribes in this turn misses none.
    done: run.run(),
    cancel: (item) => run.cancel(item),
    onEvents: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
