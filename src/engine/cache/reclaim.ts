import type { CacheIndex } from './cache-index.ts';
import type { CacheLock } from './cache-lock.ts';
import type { Reclaimed } from './cache-types.ts';

/** Records looked through in one step. */
const SEARCHED_AT_ONCE = 4096;

/** Gives back the pins of a worker that died, and takes out the entries that it was loading. */
export function reclaim(index: CacheIndex, lock: CacheLock, deadWorker: number): Reclaimed {
  return {
    failedLoads: discardLoads(index, lock, deadWorker),
    pins: returnPins(index, lock, deadWorker),
  };
}

function discardLoads(index: CacheIndex, lock: CacheLock, deadWorker: number): string[] {
  const { header, slots, names } = index;
  const failedLoads: string[] = [];
  let slot = 1;
  return lock.holdInSteps(() => {
    const end = Math.min(slot + SEARCHED_AT_ONCE, header.slotsTouched + 1);
    for (; slot < end; slot++) {
      if (!slots.isListed(slot) || !slots.isLoadedBy(slot, deadWorker)) continue;
      failedLoads.push(names.nameOf(slot));
      index.remove(slot);
    }
    return slot > header.slotsTouched ? failedLoads : undefined;
  });
}

function returnPins(index: CacheIndex, lock: CacheLock, deadWorker: number): number {
  const { header, segments } = index;
  let pins = 0;
  let segment = 1;
  return lock.holdInSteps(() => {
    const end = Math.min(segment + SEARCHED_AT_ONCE, header.segmentsTouched + 1);
    if (segment < end) pins += segments.unpinAll(deadWorker, segment, end);
    segment = end;
    return segment > header.segmentsTouched ? pins : undefined;
  });
}
