import type { Bytes } from '../../shared/units.ts';

/** The memory of one cache: plain data that can be posted to any number of threads. */
export interface CacheMemory {
  readonly capacityBytes: Bytes;
  /** Threads that may use it; they are numbered from 0. */
  readonly workers: number;
  /** File content: exactly `capacityBytes` long. */
  readonly arena: SharedArrayBuffer;
  /** Everything else. Pages of it that were never needed take no memory. */
  readonly index: SharedArrayBuffer;
}

/** @throws RangeError when a bound is not kept. */
export function createCacheMemory(_options: {
  /** 0 (no cache) to 67,108,864. */
  readonly capacityBytes: Bytes;
  /** 1 to 64. */
  readonly workers: number;
}): CacheMemory {
  throw new Error('pending');
}

/**
 * For the supervisor, after a worker has ended: if it died holding the lock, frees the lock and has
 * the next holder rebuild the index. Takes no lock and never waits. Call it before `reclaim`.
 * Returns whether the worker had held the lock.
 */
export function releaseAbandonedLock(_memory: CacheMemory, _deadWorker: number): boolean {
  throw new Error('pending');
}
