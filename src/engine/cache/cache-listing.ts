import type { CacheEntry } from '../../shared/server-state.ts';
import type { CacheIndex } from './cache-index.ts';
import type { CacheLock } from './cache-lock.ts';
import type { EntryCopies } from './entry-copies.ts';

/** Entries passed in one step that only looks for the place where to go on. */
const PASSED_AT_ONCE = 4096;

/**
 * The entries, oldest first, a batch at a time: those that were there when it began and have not
 * left before they are reached. The lock is free between the batches, so a listing may take as long
 * as it likes.
 */
export function* listInBatches(
  index: CacheIndex,
  lock: CacheLock,
  copies: EntryCopies,
): Generator<CacheEntry[], void> {
  const end = lock.hold(() => index.header.arrivals);
  const listing = new Listing(index, end, copies);
  for (;;) {
    const batch: CacheEntry[] = [];
    lock.holdInSteps(
      () => listing.takeBatch(),
      () => copies.drain((copy) => batch.push(copies.entry(copy))),
    );
    if (batch.length === 0) return;
    yield batch;
  }
}

/** How far one listing has come. Every method needs the lock. */
class Listing {
  readonly #index: CacheIndex;
  /** The last arrival that belongs to it. */
  readonly #end: number;
  readonly #copies: EntryCopies;
  /** The last arrival that was listed. */
  #listed = 0;
  /** Entries from which the next one may be reached, the latest last: their slots and arrivals. */
  readonly #slots: number[] = [];
  readonly #arrivals: number[] = [];
  #places = 0;

  constructor(index: CacheIndex, end: number, copies: EntryCopies) {
    this.#index = index;
    this.#end = end;
    this.#copies = copies;
  }

  /** Takes none at the end. `undefined`: where to go on has yet to be found. */
  takeBatch(): true | undefined {
    const { slots } = this.#index;
    const next = this.#findNext();
    if (next === undefined) return undefined;
    this.#places = 0;
    for (let slot = next; slot !== 0 && !this.#copies.isFull; slot = slots.newer(slot)) {
      const arrival = slots.arrival(slot);
      if (arrival > this.#end) break;
      this.#copies.take(slot);
      this.#keepPlace(slot, arrival);
      this.#listed = arrival;
    }
    return true;
  }

  /** The first entry that was not listed, 0 if there is none; `undefined`: look again. */
  #findNext(): number | undefined {
    const { slots } = this.#index;
    let slot = this.#lastKnown();
    for (let passed = 0; slot !== 0 && slots.arrival(slot) <= this.#listed; passed++) {
      if (passed === PASSED_AT_ONCE) {
        this.#keepPlace(slot, slots.arrival(slot));
        return undefined;
      }
      slot = slots.newer(slot);
    }
    return slot;
  }

  #keepPlace(slot: number, arrival: number): void {
    this.#slots[this.#places] = slot;
    this.#arrivals[this.#places] = arrival;
    this.#places += 1;
  }

  /** The latest place that has not left the list meanwhile, else the oldest entry. */
  #lastKnown(): number {
    const { header, slots } = this.#index;
    for (; this.#places > 0; this.#places--) {
      const slot = this.#slots[this.#places - 1]!;
      if (slots.isListed(slot) && slots.arrival(slot) === this.#arrivals[this.#places - 1]) {
        return slot;
      }
    }
    return header.oldest;
  }
}
