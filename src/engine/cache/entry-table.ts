import {
  BUCKETS,
  ENTRIES,
  GENERATION,
  HASH,
  LOAD_SIGNAL,
  MAX_ENTRIES,
  NAME_BLOCK,
  NAME_LENGTH,
  NEWER,
  NEWEST,
  NEXT_IN_BUCKET,
  OLDER,
  OLDEST,
  SLOTS_TOUCHED,
  slotWord,
  UNUSED_SLOT,
} from './index-layout.ts';
import type { CacheIndex } from './index-layout.ts';
import type { NameStore } from './name-store.ts';

/**
 * The entries by name (a hash table with chains) and in the order of their arrival (a linked list).
 * Every method needs the lock.
 */
export class EntryTable {
  readonly #index: CacheIndex;
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #names: NameStore;

  constructor(index: CacheIndex, names: NameStore) {
    this.#index = index;
    this.#words = index.words;
    this.#names = names;
  }

  /** The slot of the entry with the name that was encoded last; 0 if there is none. */
  find(): number {
    const words = this.#words;
    const names = this.#names;
    let slot = words[this.#bucket(names.hash)] ?? 0;
    while (slot !== 0) {
      const at = slotWord(slot);
      if (
        words[at + HASH] === names.hash &&
        words[at + NAME_LENGTH] === names.length &&
        names.matches(words[at + NAME_BLOCK] ?? 0)
      ) {
        return slot;
      }
      slot = words[at + NEXT_IN_BUCKET] ?? 0;
    }
    return 0;
  }

  hasRoom(): boolean {
    return (this.#words[ENTRIES] ?? 0) < MAX_ENTRIES && this.#names.hasRoom();
  }

  /** Enters the name that was encoded last, as the newest, and returns its slot. */
  add(): number {
    const words = this.#words;
    const names = this.#names;
    const slot = this.#takeSlot();
    const at = slotWord(slot);
    words[at + NAME_BLOCK] = names.store();
    words[at + NAME_LENGTH] = names.length;
    words[at + HASH] = names.hash;
    const bucket = this.#bucket(names.hash);
    words[at + NEXT_IN_BUCKET] = words[bucket] ?? 0;
    words[bucket] = slot;

    const newest = words[NEWEST] ?? 0;
    words[at + OLDER] = newest;
    words[at + NEWER] = 0;
    if (newest === 0) words[OLDEST] = slot;
    else words[slotWord(newest) + NEWER] = slot;
    words[NEWEST] = slot;
    words[ENTRIES] = (words[ENTRIES] ?? 0) + 1;
    Atomics.add(words, at + GENERATION, 1);
    return slot;
  }

  /** Takes an entry out; from now on, handles of it are stale, and those who wait for it look again. */
  remove(slot: number): void {
    const words = this.#words;
    const at = slotWord(slot);
    Atomics.add(words, at + GENERATION, 1);
    this.#names.free(words[at + NAME_BLOCK] ?? 0);

    let link = this.#bucket(words[at + HASH] ?? 0);
    while (words[link] !== slot) link = slotWord(words[link] ?? 0) + NEXT_IN_BUCKET;
    words[link] = words[at + NEXT_IN_BUCKET] ?? 0;

    const older = words[at + OLDER] ?? 0;
    const newer = words[at + NEWER] ?? 0;
    if (older === 0) words[OLDEST] = newer;
    else words[slotWord(older) + NEWER] = newer;
    if (newer === 0) words[NEWEST] = older;
    else words[slotWord(newer) + OLDER] = older;
    words[ENTRIES] = (words[ENTRIES] ?? 0) - 1;
    words[at + NEWER] = words[UNUSED_SLOT] ?? 0;
    words[UNUSED_SLOT] = slot;
    this.signal(slot);
  }

  nameOf(slot: number): string {
    const at = slotWord(slot);
    return this.#names.read(this.#words[at + NAME_BLOCK] ?? 0, this.#words[at + NAME_LENGTH] ?? 0);
  }

  /** Wakes those who wait for more of an entry. */
  signal(slot: number): void {
    const at = slotWord(slot) + LOAD_SIGNAL;
    Atomics.add(this.#words, at, 1);
    Atomics.notify(this.#words, at);
  }

  #takeSlot(): number {
    const words = this.#words;
    const unused = words[UNUSED_SLOT] ?? 0;
    if (unused !== 0) {
      words[UNUSED_SLOT] = words[slotWord(unused) + NEWER] ?? 0;
      return unused;
    }
    return (words[SLOTS_TOUCHED] = (words[SLOTS_TOUCHED] ?? 0) + 1);
  }

  #bucket(hash: number): number {
    return this.#index.buckets + (hash & (BUCKETS - 1));
  }
}
