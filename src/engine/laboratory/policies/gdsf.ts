import type { ObjectKey } from '../object-key.ts';
import { EvictingPolicy } from './evicting-policy.ts';
import type { LivePolicy, PolicyBounds } from './policy.ts';
import { SlotHeap } from './slot-heap.ts';
import { longer } from './slot-table.ts';

/**
 * Greedy dual, size, frequency: an object's rank is its requests since it came in, divided by its size, above the rank
 * of the last object that left; the lowest rank leaves, among equals the least recently requested. Costs are equal.
 *
 * L. Cherkasova, "Improving WWW proxies performance with greedy-dual-size-frequency caching policy", HP Laboratories
 * report HPL-98-69R1, 1998.
 */
export class Gdsf extends EvictingPolicy implements LivePolicy {
  readonly name = 'GDSF';
  #heap = new SlotHeap();
  #frequency = new Uint32Array(0);
  /** The rank of the last object that left for room: what makes objects age. */
  #floor = 0;

  constructor(bounds: PolicyBounds) {
    super(bounds, false);
  }

  override get memoryBytes(): number {
    return super.memoryBytes + this.#heap.memoryBytes + this.#frequency.byteLength;
  }

  /** Here the object comes in first: it may be the one that leaves. */
  protected override insert(key: ObjectKey, size: number): void {
    this.admit(key, size);
    while (this.usedBytes > this.capacity || this.table.count > this.maxObjects)
      this.drop(this.victim());
  }

  protected touch(slot: number): void {
    this.#frequency[slot]! += 1;
    this.#heap.changeRank(slot, this.#rankOf(slot));
  }

  protected victim(): number {
    const slot = this.#heap.lowest;
    this.#floor = this.#heap.rank[slot]!;
    return slot;
  }

  protected enter(slot: number): void {
    if (this.table.slots > this.#frequency.length)
      this.#frequency = longer(this.#frequency, this.table.slots);
    this.#frequency[slot] = 1;
    this.#heap.add(slot, this.#rankOf(slot), this.table.slots);
  }

  protected leave(slot: number): void {
    this.#heap.remove(slot);
  }

  protected reset(): void {
    this.#heap = new SlotHeap();
    this.#floor = 0;
  }

  /** An object of no bytes ranks as one of a byte, or it would never leave. The million keeps the digits of 1/size. */
  #rankOf(slot: number): number {
    return this.#floor + (this.#frequency[slot]! * 1e6) / Math.max(this.table.size[slot]!, 1);
  }
}
