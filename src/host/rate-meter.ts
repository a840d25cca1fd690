import type { Milliseconds } from '../shared/units.ts';

/** Speeds are told over about the last second: steady enough to read, quick enough to believe. */
const WINDOW_MS: Milliseconds = 1000;
/** Over less than this a speed says more about buffers than about the way. */
const SHORTEST_MS: Milliseconds = 100;
/** A standstill before what is measured does not count, so that a transfer that goes on is seen to. */
const LONGEST_MS: Milliseconds = 1250;

/**
 * The speed at which a total grows, over about the last second. All times are of one clock of the
 * caller's, whichever it is, and must not go back.
 */
export class RateMeter {
  /** Oldest first; the first may be older than the window, to measure from. */
  readonly #points: { readonly atMs: Milliseconds; readonly total: number }[] = [];

  /** Notes what the total is at a time. */
  add(atMs: Milliseconds, total: number): void {
    this.#forgetBefore(atMs - WINDOW_MS);
    this.#points.push({ atMs, total });
  }

  /**
   * Units per second at a time, never negative. It sinks when the total stays as it is, and is 0 after
   * a second of that, as it is until there is a tenth of a second to measure.
   */
  perSecondAt(nowMs: Milliseconds): number {
    this.#forgetBefore(nowMs - WINDOW_MS);
    const first = this.#points[0];
    const last = this.#points.at(-1);
    if (first === undefined || last === undefined) return 0;
    const spanMs = Math.min(nowMs - first.atMs, LONGEST_MS);
    return spanMs < SHORTEST_MS ? 0 : Math.max(0, ((last.total - first.total) * 1000) / spanMs);
  }

  /** Forgets everything, for a total that starts over. */
  reset(): void {
    this.#points.length = 0;
  }

  #forgetBefore(atMs: Milliseconds): void {
    while (this.#points.length > 1 && this.#points[1]!.atMs <= atMs) this.#points.shift();
  }
}
