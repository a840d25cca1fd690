import {
  type DateField,
  encodeHead,
  type HttpStatus,
  type Persistence,
  reasonOf,
} from '../../../../dialects/http/answer-head.ts';
import type { HttpRequest } from '../../../../dialects/http/http-request.ts';
import type { HttpRequestHead } from '../../../../dialects/http/request-head.ts';
import type { HttpTarget } from '../../../../dialects/http/request-target.ts';
import type { OutputBatch } from '../../sending/output-batch.ts';
import type { LoggedRequest, RequestFailure } from '../../request-log.ts';
import type { SessionConnection, SessionServices } from '../session.ts';
import { refusalSentence } from '../../../../../shared/refusal-sentences.ts';
import { errorPage } from '../../../../share-page/error-page.ts';

const NO_TARGET: HttpTarget = { path: '', query: new URLSearchParams() };

/** One request of HTTP on its way to its answer. */
export class HttpExchange {
  readonly connection: SessionConnection;
  readonly services: SessionServices;
  readonly output: OutputBatch;
  readonly head: HttpRequestHead;
  readonly target: HttpTarget;
  /** Whether its client has a cookie that lets it in. */
  isSignedIn = false;
  readonly #date: DateField;
  #persistence: Persistence;

  constructor(parts: {
    readonly connection: SessionConnection;
    readonly services: SessionServices;
    readonly output: OutputBatch;
    readonly request: HttpRequest;
    readonly date: DateField;
  }) {
    this.connection = parts.connection;
    this.services = parts.services;
    this.output = parts.output;
    this.head = parts.request.head;
    this.target = parts.request.resource ?? NO_TARGET;
    this.#date = parts.date;
    this.#persistence = parts.connection.isStopping ? 'close' : parts.request.persistence;
  }

  get isHead(): boolean {
    return this.head.method === 'HEAD';
  }

  get persistence(): Persistence {
    return this.#persistence;
  }

  /** Has the connection end with the answer; to be called before its head is encoded. */
  closeAfterwards(): void {
    this.#persistence = 'close';
  }

  /** What an answer that was given is to the connection. */
  get given(): 'answered' | 'finished' {
    return this.persistence === 'close' ? 'finished' : 'answered';
  }

  get date(): string {
    return this.#date.at(Date.now());
  }

  /** Whether the client takes a type of content that it names, not only any. */
  accepts(type: string): boolean {
    return this.head.fields.get('accept')?.toLowerCase().includes(type) ?? false;
  }

  encodeHead(status: HttpStatus, fields: string): string {
    return encodeHead(status, { date: this.date, fields, persistence: this.persistence });
  }

  /** An answer that is text, whole. */
  text(
    status: HttpStatus,
    {
      type,
      body,
      fields = '',
    }: { readonly type: string; readonly body: string; readonly fields?: string },
  ): 'answered' | 'finished' {
    const length = Buffer.byteLength(body);
    const describing = `Content-Type: ${type}; charset=utf-8\r\nContent-Length: ${length}\r\n${fields}`;
    this.output.text(this.encodeHead(status, describing));
    if (!this.isHead) this.output.text(body);
    return this.given;
  }

  /** An answer without content. */
  empty(status: HttpStatus, fields: string): 'answered' | 'finished' {
    this.output.text(this.encodeHead(status, fields));
    return this.given;
  }

  /** Sends the client to another address. */
  redirect(status: 303 | 308, location: string, fields = ''): 'answered' | 'finished' {
    return this.empty(status, `Location: ${location}\r\nContent-Length: 0\r\n${fields}`);
  }

  /** Says why there is no answer, in a page or a line of text. */
  refuse(
    status: HttpStatus,
    request: LoggedRequest,
    failure: RequestFailure,
    fields = '',
  ): 'answered' | 'finished' {
    request.refused(failure);
    const message = refusalSentence(failure.why);
    return this.accepts('text/html')
      ? this.text(status, {
          type: 'text/html',
          body: errorPage(reasonOf(status), message),
          fields: PAGE_POLICY + fields,
        })
      : this.text(status, {
          type: 'text/plain',
          body: `${reasonOf(status)}. ${message}\n`,
          fields,
        });
  }

  /** What becomes of the request is to be told to the result. */
  begin(op: string): LoggedRequest {
    const { fields } = this.head;
    const subject = { dialect: 'http', op, name: this.target.path, fields } as const;
    return this.services.requests.begin(this.connection.origin, subject);
  }

  /** Lets an answer outlive this turn. */
  later(answer: Promise<unknown>): Promise<'answered' | 'finished'> {
    return answer.then(() => this.given);
  }
}

/** Of answers that are out of date at once, or for one reader only. */
export const NO_STORE = 'Cache-Control: no-store\r\n';

/** Of our own pages: they show text and our own style, and nothing else. */
export const PAGE_POLICY =
  "Content-Security-Policy: default-src 'none'; style-src 'self'; img-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n";
