import { isUtf8 } from 'node:buffer';
import { MAX_PLAIN_REQUEST_BYTES } from '../../shared/server-values.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** The request for the names in the cache. */
export const PLAIN_LIST_REQUEST = 'list';

/** The whole answer to a name that cannot be served; the original client compares with these 14 bytes. */
export const PLAIN_NOT_FOUND: Uint8Array = Buffer.from('File not found', 'latin1');

export type PlainRequest =
  | { readonly kind: 'list' }
  | { readonly kind: 'file'; readonly name: string }
  /** Nothing that this dialect can ask; `message` is for a log, the dialect has no words for it. */
  | { readonly kind: 'refused'; readonly message: string };

/** Reads what has arrived of a request; one line ending behind it is dropped. Never throws. */
export function decodePlainRequest(received: Uint8Array): PlainRequest {
  const request = withoutLineEnding(received);
  if (request.length > MAX_PLAIN_REQUEST_BYTES) {
    return {
      kind: 'refused',
      message: `the request is longer than ${MAX_PLAIN_REQUEST_BYTES} bytes`,
    };
  }
  if (!isUtf8(request)) return { kind: 'refused', message: 'the request is not valid UTF-8' };
  const text = Buffer.from(request.buffer, request.byteOffset, request.length).toString('utf8');
  return text === PLAIN_LIST_REQUEST ? { kind: 'list' } : { kind: 'file', name: text };
}

function withoutLineEnding(bytes: Uint8Array): Uint8Array {
  if (bytes.at(-1) !== LINE_FEED) return bytes;
  return bytes.subarray(0, bytes.at(-2) === CARRIAGE_RETURN ? -2 : -1);
}

const PROTO_2 = [0x80, 0x02];
const EMPTY_LIST = 0x5d;
const MARK = 0x28;
const BINUNICODE = 0x58;
const APPENDS = 0x65;
const STOP = 0x2e;
const LIST_BEGIN = Uint8Array.of(...PROTO_2, EMPTY_LIST, MARK);
const LIST_END = Uint8Array.of(APPENDS, STOP);

/**
 * The answer to `list`, in parts: a Python pickle (protocol 2) of a list of str, in the order given.
 * Format: CPython, `Lib/pickletools.py`. The original client reads it with one `recv(1024)`, so it is
 * kept as short as the format lets it be, and a short one belongs in one write.
 */
export function* encodePlainList(batches: Iterable<readonly string[]>): Generator<Uint8Array> {
  yield LIST_BEGIN;
  for (const names of batches) yield encodeNames(names);
  yield LIST_END;
}

function encodeNames(names: readonly string[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const name of names) {
    const text = Buffer.from(name, 'utf8');
    const head = Buffer.alloc(5);
    head[0] = BINUNICODE;
    head.writeUInt32LE(text.length, 1);
    parts.push(head, text);
  }
  return Buffer.concat(parts);
}
