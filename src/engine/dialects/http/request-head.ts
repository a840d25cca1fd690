import { KIB } from '../../../shared/units.ts';

/** The bounds of RFC 9112 section 3 and RFC 9110 section 5.4 that this server sets. */
export const MAX_REQUEST_LINE_BYTES = 8 * KIB;
export const MAX_HEAD_BYTES = 32 * KIB;
const MAX_FIELDS = 100;

const CONDITIONS = ['if-none-match', 'if-modified-since', 'if-match', 'if-unmodified-since'];
/** With one of these, a file may be answered otherwise than whole. */
const SELECTIVE = [...CONDITIONS, 'range', 'want-repr-digest'];

/**
 * Header fields by their names in lower case; a field that was sent several times has its values joined
 * with `, `. Complete once it is made.
 */
export class HttpFields extends Map<string, string> {
  /** Whether a condition is there that may make the answer one without content. */
  readonly areConditional: boolean;
  /** Whether a field is there that may have a file answered otherwise than whole. */
  readonly areSelective: boolean;

  constructor(fields: Iterable<readonly [string, string]> = []) {
    super(fields);
    this.areConditional = CONDITIONS.some((name) => this.has(name));
    this.areSelective = SELECTIVE.some((name) => this.has(name));
  }
}

export interface HttpRequestHead {
  /** As sent; methods are case-sensitive. */
  readonly method: string;
  /** As sent: one `latin1` character for each byte. */
  readonly target: string;
  /** Of HTTP/1.x. */
  readonly minor: 0 | 1;
  readonly fields: HttpFields;
}

/** Why a request cannot be answered as asked; the connection cannot be used after it. */
export interface HttpProblem {
  readonly status: 400 | 405 | 413 | 414 | 417 | 431 | 501 | 505;
  /** A sentence for a person. */
  readonly message: string;
}

export function isProblem(value: object): value is HttpProblem {
  return 'status' in value;
}

/** Methods whose requests are framed like all others; what else a client sends may not even be HTTP. */
const METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE', 'PATCH', 'TRACE']);

// RFC 9110 section 5.6.2 (token), RFC 9112 section 3. Bytes above 0x7f are no part of a URI, but curl
// and others send names in UTF-8 without encoding them.
const REQUEST_LINE =
  /^([!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}) ([\x21-\x7e\x80-\xff]+) HTTP\/(\d)\.(\d)$/;
/** RFC 9112 section 5: no space before the colon, no folding; RFC 9110 section 5.5: no control characters. */
const FIELD = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/;
/** Fields that say where a message ends or who is meant: a second one is refused. */
const SINGLE = new Set(['host', 'content-length', 'transfer-encoding']);

/** What nearly every request line is, so that it need not be taken apart. */
const USUAL_START = 'GET /';
const USUAL_END = ' HTTP/1.1';
const USUAL_TARGET = /^[\x21-\x7e]+$/;

/** Reads a request line without its CRLF. */
export function parseRequestLine(
  line: string,
): Pick<HttpRequestHead, 'method' | 'target' | 'minor'> | HttpProblem {
  if (line.startsWith(USUAL_START) && line.endsWith(USUAL_END)) {
    const target = line.slice(USUAL_START.length - 1, -USUAL_END.length);
    if (USUAL_TARGET.test(target)) return { method: 'GET', target, minor: 1 };
  }
  const found = REQUEST_LINE.exec(line);
  if (found === null) {
    return { status: 400, message: 'The request line is not "METHOD TARGET HTTP/1.1".' };
  }
  const [, method, target, major, minor] = found as unknown as [
    string,
    string,
    string,
    string,
    string,
  ];
  if (major !== '1' || (minor !== '0' && minor !== '1')) {
    return { status: 505, message: 'This server speaks HTTP/1.1 and HTTP/1.0.' };
  }
  if (!METHODS.has(method)) {
    return { status: 405, message: 'This server answers GET, HEAD and OPTIONS.' };
  }
  return { method, target, minor: minor === '1' ? 1 : 0 };
}

/** Reads the header fields of a head: lines with CRLF between them, none after the last; empty for no field. */
export function parseFields(block: string): HttpFields | HttpProblem {
  const fields = new Map<string, string>();
  if (block === '') return new HttpFields();
  const lines = block.split('\r\n');
  if (lines.length > MAX_FIELDS) {
    return { status: 431, message: `A request may have ${MAX_FIELDS} header fields at most.` };
  }
  for (const line of lines) {
    const found = FIELD.exec(line);
    if (found === null) return { status: 400, message: 'A header field is malformed.' };
    const name = found[1]!.toLowerCase();
    const value = found[2]!.replace(/[ \t]+$/, '');
    const before = fields.get(name);
    if (before !== undefined && SINGLE.has(name)) {
      return { status: 400, message: `The header field "${name}" was sent twice.` };
    }
    fields.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return new HttpFields(fields);
}

/** How many bytes of content follow a head, or that they come in chunks. */
export type HttpFraming = number | 'chunked';

/** Where a request ends (RFC 9112 section 6), and whether it names its host as it must (section 3.2). */
export function framingOf(minor: 0 | 1, fields: HttpFields): HttpFraming | HttpProblem {
  const host = fields.get('host');
  if (minor === 1 && host === undefined) {
    return { status: 400, message: 'The header field "Host" is missing.' };
  }
  const length = fields.get('content-length');
  const coding = fields.get('transfer-encoding');
  if (coding !== undefined) {
    if (length !== undefined || minor === 0) {
      return { status: 400, message: 'The length of the request is ambiguous.' };
    }
    if (coding.toLowerCase() !== 'chunked') {
      return {
        status: 501,
        message: 'Of the transfer codings, this server knows "chunked" alone.',
      };
    }
    return 'chunked';
  }
  if (length === undefined) return 0;
  if (!/^\d+$/.test(length)) return { status: 400, message: 'Content-Length is not a number.' };
  return Number(length);
}

/** Whether the connection may be used for another request (RFC 9112 section 9.3). */
export function wantsToKeep({ minor, fields }: Pick<HttpRequestHead, 'minor' | 'fields'>): boolean {
  const options = fields.get('connection');
  if (options === undefined) return minor === 1;
  const names = options
    .toLowerCase()
    .split(',')
    .map((option) => option.trim());
  if (names.includes('close')) return false;
  return minor === 1 || names.includes('keep-alive');
}
