import { parseFingerprint, type ServerAccess, type TrustList } from '../../engine/index.ts';
import type { ServerAddress } from '../../shared/contract-downloads.ts';
import { endpointKey, type Endpoint } from '../../shared/endpoint.ts';
import { FailureError } from '../../shared/failure.ts';
import type { SecretStore } from '../settings/secret-store.ts';

/** What a person, or a link, says about a server in addition to what is known of it. */
export interface GivenAccess {
  readonly accessCode?: string | undefined;
  /** The fingerprint of its key, in whatever notation. */
  readonly key?: string | undefined;
  /** The code is to outlive the program. */
  readonly rememberCode?: boolean | undefined;
}

/** Everything that a connection to a server needs. */
export type ServerEntry = Endpoint & ServerAccess;

/**
 * How the host comes into other servers: their codes, as long as the program runs or longer, and the keys
 * that were accepted, which the command line shares. The same for every connection to a server.
 */
export class KnownServers {
  readonly #secrets: SecretStore;
  readonly #trusted: TrustList;
  readonly #onError: (where: string, error: unknown) => void;
  /** Keys that were accepted, by address: a disk that cannot keep them must keep nobody out. */
  readonly #accepted = new Map<string, string>();

  constructor(
    secrets: SecretStore,
    trusted: TrustList,
    onError: (where: string, error: unknown) => void,
  ) {
    this.#secrets = secrets;
    this.#trusted = trusted;
    this.#onError = onError;
  }

  /** Resolves when the codes of last time can be had. */
  get opened(): Promise<void> {
    return this.#secrets.opened;
  }

  /**
   * Who was met under a key is spoken to in no other way.
   *
   * @throws FailureError where the given key makes no sense, or the list of trusted servers cannot be read
   */
  entryOf(server: ServerAddress, given: GivenAccess = {}): ServerEntry {
    const { host, port } = server;
    const accessCode = given.accessCode ?? this.#secrets.get(nameOf(server));
    const tls = this.#tlsFor(server, given);
    return {
      ...{ host, port },
      ...(accessCode === undefined ? {} : { accessCode }),
      ...(tls === undefined ? {} : { tls }),
    };
  }

  /** The server was entered with this: it is used for all further connections. */
  async admitted(server: Endpoint, given: GivenAccess): Promise<void> {
    const { accessCode, key, rememberCode = false } = given;
    if (accessCode !== undefined) {
      await this.#secrets.set(nameOf(server), accessCode, { lasts: rememberCode });
    }
    if (key !== undefined && this.#keyOf(server) === undefined) {
      await this.trust(server, readKey(key));
    }
  }

  /** Accepts a key from now on, in the place of any other. */
  async trust(server: Endpoint, fingerprint: string): Promise<void> {
    const before = this.#keyOf(server);
    this.#accepted.set(nameOf(server), fingerprint);
    try {
      if (before !== undefined && before !== fingerprint) await this.#trusted.forget(server);
      await this.#trusted.remember(server, fingerprint);
    } catch (error) {
      this.#onError('trusted servers', error);
    }
  }

  async forgetCode(server: Endpoint): Promise<void> {
    await this.#secrets.delete(nameOf(server));
  }

  #tlsFor(server: ServerAddress, { key }: GivenAccess): ServerAccess['tls'] {
    const linked = key === undefined ? undefined : readKey(key);
    const known = this.#keyOf(server);
    if (known !== undefined) return { key: { fingerprint: known, knownFrom: 'trust-list' } };
    if (linked !== undefined) return { key: { fingerprint: linked, knownFrom: 'user' } };
    return server.encrypted === true ? {} : undefined;
  }

  #keyOf(server: Endpoint): string | undefined {
    return this.#accepted.get(nameOf(server)) ?? this.#trusted.find(server)?.fingerprint;
  }
}

function readKey(text: string): string {
  const key = parseFingerprint(text);
  if (key === undefined) throw new FailureError({ code: 'link-key-unreadable' });
  return key;
}

/** Among the secrets. */
function nameOf(server: Endpoint): string {
  return `server ${endpointKey(server)}`;
}
