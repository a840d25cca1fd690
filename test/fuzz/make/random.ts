/**
 * All the chance that one input has: the same target, seed and index give the same numbers on every
 * machine. The generator is sfc32 (Chris Doty-Humphrey, PractRand); it is fast and good, not secret.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter: number;

  /** `index` is a safe integer; all of its bits count. */
  constructor(target: string, seed: number, index: number) {
    let hash = 0x811c9dc5 ^ seed;
    for (let at = 0; at < target.length; at++) {
      hash = Math.imul(hash ^ target.charCodeAt(at), 0x01000193);
    }
    this.#a = hash;
    this.#b = index | 0;
    this.#c = Math.floor(index / 2 ** 32) | 0;
    this.#counter = 1;
    // Inputs beside each other begin with nearly the same state.
    for (let turn = 0; turn < 12; turn++) this.bits();
  }

  /** 32 random bits, as an unsigned number. */
  bits(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** A whole number from 0 up to, but not including, `end`, which is at least 1. */
  below(end: number): number {
    return Math.floor((this.bits() / 2 ** 32) * end);
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** True once in so many times. */
  once(inTimes: number): boolean {
    return this.below(inTimes) === 0;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }

  /** A length up to `most`: short ones far more often than long ones. */
  length(most: number): number {
    return Math.floor((most + 1) ** (this.bits() / 2 ** 32)) - 1;
  }

  /** So many results of `make`. */
  several<Item>(count: number, make: (random: Random) => Item): Item[] {
    const items: Item[] = [];
    while (items.length < count) items.push(make(this));
    return items;
  }

  bytes(length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    for (let at = 0; at < length; at++) bytes[at] = this.bits();
    return bytes;
  }
}
