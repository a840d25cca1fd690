import type { Download } from '../../shared/contract-downloads.ts';
import type { Milliseconds } from '../../shared/units.ts';
import { isAtRest } from './download-groups.ts';
import type { BatchFacts } from './download-list.ts';

/** So long a removal can be taken back. */
const KEPT_MS: Milliseconds = 60_000;

/** A download that was taken out of the list, as it was. */
export interface RemovedDownload {
  readonly download: Download;
  readonly batch: BatchFacts;
}

interface Removal {
  readonly id: number;
  /** Those that were on their way are added when they have stopped. */
  readonly removed: RemovedDownload[];
  readonly timer: NodeJS.Timeout;
}

/**
 * The last removal from the list, until it can no longer be taken back. Partial files of what was removed
 * are on the disk until then.
 */
export class DownloadRemovals {
  readonly #discard: (removed: readonly RemovedDownload[]) => void;
  #last: Removal | undefined;
  #lastId = 0;

  /** @param discard - called with the downloads that are not restored */
  constructor(discard: (removed: readonly RemovedDownload[]) => void) {
    this.#discard = discard;
  }

  /** Begins a removal; the one before cannot be taken back any more. */
  begin(): number {
    this.settle();
    const timer = setTimeout(() => {
      this.settle();
    }, KEPT_MS);
    timer.unref();
    this.#last = { id: ++this.#lastId, removed: [], timer };
    return this.#lastId;
  }

  /** What belongs to a removal that is settled already is discarded at once. */
  add(removal: number, removed: RemovedDownload): void {
    if (this.#last?.id === removal) this.#last.removed.push(removed);
    else this.#discard([removed]);
  }

  /** Takes a removal back; nothing once it is settled. */
  take(removal: number): readonly RemovedDownload[] {
    if (this.#last?.id !== removal) return [];
    const { removed, timer } = this.#last;
    clearTimeout(timer);
    this.#last = undefined;
    return removed;
  }

  /** Makes the last removal final. */
  settle(): void {
    if (this.#last === undefined) return;
    this.#discard(this.take(this.#last.id));
  }
}

/** What a download is when it comes back: at rest as it was, or waiting, if it was on its way. */
export function restored(download: Download): Download {
  return isAtRest(download.state)
    ? download
    : { ...download, state: 'waiting', bytesPerSecond: 0, retry: undefined };
}
