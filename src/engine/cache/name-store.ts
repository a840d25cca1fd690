import {
  BLOCKS_TOUCHED,
  BLOCKS_USED,
  MAX_NAME_BLOCKS,
  MAX_NAME_BYTES,
  NAME_BLOCK_BYTES,
  UNUSED_BLOCK,
} from './index-layout.ts';
import type { CacheIndex } from './index-layout.ts';

const BLOCK_WORDS = NAME_BLOCK_BYTES / 4;

/**
 * Names of entries, as UTF-8 in chains of small blocks. A name is first encoded into a scratch
 * buffer, outside of the lock; `matches` and `store` then work on what was encoded last. All other
 * methods need the lock.
 */
export class NameStore {
  readonly #index: CacheIndex;
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #scratch = Buffer.alloc(MAX_NAME_BYTES);
  readonly #scratchWords = new Int32Array(this.#scratch.buffer, this.#scratch.byteOffset);
  readonly #decoded = Buffer.alloc(MAX_NAME_BYTES);
  readonly #encoder = new TextEncoder();
  /** Bytes of the encoded name. */
  length = 0;
  /** Of the encoded name: 32 bits, well mixed. */
  hash = 0;

  constructor(index: CacheIndex) {
    this.#index = index;
    this.#words = index.words;
  }

  /** `false`: longer than 4096 bytes, such a name is in no cache. Needs no lock. */
  encode(name: string): boolean {
    const scratch = this.#scratch;
    // No UTF-8 is shorter than its UTF-16 has units.
    if (name.length > MAX_NAME_BYTES) return false;
    let length = 0;
    for (; length < name.length; length++) {
      const unit = name.charCodeAt(length);
      if (unit > 0x7f) break;
      scratch[length] = unit;
    }
    if (length < name.length) {
      const { read, written } = this.#encoder.encodeInto(name, scratch);
      if (read < name.length) return false;
      length = written;
    }
    for (let at = length; (at & 3) !== 0; at++) scratch[at] = 0;
    this.length = length;
    this.hash = this.#hashWords((length + 3) >> 2);
    return true;
  }

  #hashWords(count: number): number {
    // The mixing steps of MurmurHash3 (x86, 32 bits), by Austin Appleby, public domain.
    const words = this.#scratchWords;
    let hash = this.length;
    for (let at = 0; at < count; at++) {
      let word = Math.imul(words[at] ?? 0, 0xcc9e2d51);
      word = Math.imul((word << 15) | (word >>> 17), 0x1b873593);
      hash ^= word;
      hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
    }
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return hash ^ (hash >>> 16);
  }

  /** Whether the chain from `block` holds the encoded name; the lengths were compared before. */
  matches(block: number): boolean {
    const words = this.#words;
    const scratch = this.#scratchWords;
    const count = (this.length + 3) >> 2;
    let at = 0;
    while (at < count) {
      const base = this.#blockWord(block) - at;
      const end = Math.min(count, at + BLOCK_WORDS);
      for (; at < end; at++) {
        if (words[base + at] !== scratch[at]) return false;
      }
      block = this.#next(block);
    }
    return true;
  }

  /** Whether there are blocks for the encoded name. */
  hasRoom(): boolean {
    const needed = Math.ceil(this.length / NAME_BLOCK_BYTES);
    return (this.#words[BLOCKS_USED] ?? 0) + needed <= MAX_NAME_BLOCKS;
  }

  /** Keeps the encoded name; returns its first block. `hasRoom` was asked before. */
  store(): number {
    const words = this.#words;
    const count = (this.length + 3) >> 2;
    let first = 0;
    let last = 0;
    for (let at = 0; at < count; at += BLOCK_WORDS) {
      const block = this.#take();
      words.set(
        this.#scratchWords.subarray(at, Math.min(count, at + BLOCK_WORDS)),
        this.#blockWord(block),
      );
      words[this.#index.blockLinks + block] = 0;
      if (last === 0) first = block;
      else words[this.#index.blockLinks + last] = block;
      last = block;
    }
    return first;
  }

  /** The name of `length` bytes in the chain from `block`. */
  read(block: number, length: number): string {
    const { bytes } = this.#index;
    const decoded = this.#decoded;
    for (let at = 0; at < length; at += NAME_BLOCK_BYTES) {
      const start = this.#blockWord(block) * 4;
      const end = start + Math.min(NAME_BLOCK_BYTES, length - at);
      for (let from = start, to = at; from < end; from++, to++) decoded[to] = bytes[from] ?? 0;
      block = this.#next(block);
    }
    return decoded.toString('utf8', 0, length);
  }

  /** Gives back the chain from `block`. */
  free(block: number): void {
    const words = this.#words;
    while (block !== 0) {
      const next = this.#next(block);
      words[this.#index.blockLinks + block] = words[UNUSED_BLOCK] ?? 0;
      words[UNUSED_BLOCK] = block;
      words[BLOCKS_USED] = (words[BLOCKS_USED] ?? 0) - 1;
      block = next;
    }
  }

  #take(): number {
    const words = this.#words;
    words[BLOCKS_USED] = (words[BLOCKS_USED] ?? 0) + 1;
    const unused = words[UNUSED_BLOCK] ?? 0;
    if (unused !== 0) {
      words[UNUSED_BLOCK] = this.#next(unused);
      return unused;
    }
    return (words[BLOCKS_TOUCHED] = (words[BLOCKS_TOUCHED] ?? 0) + 1);
  }

  #next(block: number): number {
    return this.#words[this.#index.blockLinks + block] ?? 0;
  }

  #blockWord(block: number): number {
    return this.#index.blockWords + block * BLOCK_WORDS;
  }
}
