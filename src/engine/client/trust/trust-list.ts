import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endpointKey, formatEndpoint, type Endpoint } from '../../../shared/endpoint.ts';
import type { EpochMilliseconds, Milliseconds } from '../../../shared/units.ts';
import { writeSecretFile } from '../../tls/write-secret-file.ts';
import { FailureError, systemCodeOf } from '../../../shared/failure.ts';
import { changedKey, trustListFailed } from '../client-failures.ts';
import { releaseLock, takeLock } from '../storing/partial-files/partial-file-lock.ts';
import { syncFolder } from '../storing/publish.ts';
import { formatTrustFile, parseTrustFile, type TrustedServer } from './trust-file.ts';

/** Whoever else could write to it could make himself trusted. */
const OWNER_ONLY_FOLDER = 0o700;

/** How long another program may hold the list; it needs a few milliseconds. */
const LOCK_PATIENCE: Milliseconds = 5_000;
const LOCK_PAUSE: Milliseconds = 20;

/**
 * The servers whose keys were accepted, by address, in a file that several programs may share. It is
 * written whole or not at all; one that is not understood is never written over.
 */
export class TrustList {
  readonly path: string;
  readonly #now: () => EpochMilliseconds;

  /** @param path - of the file; it and its folder are created when the first server is remembered */
  constructor(path: string, now: () => EpochMilliseconds = Date.now) {
    this.path = path;
    this.#now = now;
  }

  /**
   * All of them, in the order in which they were met.
   *
   * @throws {FailureError} `local`, if the file cannot be read or understood
   */
  list(): readonly TrustedServer[] {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw trustListFailed(this.path, 'read', error);
    }
    const servers = parseTrustFile(text);
    if ('fault' in servers) {
      throw new FailureError({ code: 'trust-list-damaged', path: this.path, ...servers });
    }
    return servers;
  }

  /** @throws as {@link list} */
  find(server: Endpoint): TrustedServer | undefined {
    const address = endpointKey(server);
    return this.list().find((each) => each.address === address);
  }

  /**
   * Accepts a key from now on. One that is remembered already stays as it is.
   *
   * @throws {FailureError} `changed-key`, if another key is remembered, which has to be forgotten first;
   * `local`, if the file cannot be read, understood or written
   */
  async remember(server: Endpoint, fingerprint: string): Promise<void> {
    const address = endpointKey(server);
    await this.#change((servers) => {
      const known = servers.find((each) => each.address === address);
      if (known === undefined) return [...servers, { address, fingerprint, metAtMs: this.#now() }];
      if (known.fingerprint === fingerprint) return undefined;
      throw changedKey(formatEndpoint(server), fingerprint, {
        fingerprint: known.fingerprint,
        knownFrom: 'trust-list',
      });
    });
  }

  /**
   * Meets a server anew the next time.
   *
   * @returns whether it was known
   * @throws {FailureError} `local`
   */
  async forget(server: Endpoint): Promise<boolean> {
    const address = endpointKey(server);
    return this.#change((servers) => {
      const others = servers.filter((each) => each.address !== address);
      return others.length < servers.length ? others : undefined;
    });
  }

  /** Reads and writes while no other program does. @returns whether there was anything to write */
  async #change(
    change: (servers: readonly TrustedServer[]) => readonly TrustedServer[] | undefined,
  ): Promise<boolean> {
    const folder = dirname(this.path);
    try {
      mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
    } catch (error) {
      throw trustListFailed(this.path, 'written', error);
    }
    const lock = `${this.path}.lock`;
    await this.#takeLock(lock);
    try {
      const changed = change(this.list());
      if (changed === undefined) return false;
      this.#write(changed);
      await syncFolder(folder);
      return true;
    } finally {
      releaseLock(lock);
    }
  }

  #write(servers: readonly TrustedServer[]): void {
    try {
      writeSecretFile(this.path, formatTrustFile(servers), 'replace');
    } catch (error) {
      throw trustListFailed(this.path, 'written', error);
    }
  }

  async #takeLock(lock: string): Promise<void> {
    for (let waitedMs = 0; ; waitedMs += LOCK_PAUSE) {
      try {
        takeLock(lock);
        return;
      } catch (error) {
        if (!(error instanceof FailureError)) throw error;
        if (systemCodeOf(error.failure) !== 'EBUSY') {
          throw trustListFailed(this.path, 'written', error.cause);
        }
        if (waitedMs >= LOCK_PATIENCE) {
          throw new FailureError({ code: 'trust-list-in-use', path: lock });
        }
        await delay(LOCK_PAUSE);
      }
    }
  }
}
