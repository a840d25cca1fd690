import type { EvictionReason } from '../../shared/server-state.ts';
import type { Bytes } from '../../shared/units.ts';
import type { CacheIndex } from './cache-index.ts';
import type { EvictedEntry } from './cache-types.ts';
import type { EntryCopies } from './entry-copies.ts';

/** Entries and extents that are freed in one step, in less than a millisecond. */
const FREED_AT_ONCE = 512;

/** Takes the oldest entries out, step by step. Every method needs the lock, but for `report`. */
export class Evictor {
  readonly #index: CacheIndex;
  readonly #copies: EntryCopies;
  /** Why each entry that was copied has left. */
  readonly #reasons: EvictionReason[] = [];

  /** `copies`: empty between two steps. */
  constructor(index: CacheIndex, copies: EntryCopies) {
    this.#index = index;
    this.#copies = copies;
  }

  /** Evicts the oldest until `size` bytes can be had for the name that was encoded last. */
  makeRoom(size: Bytes): 'done' | 'unfinished' | 'impossible' {
    const { header, table, segments } = this.#index;
    for (let freed = 0; freed < FREED_AT_ONCE && !this.#copies.isFull;) {
      const hasBytes = segments.hasBytes(size);
      if (hasBytes && table.hasRoom() && segments.hasNumbers(size)) return 'done';
      if (header.oldest === 0) return 'impossible';
      freed += this.#evictOldest(hasBytes ? 'entries' : 'room');
    }
    return 'unfinished';
  }

  /** Clears entries out, up to an arrival. */
  clearUpTo(arrival: number): 'done' | 'unfinished' {
    const { header, slots } = this.#index;
    for (let freed = 0; freed < FREED_AT_ONCE && !this.#copies.isFull;) {
      if (header.oldest === 0 || slots.arrival(header.oldest) > arrival) return 'done';
      freed += this.#evictOldest('cleared');
    }
    return 'unfinished';
  }

  /** Adds what the last step took out to `evicted`. To be called after every step, without the lock. */
  report(evicted: EvictedEntry[]): void {
    const copies = this.#copies;
    copies.drain((copy) => {
      const reason = this.#reasons[copy]!;
      evicted.push({ name: copies.name(copy), size: copies.size(copy), reason });
    });
  }

  /** Returns a measure of how long it took: the entry and its extents, counted. */
  #evictOldest(reason: EvictionReason): number {
    const { oldest } = this.#index.header;
    this.#reasons[this.#copies.count] = reason;
    this.#copies.take(oldest);
    return 1 + this.#index.remove(oldest);
  }
}
