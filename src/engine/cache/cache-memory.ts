import { MAX_CACHE_CAPACITY } from '../../shared/units.ts';
import type { CacheUsage } from '../../shared/server-state.ts';
import type { Bytes } from '../../shared/units.ts';
import { createIndexMemory } from './cache-index.ts';
import type { CacheMemory } from './cache-types.ts';
import { Header, LOCK_WORD } from './header.ts';
import { forceUnlock, isHeldBy } from './mutex.ts';

const MAX_WORKERS = 64;

/** @throws RangeError when a bound is not kept. */
export function createCacheMemory(options: {
  /** 0 (no cache) to 67,108,864. */
  readonly capacityBytes: Bytes;
  /** 1 to 64. */
  readonly workers: number;
}): CacheMemory {
  const { capacityBytes, workers } = options;
  if (!Number.isInteger(capacityBytes) || capacityBytes < 0 || capacityBytes > MAX_CACHE_CAPACITY) {
    throw new RangeError(
      `The cache size must be a whole number of bytes from 0 to ${MAX_CACHE_CAPACITY.toFixed(0)}, not ${String(capacityBytes)}.`,
    );
  }
  if (!Number.isInteger(workers) || workers < 1 || workers > MAX_WORKERS) {
    throw new RangeError(
      `A cache is shared by 1 to ${MAX_WORKERS.toFixed(0)} workers, not ${String(workers)}.`,
    );
  }
  return {
    capacityBytes,
    workers,
    arena: new SharedArrayBuffer(capacityBytes),
    index: createIndexMemory(capacityBytes, workers),
  };
}

/**
 * For the supervisor, after a worker has ended (its `exit` event: only then has the system finished
 * the reads it had started): if it died holding the lock, frees the lock and has the next holder
 * rebuild the index, which empties the cache. Takes no lock and never waits. Call it before
 * `SharedCache.reclaim`. Returns whether the worker had held the lock.
 */
export function releaseAbandonedLock(memory: CacheMemory, deadWorker: number): boolean {
  const header = new Header(memory.index.header);
  if (!isHeldBy(header.words, LOCK_WORD, deadWorker)) return false;
  // Before the lock is free, so that whoever takes it next sees the mark.
  header.repairNeeded = true;
  forceUnlock(header.words, LOCK_WORD);
  return true;
}

/** The number, for the lock, of the one thread that only reads: no worker has it. */
export function readerNumber(memory: CacheMemory): number {
  return memory.workers;
}

/**
 * For the supervisor, after the reader has ended: frees the lock if it died holding it. It changes
 * nothing, so the index is whole (a repair that it had begun is still marked as needed, and begun
 * anew). Takes no lock and never waits.
 */
export function releaseReader(memory: CacheMemory): void {
  const { words } = new Header(memory.index.header);
  if (isHeldBy(words, LOCK_WORD, readerNumber(memory))) forceUnlock(words, LOCK_WORD);
}

/**
 * How full the cache is, without the lock: each number is true, but together they may be of two
 * moments.
 */
export function glanceAtUsage(memory: CacheMemory): CacheUsage {
  return new Header(memory.index.header).usage(memory.capacityBytes);
}
