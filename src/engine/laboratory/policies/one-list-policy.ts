import type { ObjectKey } from '../object-key.ts';
import type { LivePolicy, LivePolicyName, PolicyBounds } from './policy.ts';
import { SlotList } from './slot-list.ts';
import { MOST_SLOTS, NONE, SlotTable } from './slot-table.ts';

/**
 * A policy whose objects are in one list, new ones at its head: what a hit does and which object leaves are all
 * that distinguishes one from another.
 */
export abstract class OneListPolicy implements LivePolicy {
  abstract readonly name: LivePolicyName;
  readonly capacity: number;
  readonly #maxObjects: number;
  protected table = new SlotTable();
  protected list = new SlotList(this.table);

  constructor({ capacity, maxObjects = MOST_SLOTS }: PolicyBounds) {
    this.capacity = capacity;
    this.#maxObjects = maxObjects;
  }

  get usedBytes(): number {
    return this.list.bytes;
  }

  get objectCount(): number {
    return this.list.count;
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
    if (size > this.capacity || this.#maxObjects === 0) return false;
    while (this.list.bytes + size > this.capacity || this.list.count >= this.#maxObjects)
      this.drop(this.victim());
    this.list.addHead(this.table.add(key, size));
    return false;
  }

  remove(key: ObjectKey): boolean {
    const slot = this.table.find(key);
    if (slot === NONE) return false;
    this.drop(slot);
    return true;
  }

  clear(): void {
    this.table = new SlotTable();
    this.list = new SlotList(this.table);
  }

  /** Takes an object out, because it has to make room or because it is gone. */
  protected drop(slot: number): void {
    this.list.remove(slot);
    this.table.delete(slot);
  }

  /** A hit. */
  protected abstract touch(slot: number): void;

  /** Which object is to make room. There is at least one. */
  protected abstract victim(): number;
}
