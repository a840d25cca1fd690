import type { Socket } from 'node:net';
import { RateLimit } from '../../../rate/rate-limit.ts';
import { bucketOf } from '../../address-table.ts';
import type { RateSetup } from '../../thread-messages.ts';
import { paceWrites } from './pace-writes.ts';

/** Limits the speed at which a thread sends, for all clients of the server together, and for each of them. */
export class SendingLimits {
  readonly #setup: RateSetup;
  readonly #ofAll: RateLimit | undefined;

  constructor(setup: RateSetup) {
    this.#setup = setup;
    this.#ofAll = setup.all && new RateLimit(setup.all);
  }

  /** @param address - of the client's computer; those that share a bucket share its limit. */
  apply(socket: Socket, address: string): void {
    const { perClient } = this.#setup;
    const limits = [this.#ofAll, perClient && new RateLimit(perClient, bucketOf(address))].filter(
      (limit) => limit !== undefined,
    );
    if (limits.length > 0) paceWrites(socket, limits);
  }
}
