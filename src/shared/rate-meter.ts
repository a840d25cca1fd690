import type { Milliseconds } from './units.ts';

/** Steady enough to read, quick enough to believe. */
const DEFAULT_WINDOW_MS: Milliseconds = 1000;
/** Over a shorter time, a speed says more about buffers than about the network. */
const SHORTEST_MS: Milliseconds = 100;
/**
 * The longest time that is measured over, in windows. What is longer was a standstill, and does not
 * count, so that a transfer that goes on is seen to.
 */
const MOST_WINDOWS = 1.25;

/**
 * The speed at which a total grows, over the last second or another window. All times are of one clock
 * of the caller's, whichever it is, and must not go back.
 */
export class RateMeter {
  /** Oldest first; the first may be older than the window, to measure from. */
  readonly #points: { readonly atMs: Milliseconds; readonly total: number }[] = [];

  readonly #windowMs: Milliseconds;

  constructor(windowMs: Milliseconds = DEFAULT_WINDOW_MS) {
    this.#windowMs = windowMs;
  }

  /** Records the total at a time. */
  add(atMs: Milliseconds, total: number): void {
    this.#forgetBefore(atMs - this.#windowMs);
    this.#points.push({ atMs, total });
  }

  /**
   * Units per second at a time, never negative. It falls while the total does not grow, to 0 after a
   * whole window of that. It is also 0 until there is a tenth of a second to measure.
   */
  perSecondAt(nowMs: Milliseconds): number {
    this.#forgetBefore(nowMs - this.#windowMs);
    const first = this.#points[0];
    const last = this.#points.at(-1);
    if (first === undefined || last === undefined) return 0;
    const spanMs = Math.min(nowMs - first.atMs, MOST_WINDOWS * this.#windowMs);
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
