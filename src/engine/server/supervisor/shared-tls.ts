import { randomBytes } from 'node:crypto';
import type { Milliseconds } from '../../../shared/units.ts';
import { createServerContext, TICKET_KEY_BYTES } from '../../tls/server-context.ts';
import type { TlsKeyPair } from '../../tls/tls-key-pair.ts';
import type { TlsOptions } from '../server-handle.ts';
import type { ThreadSetup, TlsSetup } from '../thread-messages.ts';
import { FailureError } from '../../../shared/failure.ts';
import { commandAll, type ThreadHandle } from './thread-handle.ts';

/**
 * How long tickets are sealed with the same keys. Who steals them can read what was resumed in TLS 1.2
 * meanwhile, so they must not last; clients that come back later make a full handshake.
 */
const TICKET_KEYS_LAST_MS: Milliseconds = 12 * 3_600_000;

/** What all threads encrypt with: one identity, and one set of ticket keys. */
export class SharedTls {
  #rotation: NodeJS.Timeout | undefined;
  #threads: readonly ThreadHandle[] = [];
  #setup: NonNullable<ThreadSetup['tls']>;

  /** @throws FailureError where key and certificate are unusable. */
  constructor({ key, certificate, only }: TlsOptions) {
    this.#setup = { key, certificate, only, ticketKeys: randomBytes(TICKET_KEY_BYTES) };
    check(this.#setup);
  }

  /** From now on, `threads`, which may be replaced in place, learn what changes; until {@link close}. */
  shareWith(threads: readonly ThreadHandle[]): void {
    this.#threads = threads;
    this.#rotation = setInterval(() => void this.#renew(this.#setup), TICKET_KEYS_LAST_MS).unref();
  }

  /** For threads that begin. */
  get setup(): ThreadSetup['tls'] {
    return this.#setup;
  }

  /** @throws FailureError where key and certificate are unusable; the threads keep the previous ones. */
  async setIdentity(identity: TlsKeyPair): Promise<void> {
    check({ ...identity, ticketKeys: this.#setup.ticketKeys });
    await this.#renew(identity);
  }

  close(): void {
    clearInterval(this.#rotation);
  }

  async #renew({ key, certificate }: TlsKeyPair): Promise<void> {
    this.#setup = { ...this.#setup, key, certificate, ticketKeys: randomBytes(TICKET_KEY_BYTES) };
    await commandAll(this.#threads, 'setTls', this.#setup);
  }
}

function check(setup: TlsSetup): void {
  try {
    createServerContext(setup, setup.ticketKeys);
  } catch (error) {
    const detail = (error as Error).message;
    throw new FailureError({ code: 'unusable-identity', detail }, { cause: error });
  }
}
