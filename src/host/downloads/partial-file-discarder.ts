import { discardPartialFile } from '../../engine/index.ts';
import type { RemovedDownload } from './download-removals.ts';

/** Deletes what is on the disk of downloads that nobody wants any more, one after the other: there may be very many. */
export class PartialFileDiscarder {
  #last: Promise<void> = Promise.resolve();

  discard({ download, batch }: RemovedDownload): void {
    const { name, state, receivedBytes, leftOver } = download;
    if (state === 'done' || state === 'skipped') return;
    const isUntouched = (state === 'waiting' || state === 'canceled') && receivedBytes === 0;
    // Of what was never begun there is nothing on the disk.
    if (isUntouched && !leftOver) return;
    const { endpoint, directory } = batch;
    this.#last = this.#last.then(() => discardPartialFile({ endpoint, name, directory }));
  }

  /** Resolves when all is deleted that was to be. */
  ended(): Promise<void> {
    return this.#last;
  }
}
