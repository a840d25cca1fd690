import { KIB } from '../../shared/units.ts';
import type { StatsAnswer } from '../dialects/native-answer.ts';
import { PickledStringsDecoder } from '../dialects/pickle-list.ts';
import { SEED_LIST_REQUEST } from '../dialects/seed-dialect.ts';
import { clientErrors } from './client-error.ts';
import { formatAddress } from './dial.ts';
import type { RemoteTarget } from './dialect-detection.ts';
import type { Remote, RemoteCache, RemoteFiles } from './remote-types.ts';
import { askSeed } from './seed-request.ts';

/** A server spoken to in the seed dialect; every request has a connection of its own. */
export class SeedRemote implements Remote {
  readonly dialect = 'seed';
  readonly address: string;
  readonly #target: RemoteTarget;
  readonly #closing = new AbortController();

  constructor(target: RemoteTarget) {
    this.address = formatAddress(target.host, target.port);
    this.#target = target;
  }

  async list(): Promise<RemoteCache> {
    const decoder = new PickledStringsDecoder();
    const own = this.#closing.signal;
    const { signal } = this.#target;
    await askSeed({
      ...this.#target,
      signal: signal === undefined ? own : AbortSignal.any([signal, own]),
      request: SEED_LIST_REQUEST,
      buffer: Buffer.allocUnsafeSlow(64 * KIB),
      onBytes: (bytes) => {
        decoder.push(bytes);
      },
    });
    if (decoder.strings === undefined) {
      throw clientErrors.connectionLost(this.address, 'in the middle of its list');
    }
    return { entries: decoder.strings.map((name) => ({ name })) };
  }

  files(): Promise<RemoteFiles> {
    return Promise.reject(clientErrors.unsupported(this.address, 'list its folder'));
  }

  stats(): Promise<StatsAnswer> {
    return Promise.reject(clientErrors.unsupported(this.address, 'tell its statistics'));
  }

  ping(): Promise<void> {
    return Promise.reject(clientErrors.unsupported(this.address, 'keep a connection'));
  }

  close(): void {
    this.#closing.abort();
  }
}
