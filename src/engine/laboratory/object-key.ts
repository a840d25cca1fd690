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
  let first = 0x9e3779b9 ^ name.length;
  let second = 0x85ebca6b ^ version.length;
  for (let index = 0; index < name.length; index += 1) {
    const unit = name.charCodeAt(index);
    first = Math.imul(first ^ unit, 0x9e3779b1);
    second = Math.imul(second ^ unit, 0x5f356495);
  }
  for (let index = 0; index < version.length; index += 1) {
    const unit = version.charCodeAt(index);
    first = Math.imul(first ^ unit, 0x85ebca77);
    second = Math.imul(second ^ unit, 0xc2b2ae3d);
  }
  return keyOfParts(mixed(first ^ (second >>> 15)), mixed(second ^ (first >>> 13)));
}

/**
 * The key of a 64-bit id: the id itself where it fits, otherwise a hash, so that ids that differ only in their
 * highest bits stay apart.
 */
export function keyOfId(high: number, low: number): ObjectKey {
  if (high >>> 0 <= UPPER_MASK) return (high >>> 0) * 2 ** 32 + (low >>> 0);
  return keyOfParts(mixed(high ^ mixed(low)), mixed(low ^ Math.imul(high, 0x9e3779b1)));
}

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
