import type { CacheEntry } from '../../../../shared/server-state.ts';
import type { SharedCache } from '../../../cache/shared-cache.ts';

/** What is whole in the cache, oldest first; others may use the cache between batches. */
export function* readyEntries(cache: SharedCache): Generator<CacheEntry, void> {
  for (const batch of cache.listInBatches()) {
    for (const entry of batch) if (entry.state === 'ready') yield entry;
  }
}
