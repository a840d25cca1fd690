import { MAX_NAME_BLOCKS } from './bounds.ts';
import { createRecordMemory, GrowingRecords } from './growing-records.ts';
import type { Header } from './header.ts';

/** The number of the block that follows, then the words of the name. Also links unused blocks. */
const NEXT = 0;
const NAME = 1;
const BLOCK_WORDS = 32;
export const BLOCK_NAME_WORDS = BLOCK_WORDS - NAME;

export function createNameBlockMemory(): SharedArrayBuffer {
  return createRecordMemory(BLOCK_WORDS, MAX_NAME_BLOCKS + 1);
}

/** Chains of small blocks that hold what of long names does not fit into a slot. Needs the lock. */
export class NameBlocks extends GrowingRecords {
  readonly #header: Header;

  constructor(memory: SharedArrayBuffer, header: Header) {
    super(memory, BLOCK_WORDS, header);
    this.#header = header;
  }

  next(block: number): number {
    return this.words[block * BLOCK_WORDS + NEXT]!;
  }

  /** Whether so many can be taken; gets memory for them. */
  hasRoom(count: number): boolean {
    const { blocksUsed, blocksTouched } = this.#header;
    if (blocksUsed + count > MAX_NAME_BLOCKS) return false;
    const fresh = count - (blocksTouched - blocksUsed);
    return fresh <= 0 || this.reach(blocksTouched + fresh);
  }

  /** Keeps the words of a name from `from` to `count`; returns the first block, 0 if that is nothing. */
  store(name: Int32Array, from: number, count: number): number {
    let first = 0;
    let last = 0;
    for (let at = from; at < count; at += BLOCK_NAME_WORDS) {
      const block = this.#take();
      const start = block * BLOCK_WORDS + NAME;
      const end = Math.min(count, at + BLOCK_NAME_WORDS);
      for (let word = at; word < end; word++) this.words[start + word - at] = name[word]!;
      this.words[block * BLOCK_WORDS + NEXT] = 0;
      if (last === 0) first = block;
      else this.words[last * BLOCK_WORDS + NEXT] = block;
      last = block;
    }
    return first;
  }

  /** Whether the chain from `block` holds the words of a name from `from` to `count`. */
  matches(block: number, name: Int32Array, from: number, count: number): boolean {
    for (let at = from; at < count; at += BLOCK_NAME_WORDS) {
      const start = block * BLOCK_WORDS + NAME;
      const end = Math.min(count, at + BLOCK_NAME_WORDS);
      for (let word = at; word < end; word++) {
        if (this.words[start + word - at] !== name[word]) return false;
      }
      block = this.next(block);
    }
    return true;
  }

  /** Writes `count` words of a name, from the chain's first, to `target`, from `to` on. */
  read(block: number, target: Int32Array, to: number, count: number): void {
    for (let at = 0; at < count; at += BLOCK_NAME_WORDS) {
      const start = block * BLOCK_WORDS + NAME;
      const end = Math.min(count, at + BLOCK_NAME_WORDS);
      for (let word = at; word < end; word++) target[to + word] = this.words[start + word - at]!;
      block = this.next(block);
    }
  }

  /** Gives back the chain from `block`. */
  free(block: number): void {
    while (block !== 0) {
      const next = this.next(block);
      this.words[block * BLOCK_WORDS + NEXT] = this.#header.unusedBlock;
      this.#header.unusedBlock = block;
      this.#header.blocksUsed -= 1;
      block = next;
    }
  }

  #take(): number {
    const header = this.#header;
    header.blocksUsed += 1;
    const unused = header.unusedBlock;
    if (unused === 0) return (header.blocksTouched += 1);
    header.unusedBlock = this.next(unused);
    return unused;
  }
}
