import type { EpochMilliseconds, Milliseconds } from '../shared/units.ts';

/** Speeds are told over about the last second: steady enough to read, quick enough to believe. */
const WINDOW_MS: Milliseconds = 1000;

/** The speed at which a total grows, over about the last second. */
export class RateMeter {
  /** Oldest first; the first may be older than the window, to measure from. */
  readonly #points: { readonly atMs: EpochMilliseconds; readonly total: number }[] = [];

  /** Notes what the total is at a time; times must not go back. */
  add(atMs: EpochMilliseconds, total: number): void {
    this.#points.push({ atMs, total });
    while (this.#points.length > 2 && atMs - this.#points[1]!.atMs >= WINDOW_MS) {
      this.#points.shift();
    }
  }

  /** Units per second, never negative; 0 until there are two points in time. */
  get perSecond(): number {
    const first = this.#points[0];
    const last = this.#points.at(-1);
    if (first === undefined || last === undefined || last.atMs <= first.atMs) return 0;
    return Math.max(0, ((last.total - first.total) * 1000) / (last.atMs - first.atMs));
  }

  /** Forgets everything, for a total that starts over. */
  reset(): void {
    this.#points.length = 0;
  }
}
