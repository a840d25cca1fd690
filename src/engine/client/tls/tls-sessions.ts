import { formatEndpoint, type Endpoint } from '../../../shared/endpoint.ts';
import type { ShownKey } from './judge-key.ts';

/** What a server has given for the next connection, and what it had shown for this one. */
export interface TlsSession {
  /** A ticket and its secret, as Node gives them; good for nothing at any other server. */
  readonly session: Uint8Array;
  /**
   * The handshake that goes on from a session shows no certificate again; whoever can finish it has the
   * secret that was agreed upon with the holder of this key.
   */
  readonly shown: ShownKey;
}

/** Servers that are remembered at once. */
const MOST_SERVERS = 64;

/**
 * The sessions of this thread, by address, so that a second connection costs no full handshake
 * (RFC 8446, section 2.2). Only those of accepted keys are put here.
 */
export class TlsSessions {
  readonly #sessions = new Map<string, TlsSession>();

  get(server: Endpoint): TlsSession | undefined {
    return this.#sessions.get(formatEndpoint(server));
  }

  /** The latest takes the place of the one before; the server that was met longest ago is forgotten. */
  put(server: Endpoint, session: TlsSession): void {
    const address = formatEndpoint(server);
    this.#sessions.delete(address);
    this.#sessions.set(address, session);
    const [oldest] = this.#sessions.keys();
    if (this.#sessions.size > MOST_SERVERS && oldest !== undefined) this.#sessions.delete(oldest);
  }

  forget(server: Endpoint): void {
    this.#sessions.delete(formatEndpoint(server));
  }
}

/** Of all connections of this thread. */
export const tlsSessions = new TlsSessions();
