import { type Bytes, KIB } from '../../../shared/units.ts';
import { ChunkSkipper } from './chunk-skipper.ts';
import { HttpRequest } from './http-request.ts';
import { KnownRequests } from './known-requests.ts';
import {
  framingOf,
  HttpFields,
  type HttpProblem,
  isProblem,
  MAX_HEAD_BYTES,
  MAX_REQUEST_LINE_BYTES,
  parseFields,
  parseRequestLine,
} from './request-head.ts';

/** The most content of a request that is read, and thrown away: only a form's is needed. */
export const MAX_CONTENT_BYTES: Bytes = 64 * KIB;

/** The longest form: its fields are a code and a target. */
const MAX_FORM_BYTES: Bytes = 32 * KIB;

const CR = 0x0d;
const LF = 0x0a;
const END_OF_LINE = '\r\n';
const END_OF_HEAD = '\r\n\r\n';
const NOTHING = Buffer.alloc(0);
const NO_FIELDS = new HttpFields();

export type NextRequest =
  | HttpRequest
  | { readonly kind: 'problem'; readonly problem: HttpProblem }
  /** The client waits for a word before it sends the content (RFC 9110 section 10.1.1). */
  | { readonly kind: 'continue' }
  | { readonly kind: 'incomplete' };

const INCOMPLETE: NextRequest = { kind: 'incomplete' };
const CONTINUE: NextRequest = { kind: 'continue' };

/**
 * Cuts what a client sends into requests, strictly by RFC 9112; content is read and, but for that of forms,
 * thrown away. Holds one head and one form at most, and what was pushed beside it. After a problem it must
 * not be used.
 */
export class HttpRequestReader {
  #buffer: Buffer = NOTHING;
  #at = 0;
  /** Up to where no end of a head was found. */
  #searched = 0;
  /** Its content is not whole yet. */
  #pending: HttpRequest | undefined;
  #contentLeft: Bytes = 0;
  #chunks: ChunkSkipper | undefined;
  /** The fields of the last request, as clients repeat them: compared as text, parsed once. */
  #lastBlock = '';
  #lastFields = NO_FIELDS;
  readonly #known: KnownRequests;

  /** `known`: may be shared with other readers of the thread. */
  constructor(known = new KnownRequests()) {
    this.#known = known;
  }

  /** Takes over the bytes: they must not be changed afterwards. */
  push(chunk: Buffer): void {
    this.#buffer = this.hasUnread ? Buffer.concat([this.#buffer.subarray(this.#at), chunk]) : chunk;
    this.#searched -= this.#at;
    this.#at = 0;
    if (this.#searched < 0) this.#searched = 0;
  }

  /** Whether a request has begun to arrive and is not whole. */
  get hasUnread(): boolean {
    return this.#at < this.#buffer.length;
  }

  /** Whether a request, or its content, has begun. */
  get hasBegun(): boolean {
    return this.hasUnread || this.#pending !== undefined;
  }

  next(): NextRequest {
    if (this.#pending !== undefined) return this.#skipContent(this.#pending);
    // RFC 9112 section 2.2: an empty line before the request line is ignored.
    while (this.#buffer[this.#at] === CR && this.#buffer[this.#at + 1] === LF) this.#at += 2;
    if (!this.hasUnread) return INCOMPLETE;
    const end = this.#buffer.indexOf(END_OF_HEAD, Math.max(this.#at, this.#searched - 3), 'latin1');
    if (end === -1) return this.#incomplete();
    if (end - this.#at > MAX_HEAD_BYTES) return this.#tooLarge();
    const text = this.#buffer.toString('latin1', this.#at, end);
    const known = this.#known.find(text);
    if (known !== undefined) {
      this.#at = end + END_OF_HEAD.length;
      return known;
    }
    return this.#read(text, end);
  }

  #read(text: string, end: number): NextRequest {
    const found = text.indexOf(END_OF_LINE);
    const lineEnd = found === -1 ? text.length : found;
    if (lineEnd > MAX_REQUEST_LINE_BYTES) return lineTooLong();
    const line = parseRequestLine(text.slice(0, lineEnd));
    if (isProblem(line)) return { kind: 'problem', problem: line };
    const fields = this.#fields(text.slice(lineEnd + END_OF_LINE.length));
    if (isProblem(fields)) return { kind: 'problem', problem: fields };
    this.#at = end + END_OF_HEAD.length;
    const framing = framingOf(line.minor, fields);
    if (typeof framing === 'object') return { kind: 'problem', problem: framing };
    const head = { method: line.method, target: line.target, minor: line.minor, fields };
    const request = new HttpRequest(head);
    if (framing === 0) {
      this.#known.add(text, request);
      return request;
    }
    if (framing === 'chunked') this.#chunks = new ChunkSkipper(MAX_CONTENT_BYTES);
    else if (framing > MAX_CONTENT_BYTES) return contentTooLarge();
    else this.#contentLeft = framing;
    const expectation = fields.get('expect')?.toLowerCase();
    if (expectation !== undefined && expectation !== '100-continue') {
      const message = 'This server knows no expectation but "100-continue".';
      return { kind: 'problem', problem: { status: 417, message } };
    }
    this.#pending = request;
    const next = this.#skipContent(request);
    // RFC 9110 section 10.1.1: in HTTP/1.0 nobody waits.
    return next.kind === 'incomplete' && expectation !== undefined && head.minor === 1
      ? CONTINUE
      : next;
  }

  #fields(block: string): HttpFields | HttpProblem {
    if (block === this.#lastBlock) return this.#lastFields;
    const fields = parseFields(block);
    if (isProblem(fields)) return fields;
    this.#lastBlock = block;
    this.#lastFields = fields;
    return fields;
  }

  #skipContent(request: HttpRequest): NextRequest {
    if (this.#chunks === undefined) {
      if (request.head.method === 'POST' && this.#contentLeft <= MAX_FORM_BYTES) {
        return this.#takeContent(request);
      }
      const skipped = Math.min(this.#contentLeft, this.#buffer.length - this.#at);
      this.#at += skipped;
      this.#contentLeft -= skipped;
      if (this.#contentLeft > 0) return INCOMPLETE;
    } else {
      const outcome = this.#chunks.skip(this.#buffer, this.#at);
      if (outcome === 'too-large') return contentTooLarge();
      if (outcome === 'malformed') {
        const message = 'The chunks of the request are malformed.';
        return { kind: 'problem', problem: { status: 400, message } };
      }
      this.#at = outcome.at;
      if (!outcome.isDone) return INCOMPLETE;
      this.#chunks = undefined;
    }
    this.#pending = undefined;
    return request;
  }

  #takeContent({ head }: HttpRequest): NextRequest {
    const end = this.#at + this.#contentLeft;
    if (this.#buffer.length < end) return INCOMPLETE;
    const content = this.#buffer.subarray(this.#at, end);
    this.#at = end;
    this.#contentLeft = 0;
    this.#pending = undefined;
    return new HttpRequest(head, content);
  }

  /** What can be said of a head that is not whole: too long, or ended as no head of HTTP may be. */
  #incomplete(): NextRequest {
    const buffer = this.#buffer;
    const from = Math.max(this.#at, this.#searched);
    for (let at = buffer.indexOf(LF, from); at !== -1; at = buffer.indexOf(LF, at + 1)) {
      if (at > this.#at && buffer[at - 1] === CR) continue;
      const message = 'A line of the request ends without a carriage return.';
      return { kind: 'problem', problem: { status: 400, message } };
    }
    this.#searched = buffer.length;
    return buffer.length - this.#at > MAX_REQUEST_LINE_BYTES ? this.#tooLarge() : INCOMPLETE;
  }

  /** What is said of a head with more bytes than a request line may have. */
  #tooLarge(): NextRequest {
    const lineEnd = this.#buffer.indexOf(END_OF_LINE, this.#at, 'latin1');
    if (lineEnd === -1 || lineEnd - this.#at > MAX_REQUEST_LINE_BYTES) return lineTooLong();
    return this.#buffer.length - this.#at > MAX_HEAD_BYTES ? headTooLarge() : INCOMPLETE;
  }
}

function lineTooLong(): NextRequest {
  const message = `A request line may have ${MAX_REQUEST_LINE_BYTES} bytes at most.`;
  return { kind: 'problem', problem: { status: 414, message } };
}

function headTooLarge(): NextRequest {
  const message = `The header fields may have ${MAX_HEAD_BYTES} bytes at most.`;
  return { kind: 'problem', problem: { status: 431, message } };
}

function contentTooLarge(): NextRequest {
  const message = `The content of a request may have ${MAX_CONTENT_BYTES} bytes at most.`;
  return { kind: 'problem', problem: { status: 413, message } };
}
