import type { ObjectKey } from '../object-key.ts';

/** No slot: the end of a list, or a key that is not there. */
export const NONE = -1;

const FIRST_SLOTS = 64;
/** Small steps keep the spare room small: what is copied comes to eight times the table at most. */
const GROWTH = 1.125;
/** Slots are counted in 32 bits with a sign. */
export const MOST_SLOTS = 2 ** 30;

/**
 * Objects by their keys, each in a numbered slot of typed arrays: 29 bytes a slot (21 without links), 4 to 8 for its
 * place in the hash table, and up to an eighth of spare room. A slot's number stays until it is freed, and is then used again.
 *
 * The columns belong to whoever owns the table: `next` and `previous` hold whatever list a slot is in (`SlotList`),
 * `mark` a small number of the policy's own. They are other arrays after `add`.
 */
export class SlotTable {
  key = new Float64Array(FIRST_SLOTS);
  size = new Float64Array(FIRST_SLOTS);
  next: Int32Array;
  previous: Int32Array;
  mark = new Uint8Array(FIRST_SLOTS);

  /** The slot after this one in the same bucket, or the next one that is free. */
  #chain = new Int32Array(FIRST_SLOTS);
  #buckets = new Int32Array(FIRST_SLOTS).fill(NONE);
  /** 32 less the logarithm of the number of buckets. */
  #shift = 32 - Math.log2(FIRST_SLOTS);
  #firstFree = NONE;
  #everUsed = 0;
  #count = 0;

  /** @param hasLinks - false where slots are in no list: then `next` and `previous` are empty. */
  constructor(hasLinks = true) {
    this.next = new Int32Array(hasLinks ? FIRST_SLOTS : 0);
    this.previous = new Int32Array(hasLinks ? FIRST_SLOTS : 0);
  }

  /** How many slots are in use. */
  get count(): number {
    return this.#count;
  }

  /** How many slots the columns have room for; a column beside the table needs as many. */
  get slots(): number {
    return this.key.length;
  }

  get memoryBytes(): number {
    const columns = [this.key, this.size, this.next, this.previous, this.mark];
    return [...columns, this.#chain, this.#buckets].reduce(
      (sum, { byteLength }) => sum + byteLength,
      0,
    );
  }

  /** The slot of a key, or `NONE`. */
  find(key: ObjectKey): number {
    let slot = this.#buckets[this.#bucketOf(key)]!;
    while (slot !== NONE && this.key[slot] !== key) slot = this.#chain[slot]!;
    return slot;
  }

  /** Takes a slot for a key that has none. Its mark is 0; it is in no list. */
  add(key: ObjectKey, size: number): number {
    const slot = this.#freeSlot();
    this.key[slot] = key;
    this.size[slot] = size;
    this.mark[slot] = 0;
    const bucket = this.#bucketOf(key);
    this.#chain[slot] = this.#buckets[bucket]!;
    this.#buckets[bucket] = slot;
    this.#count += 1;
    return slot;
  }

  /** Frees a slot, which the caller has taken out of its list. */
  delete(slot: number): void {
    const bucket = this.#bucketOf(this.key[slot]!);
    let before = this.#buckets[bucket]!;
    if (before === slot) {
      this.#buckets[bucket] = this.#chain[slot]!;
    } else {
      while (this.#chain[before] !== slot) before = this.#chain[before]!;
      this.#chain[before] = this.#chain[slot]!;
    }
    this.#chain[slot] = this.#firstFree;
    this.#firstFree = slot;
    this.#count -= 1;
  }

  /** Multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4): the upper bits are the well-mixed ones. */
  #bucketOf(key: ObjectKey): number {
    const low = key | 0;
    const high = (key * 2 ** -32) | 0;
    const bits = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
    return Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d) >>> this.#shift;
  }

  #freeSlot(): number {
    const slot = this.#firstFree;
    if (slot !== NONE) {
      this.#firstFree = this.#chain[slot]!;
      return slot;
    }
    if (this.#everUsed === this.slots) this.#grow();
    this.#everUsed += 1;
    return this.#everUsed - 1;
  }

  #grow(): void {
    const slots = Math.ceil(this.slots * GROWTH);
    this.key = longer(this.key, slots);
    this.size = longer(this.size, slots);
    if (this.next.length > 0) {
      this.next = longer(this.next, slots);
      this.previous = longer(this.previous, slots);
    }
    this.mark = longer(this.mark, slots);
    this.#chain = longer(this.#chain, slots);
    if (slots > this.#buckets.length) this.#rehash();
  }

  /** Every slot is in use when this is called, so that each is in a chain. */
  #rehash(): void {
    this.#buckets = new Int32Array(this.#buckets.length * 2).fill(NONE);
    this.#shift -= 1;
    for (let slot = 0; slot < this.#everUsed; slot += 1) {
      const bucket = this.#bucketOf(this.key[slot]!);
      this.#chain[slot] = this.#buckets[bucket]!;
      this.#buckets[bucket] = slot;
    }
  }
}

/** The same column with room for more; what is new is 0. */
export function longer<T extends Column>(column: T, length: number): T {
  const grown = new (column.constructor as new (length: number) => T)(length);
  grown.set(column);
  return grown;
}

type Column = Float64Array | Int32Array | Uint32Array | Uint8Array;
