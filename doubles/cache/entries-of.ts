import type { SharedCache } from '../../src/engine/cache/shared-cache.ts';
import type { CacheEntry } from '../../src/shared/server-state.ts';

/** All that is in a cache, oldest first. */
export function entriesOf(cache: SharedCache): CacheEntry[] {
  return [...cache.listInBatches()].flat();
}
