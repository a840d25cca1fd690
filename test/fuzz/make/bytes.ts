import type { Random } from './random.ts';

/** Bytes that mean something in one of the formats. */
const TELLING_BYTES = [
  0, 0x0a, 0x0d, 0x20, 0x22, 0x2c, 0x3a, 0x5b, 0x5c, 0x5d, 0x7b, 0x7d, 0x80, 0xed, 0xff,
];

/** Random bytes, or tokens of a format thrown together. */
export function rawBytes(random: Random, tokens: readonly Uint8Array[], most = 200): Buffer {
  if (random.once(3)) return random.bytes(random.length(most));
  const parts: Uint8Array[] = [];
  for (let left = random.length(16); left >= 0; left--) {
    parts.push(random.once(4) ? random.bytes(random.length(8)) : random.pick(tokens));
  }
  return Buffer.concat(parts);
}

/** Bytes with one to four changes; the given ones stay as they are. */
export function changedBytes(
  random: Random,
  bytes: Uint8Array,
  tokens: readonly Uint8Array[],
): Buffer {
  let changed: Buffer = Buffer.from(bytes);
  for (let left = random.length(4); left >= 0; left--)
    changed = changedOnce(random, changed, tokens);
  return changed;
}

function changedOnce(random: Random, bytes: Buffer, tokens: readonly Uint8Array[]): Buffer {
  const at = random.below(bytes.length + 1);
  const end = Math.min(bytes.length, at + 1 + random.length(16));
  const before = bytes.subarray(0, at);
  switch (random.below(8)) {
    case 0:
      if (at < bytes.length) bytes[at]! ^= 1 << random.below(8);
      return bytes;
    case 1:
      if (at < bytes.length) bytes[at] = random.pick(TELLING_BYTES);
      return bytes;
    case 2:
      return Buffer.concat([before, bytes.subarray(end)]);
    case 3:
      return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
    case 4:
      return before;
    case 5:
      return Buffer.concat([before, random.pick(tokens), bytes.subarray(at)]);
    case 6:
      return Buffer.concat([before, random.pick(tokens), bytes.subarray(end)]);
    default:
      return Buffer.concat([
        before,
        Buffer.alloc(random.length(64), random.pick(TELLING_BYTES)),
        bytes.subarray(at),
      ]);
  }
}

/** How a stream is cut: lengths of its chunks, used round and round. */
export function anyCuts(random: Random): readonly number[] {
  switch (random.below(4)) {
    case 0:
      return [1];
    case 1:
      return [Number.MAX_SAFE_INTEGER];
    default:
      return random.several(1 + random.length(6), () => 1 + random.length(300));
  }
}

/**
 * Hands a stream over in chunks, each in memory that is used again and again, as a socket does that
 * reads into one buffer: who keeps a view of it will not find there what it was.
 */
export function* chunksOf(bytes: Uint8Array, cuts: readonly number[]): Generator<Buffer> {
  const memory = Buffer.allocUnsafe(Math.min(bytes.length, Math.max(...cuts)));
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const length = Math.min(cuts[turn % cuts.length]!, bytes.length - at);
    const chunk = memory.subarray(0, length);
    chunk.set(bytes.subarray(at, at + length));
    yield chunk;
    chunk.fill(0xaa);
    at += length;
  }
}

export function tokensOf(words: readonly string[]): readonly Uint8Array[] {
  return words.map((word) => Buffer.from(word, 'latin1'));
}
