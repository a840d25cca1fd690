import { OneListPolicy } from './one-list-policy.ts';
import type { LivePolicy } from './policy.ts';
import { NONE } from './slot-table.ts';

/**
 * SIEVE: a hand walks from the tail to the head, clears the bits of objects that were hit, and takes the first whose
 * bit is clear. Objects stay where they are, so that new ones, at the head, are sifted first when the hand has passed
 * the old ones.
 *
 * Y. Zhang and others, "SIEVE is simpler than LRU: an efficient turn-key eviction algorithm for web caches", NSDI 2024.
 */
export class Sieve extends OneListPolicy implements LivePolicy {
  readonly name = 'SIEVE';
  #hand = NONE;

  protected touch(slot: number): void {
    this.table.mark[slot] = 1;
  }

  protected victim(): number {
    const { mark, previous } = this.table;
    let slot = this.#hand === NONE ? this.list.tail : this.#hand;
    while (mark[slot] === 1) {
      mark[slot] = 0;
      const before = previous[slot]!;
      slot = before === NONE ? this.list.tail : before;
    }
    this.#hand = slot;
    return slot;
  }

  protected override leave(slot: number): void {
    if (slot === this.#hand) this.#hand = this.table.previous[slot]!;
    super.leave(slot);
  }

  protected override reset(): void {
    super.reset();
    this.#hand = NONE;
  }
}
