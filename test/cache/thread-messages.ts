import type { CacheMemory } from '../../src/engine/cache/cache-types.ts';

export interface ThreadData {
  readonly memory: CacheMemory;
  readonly worker: number;
  /** The version that each made-up file has on the made-up disk: 32-bit words. */
  readonly disk: SharedArrayBuffer;
}

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
  readonly loaded: number;
  readonly followed: number;
  readonly detail: unknown;
}
