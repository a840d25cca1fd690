const BODY = 'This port does not speak HTTP. Use tcp_client or fifolio to fetch files from it.\n';

/** The whole answer to an HTTP request, after which the connection is closed (RFC 9112 section 9.6). */
export const HTTP_BAD_REQUEST: Uint8Array = Buffer.from(
  'HTTP/1.1 400 Bad Request\r\n' +
    'Content-Type: text/plain; charset=utf-8\r\n' +
    `Content-Length: ${BODY.length}\r\n` +
    'Connection: close\r\n' +
    '\r\n' +
    BODY,
  'latin1',
);

/** Whether the first bytes of an answer are those of a web server, down to old ones that send the page alone. */
export function isHttpAnswer(start: Uint8Array): boolean {
  const text = Buffer.from(start.buffer, start.byteOffset, Math.min(start.length, 32));
  return /^(?:HTTP\/\d|<!doctype html|<html)/i.test(text.toString('latin1'));
}
