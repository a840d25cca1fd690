import type { CacheIndex } from '../cache-index.ts';
import type { CacheLock } from '../cache-lock.ts';

/** Entries taken over in one step, with the lock. */
const BATCH = 512;
const FIRST_CAPACITY = 1024;

/**
 * The entries of a cache in the order of arrival, as compact columns: followed step by step, so that
 * a look costs what has changed and not what there is. An entry is known by its arrival, which no
 * other ever has.
 */
export class CatalogEntries {
  readonly #index: CacheIndex;
  readonly #lock: CacheLock;
  #arrivals = new Float64Array(FIRST_CAPACITY);
  #slots = new Uint32Array(FIRST_CAPACITY);
  #generations = new Int32Array(FIRST_CAPACITY);
  #sizes = new Int32Array(FIRST_CAPACITY);
  /** The columns are in use from here to there. */
  #start = 0;
  #end = 0;
  /** Goes up whenever one came or left. */
  version = 0;

  constructor(index: CacheIndex, lock: CacheLock) {
    this.#index = index;
    this.#lock = lock;
  }

  get length(): number {
    return this.#end - this.#start;
  }

  /** Views of the columns, valid until the next `refresh`. */
  get arrivals(): Float64Array {
    return this.#arrivals.subarray(this.#start, this.#end);
  }
  get slots(): Uint32Array {
    return this.#slots.subarray(this.#start, this.#end);
  }
  get sizes(): Int32Array {
    return this.#sizes.subarray(this.#start, this.#end);
  }

  /** The place of an entry, from 0; -1 when it has left. */
  positionOf(arrival: number): number {
    const position = firstAtLeast(this.arrivals, arrival);
    return this.arrivals[position] === arrival ? position : -1;
  }

  /** Whether the entry at a place is still cached. Needs no lock. */
  isListed(position: number): boolean {
    const at = this.#start + position;
    return this.#index.slots.generation(this.#slots[at]!) === this.#generations[at];
  }

  /** Takes over what came and drops what left. */
  refresh(): void {
    const lengthBefore = this.length;
    // Without the lock, as after a clearing there are many.
    while (this.length > 0 && !this.isListed(this.length - 1)) this.#end--;
    let isChanged = this.length < lengthBefore;
    const known = this.length;
    const missing = this.#lock.holdInSteps(() =>
      this.#takeBatch() ? this.length - this.#index.header.entries : undefined,
    );
    isChanged ||= this.length > known;
    if (missing > 0) isChanged = this.#drop(missing) > 0 || isChanged;
    if (isChanged) this.version += 1;
  }

  /** Returns whether there is no more to take. Needs the lock. */
  #takeBatch(): boolean {
    const { header, slots } = this.#index;
    // From the newest known one that is still listed, else from the oldest there is.
    let known = this.length - 1;
    while (known >= 0 && !this.isListed(known)) known--;
    let slot = known < 0 ? header.oldest : slots.newer(this.slots[known]!);
    for (let taken = 0; slot !== 0 && taken < BATCH; taken++) {
      this.#append(slot);
      slot = slots.newer(slot);
    }
    return slot === 0;
  }

  #append(slot: number): void {
    const { slots } = this.#index;
    if (this.#end === this.#slots.length) this.#makeRoom();
    const at = this.#end++;
    this.#arrivals[at] = slots.arrival(slot);
    this.#slots[at] = slot;
    this.#generations[at] = slots.generation(slot);
    this.#sizes[at] = slots.size(slot);
  }

  /** Moves the columns to their beginning, into larger memory if they would still be more than half. */
  #makeRoom(): void {
    const { length } = this;
    const capacity = Math.max(FIRST_CAPACITY, length * 2);
    const moved = <Column extends Float64Array | Uint32Array | Int32Array>(
      column: Column,
      target: Column,
    ): Column => {
      target.set(column.subarray(this.#start, this.#end));
      return target;
    };
    this.#arrivals = moved(this.#arrivals, new Float64Array(capacity));
    this.#slots = moved(this.#slots, new Uint32Array(capacity));
    this.#generations = moved(this.#generations, new Int32Array(capacity));
    this.#sizes = moved(this.#sizes, new Int32Array(capacity));
    this.#start = 0;
    this.#end = length;
  }

  /** Drops so many that left, nearly always the oldest; whatever leaves meanwhile is dropped next time. */
  #drop(missing: number): number {
    let dropped = 0;
    while (dropped < missing && this.length > 0 && !this.isListed(0)) {
      this.#start++;
      dropped++;
    }
    if (dropped === missing) return dropped;
    let kept = this.#start;
    let at = this.#start;
    for (; at < this.#end && dropped < missing; at++) {
      if (this.isListed(at - this.#start)) {
        this.#copy(at, kept);
        kept++;
      } else dropped++;
    }
    for (const column of [this.#arrivals, this.#slots, this.#generations, this.#sizes]) {
      column.copyWithin(kept, at, this.#end);
    }
    this.#end -= at - kept;
    return dropped;
  }

  #copy(from: number, to: number): void {
    if (from === to) return;
    this.#arrivals[to] = this.#arrivals[from]!;
    this.#slots[to] = this.#slots[from]!;
    this.#generations[to] = this.#generations[from]!;
    this.#sizes[to] = this.#sizes[from]!;
  }
}

/** The first place in an ascending list whose value is not less. */
export function firstAtLeast(ascending: Float64Array, value: number): number {
  let from = 0;
  let to = ascending.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (ascending[middle]! < value) from = middle + 1;
    else to = middle;
  }
  return from;
}
