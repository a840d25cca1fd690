import type { Milliseconds } from '../../../../shared/units.ts';
import { LineReader } from '../../../dialects/line-reader.ts';
import {
  encodeHello,
  encodeRefusal,
  encodeStats,
} from '../../../dialects/native-answer-encoder.ts';
import { PROTOCOL_VERSION, type RefusalAnswer } from '../../../dialects/native-answer.ts';
import {
  decodeNativeRequest,
  NATIVE_OPS,
  type NativeRequest,
  type RequestId,
} from '../../../dialects/native-request.ts';
import { MAX_NAME_BYTES } from '../../../files/name-rules.ts';
import { MAX_REQUEST_LINE_BYTES } from '../../limits.ts';
import type { NativeGet } from './native-get.ts';
import { sendCacheListing, sendFolderListing } from './native-listings.ts';
import { OutputBatch } from '../sending/output-batch.ts';
import type { RequestSubject } from '../request-log.ts';
import type { Session, SessionConnection, SessionServices } from './session.ts';

/**
 * The native dialect on one connection: any number of requests, answered in their order. A request is
 * looked at when those before it are answered, so what a client sends ahead waits unread.
 */
export class NativeSession implements Session {
  readonly #connection: SessionConnection;
  readonly #services: SessionServices;
  readonly #get: NativeGet;
  readonly #lines = new LineReader(MAX_REQUEST_LINE_BYTES);
  readonly #output: OutputBatch;
  /** An answer is under way that outlives the turn in which it began. */
  #answering = false;
  #awaitingDrain = false;
  #inputEnded = false;
  #framingLost = false;

  constructor(connection: SessionConnection, services: SessionServices, get: NativeGet) {
    this.#connection = connection;
    this.#services = services;
    this.#get = get;
    this.#output = new OutputBatch(connection.socket, services.buffers);
  }

  get isBusy(): boolean {
    return this.#answering || this.#awaitingDrain;
  }

  receive(chunk: Buffer): void {
    if (this.#framingLost) return;
    this.#lines.push(chunk);
    // What a client sends ahead of its answers waits in the system's buffers, not in ours.
    if (this.isBusy) this.#connection.socket.pause();
    else this.#work();
  }

  endInput(): void {
    this.#inputEnded = true;
    if (!this.isBusy) this.#work();
  }

  /** Answers request after request until one takes longer, the client lags behind, or none is left. */
  #work(): void {
    const { socket } = this.#connection;
    while (!this.#answering) {
      if (socket.writableNeedDrain) {
        this.#awaitDrain();
        return;
      }
      const line = this.#lines.readLine();
      if (line === 'incomplete') {
        this.#output.flush();
        this.#rest();
        return;
      }
      if (line === 'too-long') {
        this.#loseFraming();
        return;
      }
      // The request is whole; its answer may take longer than it was allowed to.
      this.#connection.expectRequest(false);
      this.#answer(line);
    }
    this.#output.flush();
  }

  /** Nothing whole is left to answer. */
  #rest(): void {
    const { socket, isStopping } = this.#connection;
    if (this.#inputEnded && this.#lines.hasUnread) {
      // The end of the input ends its last line too, for those who type without a line feed.
      this.#answer(this.#lines.takeRest());
      if (!this.#answering) this.#work();
      return;
    }
    this.#connection.expectRequest(this.#lines.hasUnread);
    if (this.#inputEnded || isStopping) this.#connection.finish();
    else if (socket.isPaused()) socket.resume();
  }

  #awaitDrain(): void {
    this.#awaitingDrain = true;
    this.#connection.socket.once('drain', () => {
      this.#awaitingDrain = false;
      this.#work();
    });
  }

  /** Where the next request begins is unknown. */
  #loseFraming(): void {
    this.#framingLost = true;
    const message = `a request line may have ${MAX_REQUEST_LINE_BYTES} bytes at most`;
    this.#refuse(NO_SUBJECT, { code: 'bad-request', message });
    this.#output.flush();
    this.#connection.finish();
  }

  #answer(line: Uint8Array): void {
    const decoded = decodeNativeRequest(line);
    if (!decoded.ok) {
      this.#refuse(NO_SUBJECT, {
        ...idOf(decoded),
        code: 'bad-request',
        message: decoded.message,
      });
      return;
    }
    const { request } = decoded;
    if (this.#connection.isStopping) {
      this.#refuse(subjectOf(request), {
        ...idOf(request),
        code: 'shutting-down',
        message: 'The server is stopping. Try again when it is back.',
      });
      return;
    }
    switch (request.op) {
      case 'get': {
        const outcome = this.#get.answer(this.#connection, this.#output, request);
        if (outcome.kind === 'refused') {
          this.#refuse(subjectOf(request), { ...idOf(request), ...outcome.refusal });
        } else if (outcome.kind === 'sending') {
          this.#answerLater(outcome.sent);
        }
        break;
      }
      case 'hello':
        this.#answerText(request, this.#hello(request.id), performance.now());
        break;
      case 'stats':
        this.#answerLater(this.#stats(request));
        break;
      case 'list':
      case 'files':
        this.#output.flush();
        this.#answerLater(this.#listing(request));
        break;
    }
  }

  async #listing(request: NativeRequest & { readonly op: 'list' | 'files' }): Promise<void> {
    const begunAtMs = performance.now();
    const { socket } = this.#connection;
    if (request.op === 'list') {
      await sendCacheListing(socket, this.#services, request);
    } else {
      const refusal = await sendFolderListing(socket, this.#services, request);
      if (refusal !== undefined) {
        this.#refuse(subjectOf(request), { ...idOf(request), ...refusal });
        return;
      }
    }
    this.#answered(request, begunAtMs);
  }

  async #stats(request: NativeRequest): Promise<void> {
    const begunAtMs = performance.now();
    const stats = await this.#services.facts.stats();
    this.#answerText(request, encodeStats(request.id, stats), begunAtMs);
  }

  #hello(id: RequestId | undefined): string {
    return encodeHello(id, {
      version: this.#services.facts.version,
      protocol: PROTOCOL_VERSION,
      ops: NATIVE_OPS,
      limits: { requestLineBytes: MAX_REQUEST_LINE_BYTES, nameBytes: MAX_NAME_BYTES },
    });
  }

  #answerText(request: NativeRequest, text: string, begunAtMs: Milliseconds): void {
    this.#output.text(text);
    this.#answered(request, begunAtMs);
  }

  #answered(request: NativeRequest, begunAtMs: Milliseconds): void {
    this.#services.requests.answered(this.#connection.origin, subjectOf(request), {
      source: 'none',
      sentBytes: 0,
      begunAtMs,
    });
  }

  #refuse(subject: RequestSubject, refusal: RefusalAnswer): void {
    this.#output.text(encodeRefusal(refusal));
    const { code, message } = refusal;
    this.#services.requests.refused(this.#connection.origin, subject, { code, message });
  }

  /** Lets an answer outlive this turn; the requests behind it wait. */
  #answerLater(answer: Promise<void>): void {
    this.#answering = true;
    answer.then(
      () => {
        this.#answering = false;
        this.#work();
      },
      () => this.#connection.cut(),
    );
  }
}

/** Of a request that could not be understood. */
const NO_SUBJECT: RequestSubject = { dialect: 'native', op: '', name: '' };

function subjectOf(request: NativeRequest): RequestSubject {
  return { dialect: 'native', op: request.op, name: request.op === 'get' ? request.name : '' };
}

function idOf({ id }: { readonly id?: RequestId | undefined }): { readonly id?: RequestId } {
  return id === undefined ? {} : { id };
}
