import type { Bytes, EpochMilliseconds, Milliseconds } from '../../shared/units.ts';

const WINDOW_MS: Milliseconds = 3000;

/** Bytes per second over the last few seconds, so that neither a pause nor a burst hides behind an average. */
export class SpeedMeter {
  #samples: { readonly atMs: EpochMilliseconds; readonly total: Bytes }[] = [];

  /** @param total - Bytes so far, never fewer than before. */
  record(total: Bytes, atMs: EpochMilliseconds): void {
    this.#samples.push({ atMs, total });
    // The sample before the window stays: it is where the window's first bytes are counted from.
    while ((this.#samples[1]?.atMs ?? atMs) < atMs - WINDOW_MS) this.#samples.shift();
  }

  /** `undefined` until two moments are known. */
  bytesPerSecond(): number | undefined {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined || last.atMs <= first.atMs) return undefined;
    return ((last.total - first.total) / (last.atMs - first.atMs)) * 1000;
  }
}
