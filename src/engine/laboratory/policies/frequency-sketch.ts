import type { ObjectKey } from '../object-key.ts';

/** How many counters an object has: its estimate is the least of them. */
const PLACES = 4;
/** Its counters lie in one line of the processor's cache, one in each quarter. */
const LINE = 64;
const QUARTER = LINE / PLACES;
/** Counters for each object, so that few share all their places. */
export const COUNTERS_PER_OBJECT = 8;
const HIGHEST = 255;

/**
 * About how often each of many objects was counted: never less than the truth, up to 255. A counting Bloom filter of
 * bytes that counts only in the places with the least (conservative update).
 *
 * C. Estan and G. Varghese, "New directions in traffic measurement and accounting", SIGCOMM 2002.
 */
export class FrequencySketch {
  readonly #counters: Uint8Array;
  /** About how many objects have a count. */
  #objects = 0;

  /** @param counters - a power of two from 64; a byte each */
  constructor(counters: number) {
    this.#counters = new Uint8Array(counters);
  }

  get memoryBytes(): number {
    return this.#counters.byteLength;
  }

  /** With more objects, estimates would be too high too often. */
  get isFull(): boolean {
    return this.#objects * COUNTERS_PER_OBJECT >= this.#counters.length;
  }

  estimate(key: ObjectKey): number {
    const bits = hashOf(key);
    let line = this.#lineOf(bits);
    let least = HIGHEST;
    for (let place = 0; place < PLACES; place += 1, line += QUARTER) {
      least = Math.min(least, this.#counters[line + placeIn(bits, place)]!);
    }
    return least;
  }

  /** Counts an object once. */
  add(key: ObjectKey): void {
    const before = this.estimate(key);
    if (before < HIGHEST) this.#raise(key, before, before + 1);
  }

  /** Gives an object at least this count. */
  raiseTo(key: ObjectKey, count: number): void {
    const before = this.estimate(key);
    if (before < count) this.#raise(key, before, count);
  }

  /** Halves all counts, so that what was asked for long ago weighs less. */
  halve(): void {
    for (let index = 0; index < this.#counters.length; index += 1) this.#counters[index]! >>>= 1;
    this.#objects = Math.floor(this.#objects / 2);
  }

  #raise(key: ObjectKey, before: number, count: number): void {
    if (before === 0) this.#objects += 1;
    const bits = hashOf(key);
    let line = this.#lineOf(bits);
    for (let place = 0; place < PLACES; place += 1, line += QUARTER) {
      const counter = line + placeIn(bits, place);
      if (this.#counters[counter]! < count) this.#counters[counter] = count;
    }
  }

  /** Where the line of an object begins. */
  #lineOf(bits: number): number {
    return Math.imul(bits, 0x9e3779b1) & (this.#counters.length - LINE);
  }
}

function placeIn(bits: number, place: number): number {
  return (bits >>> (place * 8)) & (QUARTER - 1);
}

function hashOf(key: ObjectKey): number {
  const high = (key * 2 ** -32) | 0;
  let bits = Math.imul((key | 0) ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
