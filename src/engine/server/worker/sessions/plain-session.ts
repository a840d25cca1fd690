import type { RefusalCode } from '../../../../shared/server-state.ts';
import { KIB } from '../../../../shared/units.ts';
import type { EntryHandle } from '../../../cache/entry-handle.ts';
import type { SharedCache } from '../../../cache/shared-cache.ts';
import {
  decodePlainRequest,
  encodePlainList,
  PLAIN_NOT_FOUND,
} from '../../../dialects/plain-dialect.ts';
import type { Content } from '../content/content-source.ts';
import { INLINE_BYTES } from '../sending/inline-body.ts';
import { PLAIN_COMPLETION_MS } from '../../limits.ts';
import { OutputBatch } from '../sending/output-batch.ts';
import type { LoggedRequest, RequestFailure } from '../request-log.ts';
import { sendLogged } from './send-logged.ts';
import type { Session, SessionConnection, SessionServices } from './session.ts';
import { writeChunk } from '../sending/socket-writing.ts';
import { MAX_PLAIN_REQUEST_BYTES } from '../../../../shared/server-values.ts';

const NOTHING = Buffer.alloc(0);

const CODE_NEEDED: RequestFailure = {
  code: 'unauthorized',
  why: { reason: 'code-not-in-plain' },
};

const SERVER_TROUBLE: ReadonlySet<RefusalCode> = new Set(['busy', 'internal', 'shutting-down']);

/** How much of a long list is written at once. */
const LIST_PART_BYTES = 64 * KIB;

/** The plain dialect on one connection: one request without an end mark, one answer without a length. */
export class PlainSession implements Session {
  readonly #connection: SessionConnection;
  readonly #services: SessionServices;
  #received: Buffer = NOTHING;
  /** Set while what has arrived names nothing, but more may come. */
  #completion: NodeJS.Timeout | undefined;
  #answered = false;
  #inputEnded = false;

  constructor(connection: SessionConnection, services: SessionServices) {
    this.#connection = connection;
    this.#services = services;
  }

  get isBusy(): boolean {
    return this.#received.length > 0;
  }

  receive(chunk: Buffer): void {
    if (this.#answered) return;
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    this.#act();
  }

  endInput(): void {
    this.#inputEnded = true;
    if (this.#answered) return;
    if (this.#received.length > 0) this.#act();
    else this.#connection.finish();
  }

  #act(): void {
    const request = decodePlainRequest(this.#received);
    switch (request.kind) {
      case 'list':
        this.#list();
        break;
      case 'refused':
        // It may end in the middle of a character.
        this.#notFoundUnlessCompleted('', {
          code: 'bad-request',
          why: { reason: 'malformed', detail: request.message },
        });
        break;
      case 'file':
        this.#file(request.name);
        break;
    }
  }

  /** Whether nothing may be shown: this dialect cannot ask for the access code. */
  get #isClosed(): boolean {
    const { required, allowsPlain } = this.#services.access;
    return required !== undefined && !allowsPlain;
  }

  #file(name: string): void {
    if (this.#isClosed) {
      this.#notFoundUnlessCompleted(name, CODE_NEEDED);
      return;
    }
    if (this.#connection.isStopping) {
      this.#refuse(name, { code: 'shutting-down', why: { reason: 'stopping' } });
      return;
    }
    const request = this.#begin('get', name);
    const content = this.#services.source.find(name);
    if (content.ok) {
      this.#send(request, content);
      return;
    }
    const { code, why } = content;
    if (SERVER_TROUBLE.has(code)) this.#refuse(name, { code, why });
    else this.#notFoundUnlessCompleted(name, { code, why });
  }

  #notFoundUnlessCompleted(name: string, failure: RequestFailure): void {
    clearTimeout(this.#completion);
    if (this.#mayBeIncomplete()) {
      const { socket } = this.#connection;
      this.#completion = setTimeout(() => {
        if (!socket.destroyed) this.#notFound(name, failure);
      }, PLAIN_COMPLETION_MS);
    } else {
      this.#notFound(name, failure);
    }
  }

  #mayBeIncomplete(): boolean {
    return !this.#inputEnded && this.#received.length < MAX_PLAIN_REQUEST_BYTES;
  }

  #list(): void {
    const request = this.#begin('list', '');
    this.#answered = true;
    clearTimeout(this.#completion);
    this.#sendList().then(
      () => {
        this.#connection.finish();
        request.answered();
      },
      () => this.#connection.cut(),
    );
  }

  /** Sends the names of what is ready in the cache, oldest first: a short list in one write. */
  async #sendList(): Promise<void> {
    const { socket } = this.#connection;
    let parts: Uint8Array[] = [];
    let bytes = 0;
    const names = this.#isClosed ? [] : readyNames(this.#services.cache);
    for (const part of encodePlainList(names)) {
      parts.push(part);
      bytes += part.length;
      if (bytes < LIST_PART_BYTES) continue;
      await writeChunk(socket, Buffer.concat(parts));
      parts = [];
      bytes = 0;
    }
    if (bytes > 0) await writeChunk(socket, Buffer.concat(parts));
  }

  #send(request: LoggedRequest, content: Content): void {
    this.#answered = true;
    clearTimeout(this.#completion);
    if (content.kind === 'entry' && this.#sendInline(content.entry)) {
      const { source, entry } = content;
      request.answered({ source, sentBytes: entry.size });
      this.#connection.finish();
      return;
    }
    sendLogged(this.#services, this.#connection, request, {
      content,
      from: 0,
      end: content.kind === 'entry' ? content.entry.size : content.file.version.size,
      wantsChecksum: false,
      header: '',
      closing: () => '',
    }).then(
      () => this.#connection.finish(),
      () => this.#connection.cut(),
    );
  }

  /** Hands a small file to the socket at once. `false`, with nothing sent: it is not, or not whole in the cache. */
  #sendInline(entry: EntryHandle): boolean {
    if (entry.size > INLINE_BYTES) return false;
    const { cache, buffers } = this.#services;
    const output = new OutputBatch(this.#connection.socket, buffers);
    output.begin(entry.size);
    const isWhole = output.cached(cache, entry, { from: 0, end: entry.size });
    output.flush();
    return isWhole;
  }

  /**
   * For a reason that has nothing to do with the name: there may well be such a file. By a reset, as an
   * ordinary end would be a whole, empty file.
   */
  #refuse(name: string, failure: RequestFailure): void {
    this.#answered = true;
    clearTimeout(this.#completion);
    this.#begin('get', name).refused(failure);
    this.#connection.cut();
  }

  /** This dialect has one word for every name that is refused; the log has the real one. */
  #notFound(name: string, failure: RequestFailure): void {
    this.#answered = true;
    clearTimeout(this.#completion);
    this.#connection.socket.write(PLAIN_NOT_FOUND);
    this.#connection.finish();
    this.#begin('get', name).refused(failure);
  }

  #begin(op: 'get' | 'list', name: string): LoggedRequest {
    return this.#services.requests.begin(this.#connection.origin, { dialect: 'plain', op, name });
  }
}

function* readyNames(cache: SharedCache): Generator<string[]> {
  for (const batch of cache.listInBatches()) {
    yield batch.filter(({ state }) => state === 'ready').map(({ name }) => name);
  }
}
