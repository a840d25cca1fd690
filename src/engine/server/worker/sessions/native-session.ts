import { SCRAM_SCHEME } from '../../../access/scram.ts';
import { LineReader } from '../../../dialects/line-reader.ts';
import { encodeAuth, encodeHello, encodeStats } from '../../../dialects/native-answer-encoder.ts';
import { PROTOCOL_VERSION } from '../../../dialects/native-answer.ts';
import {
  type AuthRequest,
  decodeNativeRequest,
  NATIVE_OPS,
  type NativeRequest,
  type RequestId,
} from '../../../dialects/native-request.ts';
import { MAX_NAME_BYTES } from '../../../../shared/server-values.ts';
import { MAX_REQUEST_LINE_BYTES } from '../../limits.ts';
import { AnswerLoop, type RequestSource, type Step } from './answer-loop.ts';
import { LOGIN_NEEDED, NativeLogin } from './native-login.ts';
import { encodeRefused, type NativeRefusal } from './native-refusal.ts';
import type { NativeGet } from './native-get.ts';
import { sendCacheListing, sendFolderListing } from './native-listings.ts';
import { OutputBatch } from '../sending/output-batch.ts';
import type { LoggedRequest, RequestSubject } from '../request-log.ts';
import type { Session, SessionConnection, SessionServices } from './session.ts';

/**
 * The native dialect on one connection: any number of requests, answered in their order. A request is
 * looked at when those before it are answered, so what a client sends ahead waits unread.
 */
export class NativeSession implements Session, RequestSource {
  readonly #connection: SessionConnection;
  readonly #services: SessionServices;
  readonly #get: NativeGet;
  readonly #lines = new LineReader(MAX_REQUEST_LINE_BYTES);
  readonly #output: OutputBatch;
  readonly #loop: AnswerLoop;
  readonly #login: NativeLogin;

  constructor(connection: SessionConnection, services: SessionServices, get: NativeGet) {
    this.#connection = connection;
    this.#services = services;
    this.#get = get;
    this.#output = new OutputBatch(connection.socket, services.buffers);
    this.#loop = new AnswerLoop(connection, this.#output, this);
    this.#login = new NativeLogin(services.access, connection.address);
  }

  get isBusy(): boolean {
    return this.#loop.isBusy;
  }

  get hasBegun(): boolean {
    return this.#lines.hasUnread;
  }

  receive(chunk: Buffer): void {
    if (this.#loop.isFinished) return;
    this.#lines.push(chunk);
    this.#loop.receive();
  }

  endInput(): void {
    this.#loop.endInput();
  }

  answerNext(inputEnded: boolean): Step {
    const line = this.#lines.readLine();
    if (line === 'too-long') return this.#refuseLongLine();
    if (line !== 'incomplete') {
      // The request is whole; its answer may take longer than it was allowed to.
      this.#connection.expectRequest(false);
      return this.#answer(line);
    }
    // The end of the input ends its last line too, for those who type without a line feed.
    return inputEnded && this.#lines.hasUnread ? this.#answer(this.#lines.takeRest()) : line;
  }

  /** Where the next request begins is unknown. */
  #refuseLongLine(): Step {
    const why = { reason: 'long-line', limitBytes: MAX_REQUEST_LINE_BYTES } as const;
    this.#refuse(this.#begin(NO_SUBJECT), { code: 'bad-request', why });
    return 'finished';
  }

  #answer(line: Uint8Array): Step {
    const decoded = decodeNativeRequest(line);
    if (!decoded.ok) {
      return this.#refuse(this.#begin(NO_SUBJECT), {
        ...idOf(decoded),
        code: 'bad-request',
        why: { reason: 'malformed', detail: decoded.message },
      });
    }
    const { request } = decoded;
    const logged = this.#begin(subjectOf(request));
    if (this.#connection.isStopping) {
      return this.#refuse(logged, {
        ...idOf(request),
        code: 'shutting-down',
        why: { reason: 'stopping' },
      });
    }
    if (!this.#login.isIn && request.op !== 'hello' && request.op !== 'auth') {
      logged.denied();
      return this.#say({ ...idOf(request), ...LOGIN_NEEDED });
    }
    switch (request.op) {
      case 'get': {
        const outcome = this.#get.answer(this.#connection, this.#output, request, logged);
        if (outcome.kind === 'refused') {
          return this.#refuse(logged, { ...idOf(request), ...outcome.refusal });
        }
        return outcome.kind === 'sending' ? outcome.sent.then(answered) : 'answered';
      }
      case 'hello':
        this.#output.text(this.#hello(request.id));
        logged.answered();
        return 'answered';
      case 'auth':
        return this.#auth(request, logged);
      case 'stats':
        return this.#stats(request, logged);
      case 'list':
      case 'files':
        this.#output.flush();
        return this.#listing(request, logged);
    }
  }

  #auth({ id, scram }: AuthRequest, logged: LoggedRequest): 'answered' {
    const step = this.#login.answer(scram);
    if (!step.ok) {
      logged.denied();
      return this.#say({ ...idOf({ id }), ...step.refusal });
    }
    this.#output.text(encodeAuth(id, step));
    logged.answered();
    return 'answered';
  }

  async #listing(
    request: NativeRequest & { readonly op: 'list' | 'files' },
    logged: LoggedRequest,
  ): Promise<'answered'> {
    const { socket } = this.#connection;
    if (request.op === 'list') {
      await sendCacheListing(socket, this.#services, request);
    } else {
      const refusal = await sendFolderListing(socket, this.#services, request);
      if (refusal !== undefined) {
        const { code, why } = refusal;
        return this.#refuse(logged, { ...idOf(request), code, why });
      }
    }
    logged.answered();
    return 'answered';
  }

  async #stats(request: NativeRequest, logged: LoggedRequest): Promise<'answered'> {
    const stats = await this.#services.facts.stats();
    this.#output.text(encodeStats(request.id, stats));
    logged.answered();
    return 'answered';
  }

  #hello(id: RequestId | undefined): string {
    const { required } = this.#services.access;
    return encodeHello(id, {
      version: this.#services.facts.version,
      protocol: PROTOCOL_VERSION,
      ops: required === undefined ? NATIVE_OPS : [...NATIVE_OPS, 'auth'],
      limits: { requestLineBytes: MAX_REQUEST_LINE_BYTES, nameBytes: MAX_NAME_BYTES },
      ...(required === undefined ? {} : { auth: { required: true, scheme: SCRAM_SCHEME } }),
    });
  }

  #begin(subject: RequestSubject): LoggedRequest {
    return this.#services.requests.begin(this.#connection.origin, subject);
  }

  #refuse(logged: LoggedRequest, refusal: NativeRefusal): 'answered' {
    const { code, why } = refusal;
    logged.refused({ code, why });
    return this.#say(refusal);
  }

  #say(refusal: NativeRefusal): 'answered' {
    this.#output.text(encodeRefused(refusal));
    return 'answered';
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

const answered = (): 'answered' => 'answered';
