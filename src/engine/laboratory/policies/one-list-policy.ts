import { EvictingPolicy } from './evicting-policy.ts';
import type { PolicyBounds } from './policy.ts';
import { SlotList } from './slot-list.ts';

/** A policy whose objects are in one list, new ones at its head. */
export abstract class OneListPolicy extends EvictingPolicy {
  protected list: SlotList;

  constructor(bounds: PolicyBounds) {
    super(bounds, true);
    this.list = new SlotList(this.table);
  }

  protected enter(slot: number): void {
    this.list.addHead(slot);
  }

  protected leave(slot: number): void {
    this.list.remove(slot);
  }

  protected reset(): void {
    this.list = new SlotList(this.table);
  }
}
