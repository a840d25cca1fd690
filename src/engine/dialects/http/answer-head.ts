import type { EpochMilliseconds } from '../../../shared/units.ts';

/** The reasons that go with the status codes used here (RFC 9110 section 15). */
const REASONS = {
  200: 'OK',
  204: 'No Content',
  206: 'Partial Content',
  303: 'See Other',
  304: 'Not Modified',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  414: 'URI Too Long',
  416: 'Range Not Satisfiable',
  417: 'Expectation Failed',
  421: 'Misdirected Request',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
  505: 'HTTP Version Not Supported',
} as const;

export type HttpStatus = keyof typeof REASONS;

/** Of answers that say why there is none. */
export type ErrorStatus = Exclude<HttpStatus, 200 | 204 | 206 | 303 | 304 | 308>;

export function reasonOf(status: HttpStatus): string {
  return REASONS[status];
}

/**
 * Of every answer: what is served is shown as what it is said to be, stays out of other sites' pages, and
 * does not tell the sites that it links to where the reader came from.
 */
const COMMON_FIELDS =
  'Server: Fifolio\r\n' +
  'X-Content-Type-Options: nosniff\r\n' +
  'Cross-Origin-Resource-Policy: same-origin\r\n' +
  'Referrer-Policy: no-referrer\r\n';

/** What becomes of the connection after an answer; `keep-1.0`: kept, which HTTP/1.0 has to be told. */
export type Persistence = 'keep' | 'keep-1.0' | 'close';

const CONNECTION_FIELDS: Readonly<Record<Persistence, string>> = {
  keep: '',
  'keep-1.0': 'Connection: keep-alive\r\n',
  close: 'Connection: close\r\n',
};

/**
 * A whole head.
 *
 * @param fields - lines with their CRLF; values are ASCII
 */
export function encodeHead(
  status: HttpStatus,
  {
    date,
    fields,
    persistence,
  }: { readonly date: string; readonly fields: string; readonly persistence: Persistence },
): string {
  return (
    `HTTP/1.1 ${status} ${REASONS[status]}\r\nDate: ${date}\r\n${COMMON_FIELDS}` +
    `${CONNECTION_FIELDS[persistence]}${fields}\r\n`
  );
}

/** The value of `Date`, made anew once a second. */
export class DateField {
  #second = Number.NaN;
  #text = '';

  at(nowMs: EpochMilliseconds): string {
    const second = Math.floor(nowMs / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#text = new Date(second * 1000).toUTCString();
    }
    return this.#text;
  }
}

/** The field that says after how many seconds a client may ask again that was refused for now. */
export const RETRY_AFTER = 'Retry-After: 2\r\n';

/** The whole answer to a client that is not let in; the connection ends with it. */
export function encodeUnavailable(message: string): string {
  const body = `${reasonOf(503)}. ${message}\n`;
  const fields = `Content-Type: text/plain; charset=utf-8\r\nContent-Length: ${body.length}\r\n${RETRY_AFTER}`;
  const date = new Date().toUTCString();
  return encodeHead(503, { date, fields, persistence: 'close' }) + body;
}
