import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { formatEndpoint, type Endpoint } from '../../../shared/endpoint.ts';
import type { EpochMilliseconds, Milliseconds } from '../../../shared/units.ts';
import { ClientError, clientErrors } from '../client-error.ts';
import { releaseLock, takeLock } from '../storing/partial-files/partial-file-lock.ts';
import { syncFolder } from '../storing/publish.ts';
import { removeQuietly } from '../storing/remove-quietly.ts';
import {
  formatTrustFile,
  parseTrustFile,
  TrustFileError,
  type TrustedServer,
} from './trust-file.ts';

/** Only the owner may read or write it: whoever could write it could make himself trusted. */
const OWNER_ONLY = 0o600;
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
   * @throws {ClientError} `local`, if the file cannot be read or understood
   */
  list(): readonly TrustedServer[] {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw clientErrors.trustListFailed(this.path, 'read', error);
    }
    try {
      return parseTrustFile(text);
    } catch (error) {
      if (!(error instanceof TrustFileError)) throw error;
      throw clientErrors.damagedTrustList(this.path, error.message);
    }
  }

  /** @throws as {@link list} */
  find(server: Endpoint): TrustedServer | undefined {
    const address = addressOf(server);
    return this.list().find((each) => each.address === address);
  }

  /**
   * Accepts a key from now on. One that is remembered already stays as it is.
   *
   * @throws {ClientError} `changed-key`, if another key is remembered, which has to be forgotten first;
   * `local`, if the file cannot be read, understood or written
   */
  async remember(server: Endpoint, fingerprint: string): Promise<void> {
    const address = addressOf(server);
    await this.#change((servers) => {
      const known = servers.find((each) => each.address === address);
      if (known === undefined) return [...servers, { address, fingerprint, metAtMs: this.#now() }];
      if (known.fingerprint === fingerprint) return undefined;
      throw clientErrors.changedKey(formatEndpoint(server), fingerprint, {
        fingerprint: known.fingerprint,
        knownFrom: 'trust-list',
      });
    });
  }

  /**
   * Meets a server anew the next time.
   *
   * @returns whether it was known
   * @throws {ClientError} `local`
   */
  async forget(server: Endpoint): Promise<boolean> {
    const address = addressOf(server);
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
      throw clientErrors.trustListFailed(this.path, 'written', error);
    }
    const lock = `${this.path}.lock`;
    await this.#takeLock(lock);
    try {
      const changed = change(this.list());
      if (changed === undefined) return false;
      this.#write(formatTrustFile(changed));
      await syncFolder(folder);
      return true;
    } finally {
      releaseLock(lock);
    }
  }

  async #takeLock(lock: string): Promise<void> {
    for (let waitedMs = 0; ; waitedMs += LOCK_PAUSE) {
      try {
        takeLock(lock);
        return;
      } catch (error) {
        if (!(error instanceof ClientError)) throw error;
        if (error.systemCode !== 'EBUSY') {
          throw clientErrors.trustListFailed(this.path, 'written', error.cause);
        }
        if (waitedMs >= LOCK_PATIENCE) throw clientErrors.trustListInUse(lock);
        await delay(LOCK_PAUSE);
      }
    }
  }

  #write(text: string): void {
    const temporary = `${this.path}.${randomUUID()}.new`;
    try {
      const file = openSync(temporary, 'wx', OWNER_ONLY);
      try {
        writeFileSync(file, text);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(temporary, this.path);
    } catch (error) {
      removeQuietly(temporary);
      throw clientErrors.trustListFailed(this.path, 'written', error);
    }
  }
}

/** Names are the same in capitals and small letters (RFC 4343). */
function addressOf({ host, port }: Endpoint): string {
  return formatEndpoint({ host: host.toLowerCase(), port });
}
