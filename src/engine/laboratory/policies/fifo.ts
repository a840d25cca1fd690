import { OneListPolicy } from './one-list-policy.ts';

/** First in, first out: a hit changes nothing, the oldest leaves. The rule of the server's own cache. */
export class Fifo extends OneListPolicy {
  readonly name = 'FIFO';

  protected touch(): void {
    // Arrival is all that counts.
  }

  protected victim(): number {
    return this.list.tail;
  }
}
