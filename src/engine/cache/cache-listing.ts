import type { CacheEntry } from '../../shared/server-state.ts';
import type { CacheIndex } from './cache-index.ts';
import type { CacheLock } from './cache-lock.ts';

/** Entries described in one step. */
const BATCH = 128;
/** Entries passed in one step that only looks for the place where to go on. */
const PASSED_AT_ONCE = 4096;

/**
 * The entries, oldest first, a batch at a time: those that were there when it began and have not
 * left before they are reached. The lock is free between the batches, so a listing may take as long
 * as it likes.
 */
export function* listInBatches(index: CacheIndex, lock: CacheLock): Generator<CacheEntry[], void> {
  const listing = new Listing(
    index,
    lock.hold(() => index.header.arrivals),
  );
  for (;;) {
    const batch = lock.holdInSteps(() => listing.nextBatch());
    if (batch.length === 0) return;
    yield batch;
  }
}

/** An entry that was in the list when the lock was held last. */
interface Place {
  readonly slot: number;
  readonly arrival: number;
}

/** How far one listing has come. Every method needs the lock. */
class Listing {
  readonly #index: CacheIndex;
  /** The last arrival that belongs to it. */
  readonly #end: number;
  /** The last arrival that was listed. */
  #listed = 0;
  /** Entries from which the next one may be reached, the latest last. */
  #places: Place[] = [];

  constructor(index: CacheIndex, end: number) {
    this.#index = index;
    this.#end = end;
  }

  /** Empty at the end; `undefined`: where to go on has yet to be found. */
  nextBatch(): CacheEntry[] | undefined {
    const { slots } = this.#index;
    const next = this.#findNext();
    if (next === undefined) return undefined;
    const batch: CacheEntry[] = [];
    this.#places = [];
    for (let slot = next; slot !== 0 && batch.length < BATCH; slot = slots.newer(slot)) {
      const arrival = slots.arrival(slot);
      if (arrival > this.#end) break;
      batch.push(this.#describe(slot));
      this.#places.push({ slot, arrival });
      this.#listed = arrival;
    }
    return batch;
  }

  /** The first entry that was not listed, 0 if there is none; `undefined`: look again. */
  #findNext(): number | undefined {
    const { slots } = this.#index;
    let slot = this.#lastKnown();
    for (let passed = 0; slot !== 0 && slots.arrival(slot) <= this.#listed; passed++) {
      if (passed === PASSED_AT_ONCE) {
        this.#places.push({ slot, arrival: slots.arrival(slot) });
        return undefined;
      }
      slot = slots.newer(slot);
    }
    return slot;
  }

  /** The latest place that has not left the list meanwhile, else the oldest entry. */
  #lastKnown(): number {
    const { header, slots } = this.#index;
    for (;;) {
      const place = this.#places.at(-1);
      if (place === undefined) return header.oldest;
      if (slots.isListed(place.slot) && slots.arrival(place.slot) === place.arrival) {
        return place.slot;
      }
      this.#places.pop();
    }
  }

  #describe(slot: number): CacheEntry {
    const { slots, names } = this.#index;
    return {
      name: names.nameOf(slot),
      size: slots.size(slot),
      cachedAtMs: slots.cachedAtMs(slot),
      modifiedAtMs: Number(slots.modifiedNs(slot)) / 1e6,
      hits: slots.hits(slot),
      state: slots.isReady(slot) ? 'ready' : 'loading',
    };
  }
}
