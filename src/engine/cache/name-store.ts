import { MAX_NAME_BYTES } from '../../shared/server-values.ts';
import { BLOCK_NAME_WORDS, type NameBlocks } from './name-blocks.ts';
import { SLOT_NAME_WORDS, type Slots } from './slots.ts';

/**
 * Names of entries, as UTF-8: the beginning in the slot, the rest in blocks. A name is first encoded
 * into a scratch buffer, outside of the lock; `matches` and `store` then work on what was encoded
 * last. All other methods need the lock.
 */
export class NameStore {
  readonly #slots: Slots;
  readonly #blocks: NameBlocks;
  readonly #scratch = Buffer.alloc(MAX_NAME_BYTES);
  readonly #scratchWords = new Int32Array(this.#scratch.buffer, this.#scratch.byteOffset);
  readonly #decoded = Buffer.alloc(MAX_NAME_BYTES);
  readonly #decodedWords = new Int32Array(this.#decoded.buffer, this.#decoded.byteOffset);
  readonly #encoder = new TextEncoder();
  /** Bytes of the encoded name. */
  length = 0;
  /** Of the encoded name: 32 bits, well mixed. */
  hash = 0;

  constructor(slots: Slots, blocks: NameBlocks) {
    this.#slots = slots;
    this.#blocks = blocks;
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
    this.hash = this.#hashWords(wordsOf(length));
    return true;
  }

  #hashWords(count: number): number {
    // The mixing steps of MurmurHash3 (x86, 32 bits), by Austin Appleby, public domain.
    const words = this.#scratchWords;
    let hash = this.length;
    for (let at = 0; at < count; at++) {
      let word = Math.imul(words[at]!, 0xcc9e2d51);
      word = Math.imul((word << 15) | (word >>> 17), 0x1b873593);
      hash ^= word;
      hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
    }
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return hash ^ (hash >>> 16);
  }

  /** Whether the entry has the encoded name. */
  matches(slot: number): boolean {
    const slots = this.#slots;
    if (slots.hash(slot) !== this.hash || slots.nameLength(slot) !== this.length) return false;
    const count = wordsOf(this.length);
    if (!slots.startsWith(slot, this.#scratchWords, inSlot(count))) return false;
    return (
      count <= SLOT_NAME_WORDS ||
      this.#blocks.matches(slots.nameBlock(slot), this.#scratchWords, SLOT_NAME_WORDS, count)
    );
  }

  /** Whether there is memory for the encoded name. */
  hasRoom(): boolean {
    const beyond = wordsOf(this.length) - SLOT_NAME_WORDS;
    return beyond <= 0 || this.#blocks.hasRoom(Math.ceil(beyond / BLOCK_NAME_WORDS));
  }

  /** Gives the encoded name to an entry that has none. `hasRoom` was asked before. */
  store(slot: number): void {
    const slots = this.#slots;
    const count = wordsOf(this.length);
    slots.setHash(slot, this.hash);
    slots.setNameLength(slot, this.length);
    slots.writeName(slot, this.#scratchWords, inSlot(count));
    slots.setNameBlock(slot, this.#blocks.store(this.#scratchWords, SLOT_NAME_WORDS, count));
  }

  nameOf(slot: number): string {
    this.copy(slot, this.#decodedWords, 0);
    return this.#decoded.toString('utf8', 0, this.#slots.nameLength(slot));
  }

  /** Writes the UTF-8 of a name to `target`, from word `to` on; returns how many words it takes. */
  copy(slot: number, target: Int32Array, to: number): number {
    const count = wordsOf(this.#slots.nameLength(slot));
    const near = inSlot(count);
    this.#slots.readName(slot, target, to, near);
    this.#blocks.read(this.#slots.nameBlock(slot), target, to + near, count - near);
    return count;
  }

  /** Takes the name of an entry that leaves. */
  free(slot: number): void {
    this.#blocks.free(this.#slots.nameBlock(slot));
  }
}

function wordsOf(bytes: number): number {
  return (bytes + 3) >> 2;
}

function inSlot(count: number): number {
  return Math.min(count, SLOT_NAME_WORDS);
}
