import type { Milliseconds } from '../../shared/units.ts';
import type { Emit } from '../server/server-monitor.ts';
import type { DownloadList } from './download-list.ts';
import type { DownloadRuns } from './download-runs.ts';

const INTERVAL: Milliseconds = 100;

/** Emits what has changed in the list of downloads, ten times a second at most, while anybody looks. */
export class DownloadNotifier {
  readonly #list: DownloadList;
  readonly #runs: Pick<DownloadRuns, 'refreshSpeeds'>;
  readonly #emit: Emit;
  #isWatched = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(list: DownloadList, runs: Pick<DownloadRuns, 'refreshSpeeds'>, emit: Emit) {
    this.#list = list;
    this.#runs = runs;
    this.#emit = emit;
  }

  /** Whether anybody looks. */
  setWatching(isWatched: boolean): void {
    this.#isWatched = isWatched;
    if (isWatched) this.notifySoon();
  }

  notifySoon(): void {
    if (!this.#isWatched) return;
    this.#timer ??= setTimeout(() => {
      this.notify();
    }, INTERVAL);
  }

  notify(): void {
    this.stop();
    let isAnyMoving = this.#runs.refreshSpeeds();
    if (this.#list.measureSpeeds(performance.now())) isAnyMoving = true;
    const change = this.#list.takeChange();
    if (change !== undefined) this.#emit('downloadsChanged', change);
    // Nothing may arrive any more; then nobody else would say that the speed sinks.
    if (isAnyMoving || this.#list.hasChanges) this.notifySoon();
  }

  /** Forgets what was to be emitted soon. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
