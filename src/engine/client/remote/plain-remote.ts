import { KIB } from '../../../shared/units.ts';
import type { StatsAnswer } from '../../dialects/native-answer.ts';
import { isHttpAnswer } from '../../dialects/http/is-http-answer.ts';
import { PickledStringsDecoder } from '../../dialects/pickle-list.ts';
import { PLAIN_LIST_REQUEST } from '../../dialects/plain-dialect.ts';
import { type ClientError, clientErrors } from '../client-error.ts';
import { formatEndpoint } from '../../../shared/endpoint.ts';
import type { Greeting, RemoteTarget } from './dialect-detection.ts';
import type { Remote, RemoteCache, RemoteFiles } from './remote-types.ts';
import { askPlain } from './plain-request.ts';

/** A server spoken to in the plain dialect; every request has a connection of its own. */
export class PlainRemote implements Remote {
  readonly dialect = 'plain';
  readonly address: string;
  readonly #target: RemoteTarget;
  readonly #isHeard: boolean;
  readonly #closing = new AbortController();

  constructor(target: RemoteTarget, { isHeard }: Extract<Greeting, { dialect: 'plain' }>) {
    this.address = formatEndpoint(target);
    this.#target = target;
    this.#isHeard = isHeard;
  }

  async list(): Promise<RemoteCache> {
    const decoder = new PickledStringsDecoder();
    const own = this.#closing.signal;
    const { signal } = this.#target;
    let receivedBytes = 0;
    await askPlain({
      ...this.#target,
      signal: signal === undefined ? own : AbortSignal.any([signal, own]),
      request: PLAIN_LIST_REQUEST,
      buffer: Buffer.allocUnsafeSlow(64 * KIB),
      onBytes: (bytes) => {
        if (receivedBytes === 0 && isHttpAnswer(bytes)) throw clientErrors.webServer(this.address);
        receivedBytes += bytes.length;
        decoder.push(bytes);
      },
    });
    if (decoder.strings === undefined) {
      throw receivedBytes > 0
        ? clientErrors.connectionLost(this.address, 'in the middle of its list')
        : clientErrors.endedMutely(this.address);
    }
    return { entries: decoder.strings.map((name) => ({ name })) };
  }

  files(): Promise<RemoteFiles> {
    return Promise.reject(this.#cannot('list its folder'));
  }

  stats(): Promise<StatsAnswer> {
    return Promise.reject(this.#cannot('tell its statistics'));
  }

  ping(): Promise<void> {
    return Promise.reject(this.#cannot('keep a connection'));
  }

  close(): void {
    this.#closing.abort();
  }

  #cannot(request: string): ClientError {
    return this.#isHeard
      ? clientErrors.unsupported(this.address, request)
      : clientErrors.unheard(this.address, request);
  }
}
