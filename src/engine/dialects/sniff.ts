import type { DialectName } from '../../shared/server-state.ts';

const OPENING_BRACE = 0x7b;

/** Methods of RFC 9110 section 9, and PATCH (RFC 5789), that a browser, curl or a phone may open with. */
const HTTP_METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'CONNECT',
  'OPTIONS',
  'TRACE',
  'PATCH',
];
const HTTP_OPENINGS = HTTP_METHODS.map((method) => Buffer.from(`${method} /`, 'latin1'));

/**
 * The dialect of a connection, from the first bytes that its client sent: `{` opens the native one,
 * an HTTP method with a space and `/` opens HTTP, anything else is a request in the plain dialect.
 */
export function sniffDialect(first: Uint8Array): DialectName {
  if (first[0] === OPENING_BRACE) return 'native';
  return HTTP_OPENINGS.some((opening) => startsWith(first, opening)) ? 'http' : 'plain';
}

function startsWith(bytes: Uint8Array, opening: Uint8Array): boolean {
  return opening.every((byte, index) => bytes[index] === byte);
}
