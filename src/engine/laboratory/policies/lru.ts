import { OneListPolicy } from './one-list-policy.ts';
import type { LivePolicy } from './policy.ts';

/**
 * Least recently used: a hit moves the object to the head, the tail leaves.
 *
 * R. L. Mattson and others, "Evaluation techniques for storage hierarchies", IBM Systems Journal 9(2), 1970.
 */
export class Lru extends OneListPolicy implements LivePolicy {
  readonly name = 'LRU';

  protected touch(slot: number): void {
    this.list.moveToHead(slot);
  }

  protected victim(): number {
    return this.list.tail;
  }
}
