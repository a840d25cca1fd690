import {
  type DateField,
  type ErrorStatus,
  RETRY_AFTER,
} from '../../../../dialects/http/answer-head.ts';
import { HttpRequest } from '../../../../dialects/http/http-request.ts';
import type { KnownRequests } from '../../../../dialects/http/known-requests.ts';
import { HttpFields, type HttpProblem } from '../../../../dialects/http/request-head.ts';
import { HttpRequestReader } from '../../../../dialects/http/request-reader.ts';
import type { PlainReason } from '../../../../../shared/refusal-reason.ts';
import { OWN_PATH } from '../../../../share-page/frame.ts';
import { OutputBatch } from '../../sending/output-batch.ts';
import type { RequestFailure } from '../../request-log.ts';
import { AnswerLoop, type RequestSource, type Step } from '../answer-loop.ts';
import type { Session, SessionConnection, SessionServices } from '../session.ts';
import { answerArchive } from './http-archive.ts';
import { type HttpAccess, takesForm } from './http-access.ts';
import { HttpExchange } from './http-exchange.ts';
import type { HttpFiles } from './http-files.ts';
import { answerFolder } from './http-folders.ts';
import type { HostRules } from './host-rules.ts';
import type { OwnPages } from './own-pages.ts';
import { refuseUnencrypted } from './refusals.ts';

/** What the HTTP sessions of a thread share. */
export interface HttpServices {
  readonly access: HttpAccess;
  readonly files: HttpFiles;
  readonly pages: OwnPages;
  readonly hosts: HostRules;
  readonly date: DateField;
  /** Whether who does not encrypt is sent to where that is done. */
  readonly tlsOnly: boolean;
  readonly known: KnownRequests;
}

const ALLOW = 'Allow: GET, HEAD, OPTIONS\r\n';
/** A request that could not be read. */
const UNREAD = new HttpRequest({
  method: '',
  target: '',
  minor: 1,
  fields: new HttpFields([['connection', 'close']]),
});

/** HTTP on one connection: requests one after the other or ahead of their answers, answered in order. */
export class HttpSession implements Session, RequestSource {
  readonly #connection: SessionConnection;
  readonly #services: SessionServices;
  readonly #http: HttpServices;
  readonly #reader: HttpRequestReader;
  readonly #output: OutputBatch;
  readonly #loop: AnswerLoop;
  /** The last authority that was found to be one of ours: clients repeat it. */
  #allowedHost: string | undefined;

  constructor(connection: SessionConnection, services: SessionServices, http: HttpServices) {
    this.#connection = connection;
    this.#services = services;
    this.#http = http;
    this.#reader = new HttpRequestReader(http.known);
    this.#output = new OutputBatch(connection.socket, services.buffers);
    this.#loop = new AnswerLoop(connection, this.#output, this);
  }

  get isBusy(): boolean {
    return this.#loop.isBusy;
  }

  get hasBegun(): boolean {
    return this.#reader.hasBegun;
  }

  receive(chunk: Buffer): void {
    if (this.#loop.isFinished) return;
    this.#reader.push(chunk);
    this.#loop.receive();
  }

  endInput(): void {
    this.#loop.endInput();
  }

  answerNext(): Step {
    const next = this.#reader.next();
    switch (next.kind) {
      case 'incomplete':
        return 'incomplete';
      case 'continue':
        this.#output.text('HTTP/1.1 100 Continue\r\n\r\n');
        return 'answered';
      case 'problem':
        return this.#refuseUnread(next.problem);
      case 'request':
        // The request is whole; its answer may take longer than it was allowed to.
        this.#connection.expectRequest(false);
        return this.#answer(next);
    }
  }

  /** Where the next request begins is unknown. */
  #refuseUnread({ status, message: detail }: HttpProblem): Step {
    const exchange = this.#exchange(UNREAD);
    const failure = { code: 'bad-request', why: { reason: 'malformed', detail } } as const;
    return exchange.refuse(status, exchange.begin(''), failure, status === 405 ? ALLOW : '');
  }

  #answer(request: HttpRequest): Step {
    return this.#answerUsual(request) ?? this.#answerAny(request);
  }

  /** `undefined`, with nothing done: it needs more than what nearly every request does. */
  #answerUsual({ usualName, head, persistence }: HttpRequest): Step | undefined {
    if (usualName === undefined || usualName.startsWith(OWN_PATH)) return undefined;
    if (this.#connection.isStopping) return undefined;
    // Who may come in, and whether in the open, is asked below.
    if (this.#services.access.required !== undefined) return undefined;
    if (this.#http.tlsOnly && !this.#connection.isEncrypted) return undefined;
    if (!this.#isForUs(head.fields.get('host'))) return undefined;
    const subject = { dialect: 'http', op: 'get', name: usualName, fields: head.fields } as const;
    const { origin } = this.#connection;
    return this.#http.files.answerUsual(this.#output, { origin, subject, persistence });
  }

  #answerAny(request: HttpRequest): Step {
    const { head, resource: target, content } = request;
    const { method } = head;
    const exchange = this.#exchange(request);
    const refuse = (
      status: ErrorStatus,
      code: RequestFailure['code'],
      reason: PlainReason,
      fields?: string,
    ): Step =>
      exchange.refuse(
        status,
        exchange.begin(method.toLowerCase()),
        { code, why: { reason } },
        fields,
      );
    if (this.#connection.isStopping) {
      return refuse(503, 'shutting-down', 'stopping', RETRY_AFTER);
    }
    const authority = target?.authority ?? head.fields.get('host');
    if (this.#http.tlsOnly && !this.#connection.isEncrypted) {
      const isKnown = target !== undefined && this.#isForUs(authority);
      return refuseUnencrypted(exchange, isKnown ? authority : undefined);
    }
    if (method === 'OPTIONS') {
      exchange.begin('options').answered();
      return exchange.empty(204, ALLOW);
    }
    const { required } = this.#services.access;
    const isForm = method === 'POST' && required !== undefined && takesForm(target);
    if (method !== 'GET' && method !== 'HEAD' && !isForm) {
      return refuse(405, 'bad-request', 'method-not-allowed', ALLOW);
    }
    if (target === undefined) return refuse(400, 'bad-request', 'malformed-path');
    if (!this.#isForUs(authority)) return refuse(421, 'forbidden', 'unknown-host-name');
    if (required !== undefined) {
      const answer = this.#http.access.answer(exchange, required, content);
      if (answer !== undefined) return answer;
    }
    const { path, query } = target;
    if (path.startsWith(OWN_PATH)) return this.#http.pages.answer(exchange);
    if (path !== '' && !path.endsWith('/')) return this.#http.files.answer(exchange);
    if (query.get('archive') === 'zip') return answerArchive(this.#services, exchange);
    return answerFolder(this.#services, exchange);
  }

  #exchange(request: HttpRequest): HttpExchange {
    return new HttpExchange({
      connection: this.#connection,
      services: this.#services,
      output: this.#output,
      request,
      date: this.#http.date,
    });
  }

  /** A client of HTTP/1.0 may name no host; a browser always does. */
  #isForUs(authority: string | undefined): boolean {
    if (authority === undefined || authority === this.#allowedHost) return true;
    if (!this.#http.hosts.allows(authority)) return false;
    this.#allowedHost = authority;
    return true;
  }
}
