import { OneListPolicy } from './one-list-policy.ts';
import type { LivePolicy } from './policy.ts';

/** First in, first out: a hit changes nothing, the oldest leaves. The rule of the server's own cache. */
export class Fifo extends OneListPolicy implements LivePolicy {
  readonly name = 'FIFO';

  protected touch(): void {
    // Arrival is all that counts.
  }

  protected victim(): number {
    return this.list.tail;
  }
}
