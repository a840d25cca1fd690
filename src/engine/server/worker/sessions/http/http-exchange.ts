import {
  type DateField,
  encodeHead,
  type ErrorStatus,
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
import { type PageTexts, pageTexts } from '../../../../share-page/page-texts.ts';
import {
  acceptedLanguages,
  chooseLanguage,
  type Language,
} from '../../../../../shared/locales/languages.ts';

const NO_TARGET: HttpTarget = { path: '', query: new URLSearchParams() };

/** Whether the connection goes on once an answer has been sent. */
export type Answered = 'answered' | 'finished';

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
  get given(): Answered {
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
  ): Answered {
    const length = Buffer.byteLength(body);
    const describing = `Content-Type: ${type}; charset=utf-8\r\nContent-Length: ${length}\r\n${fields}`;
    this.output.text(this.encodeHead(status, describing));
    if (!this.isHead) this.output.text(body);
    return this.given;
  }

  /** An answer without content. */
  empty(status: HttpStatus, fields: string): Answered {
    this.output.text(this.encodeHead(status, fields));
    return this.given;
  }

  /** Sends the client to another address. */
  redirect(status: 303 | 308, location: string, fields = ''): Answered {
    return this.empty(status, `Location: ${location}\r\nContent-Length: 0\r\n${fields}`);
  }

  /** Says why there is no answer, in a page or a line of text. */
  refuse(
    status: ErrorStatus,
    request: LoggedRequest,
    failure: RequestFailure,
    fields = '',
  ): Answered | Promise<Answered> {
    request.refused(failure);
    if (this.accepts('text/html')) {
      return this.page(status, fields, (texts) =>
        errorPage(texts.refused.refusals(`title.${status}`), failure.why, texts),
      );
    }
    const body = `${reasonOf(status)}. ${refusalSentence(failure.why)}\n`;
    return this.text(status, { type: 'text/plain', body, fields });
  }

  /** The language that a page should be in. */
  get language(): Language {
    return chooseLanguage(acceptedLanguages(this.head.fields.get('accept-language') ?? ''));
  }

  /** A page, whole, in the reader's language. */
  page(status: HttpStatus, fields: string, write: (texts: PageTexts) => string): Promise<Answered> {
    return this.later(
      pageTexts(this.language).then((texts) =>
        this.text(status, {
          type: 'text/html',
          body: write(texts),
          fields: VARY + pageFields(texts.language) + fields,
        }),
      ),
    );
  }

  /** What becomes of the request is to be told to the result. */
  begin(op: string): LoggedRequest {
    const { fields } = this.head;
    const subject = { dialect: 'http', op, name: this.target.path, fields } as const;
    return this.services.requests.begin(this.connection.origin, subject);
  }

  /** Lets an answer outlive this turn. */
  later(answer: Promise<unknown>): Promise<Answered> {
    return answer.then(() => this.given);
  }
}

/** Of answers that are out of date at once, or for one reader only. */
export const NO_STORE = 'Cache-Control: no-store\r\n';

/** Of what depends on the types and languages that its reader takes. */
export const VARY = 'Vary: Accept, Accept-Language\r\n';

/** Of our own pages. */
export function pageFields(language: Language): string {
  return `Content-Language: ${language}\r\n${PAGE_POLICY}`;
}

/** They show text and our own style, and nothing else. */
const PAGE_POLICY =
  "Content-Security-Policy: default-src 'none'; style-src 'self'; img-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n";
