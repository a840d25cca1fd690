import type { ObjectKey } from '../object-key.ts';
import { EvictingPolicy } from './evicting-policy.ts';
import type { Policy, PolicyBounds } from './policy.ts';
import { SlotHeap } from './slot-heap.ts';

/**
 * Belady's MIN: the object whose next request is farthest away leaves. For objects of one size no policy that lets in
 * every object has more hits. For others it is a strong policy but no bound: finding the best is then NP-hard, and like
 * libCacheSim's `Belady` this one looks at the time of the next request alone, not at sizes.
 *
 * L. A. Belady, "A study of replacement algorithms for a virtual-storage computer", IBM Systems Journal 5(2), 1966.
 */
export class Min extends EvictingPolicy implements Policy {
  readonly name = 'MIN';
  #heap = new SlotHeap();
  #nextAccess = Infinity;

  constructor(bounds: PolicyBounds) {
    super(bounds, false);
  }

  override get memoryBytes(): number {
    return super.memoryBytes + this.#heap.memoryBytes;
  }

  override request(key: ObjectKey, size: number, nextAccess: number = Infinity): boolean {
    this.#nextAccess = nextAccess;
    return super.request(key, size);
  }

  protected touch(slot: number): void {
    this.#heap.changeRank(slot, -this.#nextAccess);
  }

  protected victim(): number {
    return this.#heap.lowest;
  }

  protected enter(slot: number): void {
    this.#heap.add(slot, -this.#nextAccess, this.table.slots);
  }

  protected leave(slot: number): void {
    this.#heap.remove(slot);
  }

  protected reset(): void {
    this.#heap = new SlotHeap();
  }
}
