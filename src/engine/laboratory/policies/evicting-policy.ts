import type { ObjectKey } from '../object-key.ts';
import type { PolicyBounds } from './policy.ts';
import { MOST_SLOTS, NONE, SlotTable } from './slot-table.ts';

/**
 * What most policies share: a miss makes room, one victim after the other, and then lets the object in. What a hit
 * does and which object leaves are all that distinguishes one from another.
 */
export abstract class EvictingPolicy {
  readonly capacity: number;
  readonly maxObjects: number;
  usedBytes = 0;
  protected table: SlotTable;
  readonly #hasLinks: boolean;

  constructor({ capacity, maxObjects = MOST_SLOTS }: PolicyBounds, hasLinks: boolean) {
    this.capacity = capacity;
    this.maxObjects = maxObjects;
    this.#hasLinks = hasLinks;
    this.table = new SlotTable(hasLinks);
  }

  get objectCount(): number {
    return this.table.count;
  }

  get memoryBytes(): number {
    return this.table.memoryBytes;
  }

  request(key: ObjectKey, size: number): boolean {
    const slot = this.table.find(key);
    if (slot !== NONE) {
      this.touch(slot);
      return true;
    }
    if (size <= this.capacity && this.maxObjects > 0) this.insert(key, size);
    return false;
  }

  remove(key: ObjectKey): boolean {
    const slot = this.table.find(key);
    if (slot === NONE) return false;
    this.drop(slot);
    return true;
  }

  clear(): void {
    this.usedBytes = 0;
    this.table = new SlotTable(this.#hasLinks);
    this.reset();
  }

  /** A miss of an object that is not too large: makes room, and lets it in. */
  protected insert(key: ObjectKey, size: number): void {
    while (this.usedBytes + size > this.capacity || this.table.count >= this.maxObjects)
      this.drop(this.victim());
    this.admit(key, size);
  }

  protected admit(key: ObjectKey, size: number): void {
    const slot = this.table.add(key, size);
    this.usedBytes += size;
    this.enter(slot);
  }

  /** Takes an object out, because it has to make room or because it is gone. */
  protected drop(slot: number): void {
    this.leave(slot);
    this.usedBytes -= this.table.size[slot]!;
    this.table.delete(slot);
  }

  /** A hit. */
  protected abstract touch(slot: number): void;

  /** Which object is to make room. There is at least one. */
  protected abstract victim(): number;

  /** Puts a new object into the policy's order. */
  protected abstract enter(slot: number): void;

  /** Takes an object out of the policy's order. */
  protected abstract leave(slot: number): void;

  /** Begins the policy's order anew, over a new table. */
  protected abstract reset(): void;
}
