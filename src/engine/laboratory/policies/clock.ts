import { OneListPolicy } from './one-list-policy.ts';
import type { LivePolicy } from './policy.ts';

/**
 * CLOCK, or second chance: FIFO, but an object that was hit since it last came to the tail goes back to the head once.
 * One bit an object, clear when it comes in.
 *
 * F. J. Corbató, "A paging experiment with the Multics system", MIT Project MAC report MAC-M-384, 1968.
 */
export class Clock extends OneListPolicy implements LivePolicy {
  readonly name = 'CLOCK';

  protected touch(slot: number): void {
    this.table.mark[slot] = 1;
  }

  protected victim(): number {
    const { mark } = this.table;
    while (mark[this.list.tail] === 1) {
      mark[this.list.tail] = 0;
      this.list.moveToHead(this.list.tail);
    }
    return this.list.tail;
  }
}
