import type { CacheMemory } from '../../src/engine/cache/cache-types.ts';

export interface ThreadData {
  readonly memory: CacheMemory;
  readonly worker: number;
  /** The version that each made-up file has on the made-up disk: 32-bit words. */
  readonly disk: SharedArrayBuffer;
  /** What is counted over all threads, and whether they are to go on: 32-bit words, see {@link TALLY}. */
  readonly tally?: SharedArrayBuffer;
  /** The clock stops at this call of it, which the cache makes while it holds the lock, in mid-update. */
  readonly stallsAt?: number;
}

/** Words of the tally. */
export const TALLY = {
  /** Not 0: play no further. */
  stop: 0,
  operations: 1,
  bytesChecked: 2,
  reclaimedPins: 3,
  failedLoads: 4,
  /** So many threads have stalled. */
  stalled: 5,
  words: 6,
} as const;

/** What a test asks of a thread; each is answered with one `Answer`. */
export type Order =
  | { readonly kind: 'play'; readonly operations: number; readonly seed: number }
  | { readonly kind: 'fetch'; readonly file: number; readonly size: number }
  | { readonly kind: 'pin'; readonly file: number }
  | { readonly kind: 'reserve'; readonly file: number; readonly size: number }
  /** Takes the lock, scribbles over what it protects, and never lets go. */
  | { readonly kind: 'wreck' }
  | { readonly kind: 'usage' };

export interface Answer {
  readonly served: number;
  /** Copies that were made, and that were refused because the entry had left. */
  readonly copied: number;
  readonly refused: number;
  readonly loaded: number;
  readonly followed: number;
  readonly detail: unknown;
}
