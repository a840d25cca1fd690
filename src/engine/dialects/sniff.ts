import type { DialectName } from '../../shared/server-state.ts';

const OPENING_BRACE = 0x7b;
/** The type of a record that belongs to a handshake (RFC 8446 section 5.1). */
const HANDSHAKE_RECORD = 0x16;

/**
 * A request line of HTTP, up to where its target begins. Nobody can mean a file by it: a part of a name
 * does not end with a space or a colon followed by an empty part.
 */
const HTTP_OPENING = /^(?:[A-Z]{3,20} (?:\/|https?:\/\/)|OPTIONS \* HTTP\/)/;
/** What a request line of HTTP may have come to in a first packet that ends early. */
const HTTP_BEGINNINGS = ['GET /', 'HEAD /', 'POST /', 'OPTIONS /'].flatMap((opening) =>
  Array.from({ length: opening.length - 1 }, (_, length) => opening.slice(0, length + 1)),
);
const LONGEST_OPENING = 'OPTIONS * HTTP/'.length + 20;

/** Whether a client's first bytes open TLS. No name that is asked for in the plain dialect begins so. */
export function opensTls(first: Uint8Array): boolean {
  return first[0] === HANDSHAKE_RECORD;
}

/**
 * The dialect of a connection, from the first bytes that its client sent: `{` opens the native one,
 * a method with a space and a path or an `http:` address opens HTTP, anything else is a request in the
 * plain dialect. `undecided`: it is the beginning of an opening of HTTP, or a short plain name.
 */
export function sniffDialect(first: Uint8Array): DialectName | 'undecided' {
  if (first[0] === OPENING_BRACE) return 'native';
  const text = Buffer.from(
    first.buffer,
    first.byteOffset,
    Math.min(first.length, LONGEST_OPENING),
  ).toString('latin1');
  if (HTTP_OPENING.test(text)) return 'http';
  return HTTP_BEGINNINGS.includes(text) ? 'undecided' : 'plain';
}
