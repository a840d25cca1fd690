import { BUCKETS_PER_ENTRY, MAX_ENTRIES } from './bounds.ts';
import { createRecordMemory, GrowingRecords } from './growing-records.ts';
import type { Header } from './header.ts';
import type { Slots } from './slots.ts';

export function createBucketMemory(): SharedArrayBuffer {
  return createRecordMemory(1, BUCKETS_PER_ENTRY * MAX_ENTRIES);
}

/**
 * A hash table that grows by one bucket at a time (linear hashing, W. Litwin, 1980), so that no
 * insertion has to move more than one chain. Each bucket begins a chain of slots. Never shrinks.
 * Every method needs the lock.
 */
export class Buckets extends GrowingRecords {
  readonly #header: Header;
  readonly #slots: Slots;

  constructor(memory: SharedArrayBuffer, header: Header, slots: Slots) {
    super(memory, 1, header);
    this.#header = header;
    this.#slots = slots;
  }

  /** The first slot of the chain that holds every entry of this hash. */
  first(hash: number): number {
    return this.words[this.#bucketOf(hash)]!;
  }

  add(slot: number): void {
    if (this.#header.entries * BUCKETS_PER_ENTRY >= this.#header.buckets) {
      for (let count = 0; count < BUCKETS_PER_ENTRY; count++) this.#split();
    }
    const bucket = this.#bucketOf(this.#slots.hash(slot));
    this.#slots.setNextInBucket(slot, this.words[bucket]!);
    this.words[bucket] = slot;
  }

  remove(slot: number): void {
    const slots = this.#slots;
    const next = slots.nextInBucket(slot);
    const bucket = this.#bucketOf(slots.hash(slot));
    let before = this.words[bucket]!;
    if (before === slot) {
      this.words[bucket] = next;
      return;
    }
    for (
      let after = slots.nextInBucket(before);
      after !== slot;
      after = slots.nextInBucket(after)
    ) {
      before = after;
    }
    slots.setNextInBucket(before, next);
  }

  /** Empties all of them. */
  clear(): void {
    this.words.fill(0);
  }

  #bucketOf(hash: number): number {
    const count = this.#header.buckets;
    // Of the two powers of two around the count, the larger where that bucket exists already.
    const mask = -1 >>> Math.clz32(count);
    const bucket = hash & mask;
    return bucket < count ? bucket : bucket & (mask >>> 1);
  }

  /** Makes one more bucket, for those in the chain of another that now belong into it. */
  #split(): void {
    const added = this.#header.buckets;
    if (added >= BUCKETS_PER_ENTRY * MAX_ENTRIES || !this.reach(added)) return;
    const mask = -1 >>> Math.clz32(added);
    const divided = added & (mask >>> 1);
    let slot = this.words[divided]!;
    let stays = 0;
    let moves = 0;
    while (slot !== 0) {
      const next = this.#slots.nextInBucket(slot);
      if ((this.#slots.hash(slot) & mask) === added) {
        this.#slots.setNextInBucket(slot, moves);
        moves = slot;
      } else {
        this.#slots.setNextInBucket(slot, stays);
        stays = slot;
      }
      slot = next;
    }
    this.words[divided] = stays;
    this.words[added] = moves;
    this.#header.buckets = added + 1;
  }
}
