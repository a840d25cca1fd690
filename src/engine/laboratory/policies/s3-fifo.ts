import type { ObjectKey } from '../object-key.ts';
import type { LivePolicy, PolicyBounds } from './policy.ts';
import { SlotList } from './slot-list.ts';
import { MOST_SLOTS, NONE, SlotTable } from './slot-table.ts';

/** What the paper leaves open; the defaults are those of its authors' simulator. */
export interface S3FifoParameters {
  /** The part of the capacity that is the small queue's. */
  readonly smallRatio: number;
  /** The sizes of the objects that are remembered after they left, as a part of the capacity. */
  readonly ghostRatio: number;
  /** The hits in the small queue, at most 63, with which an object goes on to the main queue. */
  readonly moveToMainThreshold: number;
}

export const S3_FIFO_DEFAULTS: S3FifoParameters = {
  smallRatio: 0.1,
  ghostRatio: 0.9,
  moveToMainThreshold: 2,
};

/** A mark is a queue, and the hits below it. */
const QUEUE = 0xc0;
const SMALL = 0x00;
const MAIN = 0x40;
const GHOST = 0x80;
const HITS = 0x3f;
/** The main queue counts to three: two bits. */
const MOST_MAIN_HITS = 3;

/**
 * S3-FIFO: three first-in-first-out queues. New objects enter a small one; those that are hit there go on to the main
 * one, whose objects go around again for each hit up to three; the others leave, and are remembered for a while. Who
 * is asked for again while it is remembered enters the main queue.
 *
 * As in libCacheSim, an object as large as the small queue or larger is not admitted, and until something had to leave
 * for the first time, what has no place in the small queue enters the main one.
 *
 * J. Yang and others, "FIFO queues are all you need for cache eviction", SOSP 2023.
 */
export class S3Fifo implements LivePolicy {
  readonly name = 'S3-FIFO';
  readonly capacity: number;
  readonly #maxObjects: number;
  readonly #smallCapacity: number;
  readonly #mainCapacity: number;
  readonly #ghostCapacity: number;
  readonly #threshold: number;
  #table = new SlotTable();
  #small = new SlotList(this.#table);
  #main = new SlotList(this.#table);
  #ghost = new SlotList(this.#table);
  #hasEvicted = false;

  constructor(
    { capacity, maxObjects = MOST_SLOTS / 2 }: PolicyBounds,
    parameters: S3FifoParameters = S3_FIFO_DEFAULTS,
  ) {
    this.capacity = capacity;
    this.#maxObjects = maxObjects;
    this.#smallCapacity = Math.floor(capacity * parameters.smallRatio);
    this.#mainCapacity = capacity - this.#smallCapacity;
    this.#ghostCapacity = Math.floor(capacity * parameters.ghostRatio);
    this.#threshold = parameters.moveToMainThreshold;
  }

  get usedBytes(): number {
    return this.#small.bytes + this.#main.bytes;
  }

  get objectCount(): number {
    return this.#small.count + this.#main.count;
  }

  get memoryBytes(): number {
    return this.#table.memoryBytes;
  }

  request(key: ObjectKey, size: number): boolean {
    const slot = this.#table.find(key);
    if (slot === NONE) {
      this.#insert(key, size, false);
      return false;
    }
    const { mark } = this.#table;
    if ((mark[slot]! & QUEUE) === GHOST) {
      this.#drop(this.#ghost, slot);
      this.#insert(key, size, true);
      return false;
    }
    if ((mark[slot]! & HITS) < HITS) mark[slot]! += 1;
    return true;
  }

  remove(key: ObjectKey): boolean {
    const slot = this.#table.find(key);
    if (slot === NONE) return false;
    const queue = this.#table.mark[slot]! & QUEUE;
    this.#drop(queue === SMALL ? this.#small : queue === MAIN ? this.#main : this.#ghost, slot);
    return true;
  }

  clear(): void {
    this.#table = new SlotTable();
    this.#small = new SlotList(this.#table);
    this.#main = new SlotList(this.#table);
    this.#ghost = new SlotList(this.#table);
    this.#hasEvicted = false;
  }

  #insert(key: ObjectKey, size: number, isRemembered: boolean): void {
    if (size > this.#smallCapacity || this.#maxObjects === 0) return;
    if (size === this.#smallCapacity && !isRemembered) return;
    while (this.usedBytes + size > this.capacity || this.objectCount >= this.#maxObjects)
      this.#evict();
    const isSmallFull = !this.#hasEvicted && this.#small.bytes >= this.#smallCapacity;
    const slot = this.#table.add(key, size);
    if (isRemembered || isSmallFull) {
      this.#table.mark[slot] = MAIN;
      this.#main.addHead(slot);
    } else {
      this.#table.mark[slot] = SMALL;
      this.#small.addHead(slot);
    }
  }

  #evict(): void {
    this.#hasEvicted = true;
    if (this.#main.bytes > this.#mainCapacity || this.#small.count === 0) this.#evictFromMain();
    else this.#evictFromSmall();
  }

  /** Moves what was hit to the main queue, until one leaves or none is left. */
  #evictFromSmall(): void {
    const { mark } = this.#table;
    while (this.#small.count > 0) {
      const slot = this.#small.tail;
      this.#small.remove(slot);
      if ((mark[slot]! & HITS) < this.#threshold) {
        this.#remember(slot);
        return;
      }
      mark[slot] = MAIN;
      this.#main.addHead(slot);
    }
  }

  #evictFromMain(): void {
    const { mark } = this.#table;
    for (;;) {
      const slot = this.#main.tail;
      const hits = Math.min(mark[slot]! & HITS, MOST_MAIN_HITS);
      if (hits === 0) {
        this.#drop(this.#main, slot);
        return;
      }
      mark[slot] = MAIN | (hits - 1);
      this.#main.moveToHead(slot);
    }
  }

  #remember(slot: number): void {
    const size = this.#table.size[slot]!;
    if (size > this.#ghostCapacity) {
      this.#table.delete(slot);
      return;
    }
    while (this.#ghost.bytes + size > this.#ghostCapacity || this.#ghost.count >= this.#maxObjects)
      this.#drop(this.#ghost, this.#ghost.tail);
    this.#table.mark[slot] = GHOST;
    this.#ghost.addHead(slot);
  }

  #drop(list: SlotList, slot: number): void {
    list.remove(slot);
    this.#table.delete(slot);
  }
}
