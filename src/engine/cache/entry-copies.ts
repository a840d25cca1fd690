import type { CacheEntry } from '../../shared/server-state.ts';
import type { Bytes } from '../../shared/units.ts';
import { MAX_NAME_BYTES } from '../../shared/server-values.ts';
import type { CacheIndex } from './cache-index.ts';
import { createSlotMemory, Slots } from './slots.ts';

/** Copies that fit: so many are made in a small part of a millisecond. */
export const MOST_COPIES = 256;
/** For their names. */
const TEXT_WORDS = 8192;
const LONGEST_NAME_WORDS = MAX_NAME_BYTES / Int32Array.BYTES_PER_ELEMENT;

/**
 * What a thread takes down of entries while it holds the lock, to describe them when it has let go.
 * Taking down makes no objects, so it starts no garbage collection.
 */
export class EntryCopies {
  readonly #index: CacheIndex;
  readonly #records: Slots;
  readonly #text = Buffer.alloc(TEXT_WORDS * Int32Array.BYTES_PER_ELEMENT);
  readonly #textWords = new Int32Array(this.#text.buffer, this.#text.byteOffset, TEXT_WORDS);
  /** Where each name begins, in bytes. */
  readonly #starts = new Int32Array(MOST_COPIES);
  #textEnd = 0;
  #count = 0;

  constructor(index: CacheIndex) {
    this.#index = index;
    this.#records = new Slots(createSlotMemory(MOST_COPIES), index.header);
  }

  /** Copies taken and not yet described. */
  get count(): number {
    return this.#count;
  }

  /** Whether there is no room for one more, of any name. */
  get isFull(): boolean {
    return this.#count === MOST_COPIES || this.#textEnd > TEXT_WORDS - LONGEST_NAME_WORDS;
  }

  /** Copies the entry in a slot; not when full. Needs the lock. */
  take(slot: number): void {
    const { slots, names } = this.#index;
    slots.copyFacts(slot, this.#records, this.#count);
    this.#starts[this.#count] = this.#textEnd * Int32Array.BYTES_PER_ELEMENT;
    this.#textEnd += names.copy(slot, this.#textWords, this.#textEnd);
    this.#count += 1;
  }

  /** Calls `use` with the number of every copy, in the order of taking, and forgets them. */
  drain(use: (copy: number) => void): void {
    for (let copy = 0; copy < this.#count; copy++) use(copy);
    this.#count = 0;
    this.#textEnd = 0;
  }

  name(copy: number): string {
    const start = this.#starts[copy]!;
    return this.#text.toString('utf8', start, start + this.#records.nameLength(copy));
  }

  size(copy: number): Bytes {
    return this.#records.size(copy);
  }

  /** All that is known of the entry. */
  entry(copy: number): CacheEntry {
    const records = this.#records;
    return {
      name: this.name(copy),
      size: records.size(copy),
      cachedAtMs: records.cachedAtMs(copy),
      modifiedAtMs: records.modifiedAtMs(copy),
      hits: records.hits(copy),
      state: records.isReady(copy) ? 'ready' : 'loading',
    };
  }
}
