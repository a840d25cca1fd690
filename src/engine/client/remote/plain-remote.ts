import { KIB } from '../../../shared/units.ts';
import type { StatsAnswer } from '../../dialects/native-answer.ts';
import { isHttpAnswer } from '../../dialects/http/is-http-answer.ts';
import { PickledStringsDecoder } from '../../dialects/pickle-list.ts';
import { PLAIN_LIST_REQUEST } from '../../dialects/plain-dialect.ts';
import { formatEndpoint } from '../../../shared/endpoint.ts';
import type { Greeting, RemoteTarget } from './dialect-detection.ts';
import type { Remote, RemoteCache, RemoteFiles } from './remote-types.ts';
import { askPlain } from './plain-request.ts';
import { FailureError } from '../../../shared/failure.ts';
import { connectionLost } from '../client-failures.ts';

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
        if (receivedBytes === 0 && isHttpAnswer(bytes))
          throw new FailureError({ code: 'web-server', address: this.address });
        receivedBytes += bytes.length;
        decoder.push(bytes);
      },
    });
    if (decoder.strings === undefined) {
      throw receivedBytes > 0
        ? connectionLost(this.address, 'in-list')
        : new FailureError({ code: 'closed-without-answer', address: this.address });
    }
    return { entries: decoder.strings.map((name) => ({ name })) };
  }

  files(): Promise<RemoteFiles> {
    return Promise.reject(this.#cannot('files'));
  }

  stats(): Promise<StatsAnswer> {
    return Promise.reject(this.#cannot('stats'));
  }

  ping(): Promise<void> {
    return Promise.reject(this.#cannot('ping'));
  }

  close(): void {
    this.#closing.abort();
  }

  #cannot(request: 'files' | 'stats' | 'ping'): FailureError {
    const code = this.#isHeard ? 'plain-server' : 'unheard';
    return new FailureError({ code, address: this.address, request });
  }
}
