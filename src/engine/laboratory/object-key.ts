/**
 * What policies know an object by: a whole number from 0 to 2^53 − 1. Two objects with one key are one object
 * to them; for names and wide ids it is a hash, and among ten million objects the chance that any two share a
 * key is about 1 in 180.
 */
export type ObjectKey = number;

/** 2^21 − 1: the upper part of a 53-bit number above its lower 32 bits. */
const UPPER_MASK = 0x1f_ffff;

/**
 * The key of a named object, in one version of it: `name` and, where there are versions, what tells them apart
 * (a tag, or size and time). The same in every process and on every machine.
 */
export function keyOfName(name: string, version = ''): ObjectKey {
  const hash = new KeyHash();
  for (let index = 0; index < name.length; index += 1) hash.add(name.charCodeAt(index));
  hash.separate();
  for (let index = 0; index < version.length; index += 1) hash.add(version.charCodeAt(index));
  return hash.key();
}

/**
 * The key of a 64-bit id: the id itself where it fits, otherwise a hash, so that ids that differ only in their
 * highest bits stay apart.
 */
export function keyOfId(high: number, low: number): ObjectKey {
  if (high >>> 0 <= UPPER_MASK) return (high >>> 0) * 2 ** 32 + (low >>> 0);
  return keyOfParts(mixed(high ^ mixed(low)), mixed(low ^ Math.imul(high, 0x9e3779b1)));
}

/** Makes a key of units: two 32-bit multiplicative hashes side by side. Used again after each `key`. */
export class KeyHash {
  #first = FIRST_SEED;
  #second = SECOND_SEED;

  /** @param unit - a byte or a UTF-16 code unit */
  add(unit: number): void {
    this.#first = Math.imul(this.#first ^ unit, 0x9e3779b1);
    this.#second = Math.imul(this.#second ^ unit, 0x5f356495);
    // The products carry bits upwards alone.
    this.#first ^= this.#first >>> 15;
    this.#second ^= this.#second >>> 13;
  }

  /** Between two texts, so that they are not one text cut elsewhere. */
  separate(): void {
    this.add(SEPARATOR);
  }

  key(): ObjectKey {
    const first = this.#first;
    const second = this.#second;
    this.#first = FIRST_SEED;
    this.#second = SECOND_SEED;
    return keyOfParts(mixed(first ^ (second >>> 15)), mixed(second ^ (first >>> 13)));
  }
}

const FIRST_SEED = 0x243f6a88;
const SECOND_SEED = 0x85a308d3 | 0;
/** No byte, and no code unit. */
const SEPARATOR = 0x1_0000;

function keyOfParts(high: number, low: number): ObjectKey {
  return (high & UPPER_MASK) * 2 ** 32 + (low >>> 0);
}

/** The finalizer of MurmurHash3 (32 bits): each bit of the input reaches each bit of the result. */
function mixed(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
