import { isUtf8 } from 'node:buffer';
import type { Bytes } from '../../shared/units.ts';

/** What a client marks a request with, echoed in the answer. A number is finite, an integer safe. */
export type RequestId = string | number;

/** Asks what the server is and can do. */
interface HelloRequest {
  readonly op: 'hello';
  readonly id?: RequestId;
}

/** Asks for a file's bytes. */
export interface GetRequest {
  readonly op: 'get';
  readonly id?: RequestId;
  /** As sent: any string; the rules for names are the resolver's to apply. */
  readonly name: string;
  /** Offset of the first byte wanted; 0 when the line does not say. */
  readonly from: Bytes;
  /** The version the client holds a part of; another version is answered `changed`. */
  readonly tag?: string;
  /**
   * Whether the closing line is to carry the checksum. An extension of the protocol: a line with
   * `"crc32":false` spares both ends the work, and is closed by `{"end":true}` alone.
   */
  readonly crc32: boolean;
}

/** Asks for what is in the cache. */
export interface ListRequest {
  readonly op: 'list';
  readonly id?: RequestId;
}

/** Asks for the files of the folder. */
export interface FilesRequest {
  readonly op: 'files';
  readonly id?: RequestId;
  /** Only names that begin with this text. */
  readonly prefix?: string;
  /** Whether sub-folders are walked; `false` when the line does not say. */
  readonly recursive: boolean;
  /** Whether folders are wanted too; `false` when the line does not say. */
  readonly folders: boolean;
  /** The most lines wanted; a positive integer. */
  readonly limit?: number;
}

/** Asks for counters and gauges. */
interface StatsRequest {
  readonly op: 'stats';
  readonly id?: RequestId;
}

/** One message of a login, where the server asks for an access code. */
export interface AuthRequest {
  readonly op: 'auth';
  readonly id?: RequestId;
  /** A message of SCRAM (RFC 5802, section 7), as sent. */
  readonly scram: string;
}

/** One request line of the native dialect, checked, with its defaults filled in. */
export type NativeRequest =
  HelloRequest | GetRequest | ListRequest | FilesRequest | StatsRequest | AuthRequest;

/** The operations that a server of protocol 1 answers; one with an access code also `auth`. */
export const NATIVE_OPS = ['hello', 'get', 'list', 'files', 'stats'] as const;

export type DecodedNativeRequest =
  | { readonly ok: true; readonly request: NativeRequest }
  /** `id`: of the refused request, where that much could be read. `message`: which field, for a person. */
  | { readonly ok: false; readonly id?: RequestId; readonly message: string };

/** Reads one request line (without its line feed). Unknown fields are ignored; never throws. */
export function decodeNativeRequest(line: Uint8Array): DecodedNativeRequest {
  const text = Buffer.from(line.buffer, line.byteOffset, line.length).toString('utf8');
  // Decoding puts U+FFFD where the bytes are no UTF-8, so most lines need no second look.
  if (text.includes('\ufffd') && !isUtf8(line)) return refused('The request is not valid UTF-8.');
  return decodePlainGet(text) ?? decodeJson(text);
}

const PLAIN_GET_START = '{"op":"get","name":"';
const PLAIN_GET_END = '"}';
const PLAIN_GET_LENGTH = PLAIN_GET_START.length + PLAIN_GET_END.length;
/** What ends a JSON string, begins an escape, or may not stand in one as it is (RFC 8259, section 7). */
const SPECIAL_IN_STRING = /["\\\u0000-\u001f]/;

/** Most requests are written like this, and reading them as the JSON they are takes three times as long. */
function decodePlainGet(text: string): DecodedNativeRequest | undefined {
  if (
    text.length < PLAIN_GET_LENGTH ||
    !text.startsWith(PLAIN_GET_START) ||
    !text.endsWith(PLAIN_GET_END)
  ) {
    return undefined;
  }
  const name = text.slice(PLAIN_GET_START.length, -PLAIN_GET_END.length);
  if (SPECIAL_IN_STRING.test(name)) return undefined;
  return { ok: true, request: { op: 'get', name, from: 0, crc32: true } };
}

function decodeJson(text: string): DecodedNativeRequest {
  let fields: unknown;
  try {
    fields = JSON.parse(text);
  } catch {
    return refused('The request is not a line of JSON.');
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    return refused('The request is not a JSON object.');
  }
  return decodeFields(fields);
}

/** A parsed line: any of the fields, holding anything. */
interface RawFields {
  readonly op?: unknown;
  readonly id?: unknown;
  readonly name?: unknown;
  readonly from?: unknown;
  readonly tag?: unknown;
  readonly crc32?: unknown;
  readonly prefix?: unknown;
  readonly recursive?: unknown;
  readonly folders?: unknown;
  readonly limit?: unknown;
  readonly scram?: unknown;
}

function decodeFields(fields: RawFields): DecodedNativeRequest {
  const { op, id } = fields;
  if (id !== undefined && !isRequestId(id)) {
    return refused('"id" must be a string or a number that JSON can hold exactly.');
  }
  switch (op) {
    case 'get':
      return decodeGet(fields, id);
    case 'files':
      return decodeFiles(fields, id);
    case 'auth':
      return decodeAuth(fields, id);
    case 'hello':
    case 'list':
    case 'stats':
      return { ok: true, request: id === undefined ? { op } : { op, id } };
    default:
      return refused(
        op === undefined ? '"op" is missing.' : `"op" must be one of ${NATIVE_OPS.join(', ')}.`,
        id,
      );
  }
}

function decodeGet(fields: RawFields, id: RequestId | undefined): DecodedNativeRequest {
  const { name, from = 0, tag, crc32 = true } = fields;
  if (name === undefined) return refused('"name" is missing.', id);
  if (typeof name !== 'string') return refused('"name" must be a string.', id);
  if (!isCount(from)) return refused('"from" must be a non-negative integer.', id);
  if (tag !== undefined && typeof tag !== 'string') return refused('"tag" must be a string.', id);
  if (typeof crc32 !== 'boolean') return refused('"crc32" must be true or false.', id);
  const request: Mutable<GetRequest> = { op: 'get', name, from, crc32 };
  if (id !== undefined) request.id = id;
  if (tag !== undefined) request.tag = tag;
  return { ok: true, request };
}

function decodeFiles(fields: RawFields, id: RequestId | undefined): DecodedNativeRequest {
  const { prefix, recursive = false, folders = false, limit } = fields;
  if (prefix !== undefined && typeof prefix !== 'string') {
    return refused('"prefix" must be a string.', id);
  }
  if (typeof recursive !== 'boolean') return refused('"recursive" must be true or false.', id);
  if (typeof folders !== 'boolean') return refused('"folders" must be true or false.', id);
  if (limit !== undefined && (!isCount(limit) || limit === 0)) {
    return refused('"limit" must be a positive integer.', id);
  }
  const request: Mutable<FilesRequest> = { op: 'files', recursive, folders };
  if (id !== undefined) request.id = id;
  if (prefix !== undefined) request.prefix = prefix;
  if (limit !== undefined) request.limit = limit;
  return { ok: true, request };
}

function decodeAuth({ scram }: RawFields, id: RequestId | undefined): DecodedNativeRequest {
  if (typeof scram !== 'string') return refused('"scram" must be a string.', id);
  return {
    ok: true,
    request: id === undefined ? { op: 'auth', scram } : { op: 'auth', id, scram },
  };
}

/** An integer beyond 2^53 would come back as another one, which its sender could not match. */
function isRequestId(value: unknown): value is RequestId {
  if (typeof value === 'string') return true;
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 2 ** 53;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function refused(message: string, id?: RequestId): DecodedNativeRequest {
  return id === undefined ? { ok: false, message } : { ok: false, id, message };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A request as its sender writes it: what has a default may be left out. */
export type NativeRequestFields =
  | HelloRequest
  | ListRequest
  | StatsRequest
  | AuthRequest
  | (Omit<GetRequest, 'from' | 'crc32'> & Partial<Pick<GetRequest, 'from' | 'crc32'>>)
  | (Omit<FilesRequest, 'recursive' | 'folders'> &
      Partial<Pick<FilesRequest, 'recursive' | 'folders'>>);

/**
 * One request as a line with its line feed, to be sent as UTF-8. Defaults are left out.
 * @throws RangeError where no server could read the line: an `id`, `from` or `limit` out of its range
 */
export function encodeNativeRequest(request: NativeRequestFields): string {
  if (request.id !== undefined && !isRequestId(request.id))
    throw new RangeError('id is no JSON value');
  return `${JSON.stringify(wireFields(request))}\n`;
}

function wireFields(request: NativeRequestFields): object {
  const { op, id } = request;
  if (op === 'get') {
    const { name, from = 0, tag, crc32 = true } = request;
    if (!isCount(from)) throw new RangeError('from is no offset');
    const offset = from === 0 ? undefined : from;
    return { op, id, name, from: offset, tag, crc32: crc32 ? undefined : false };
  }
  if (op === 'files') {
    const { prefix, recursive = false, folders = false, limit } = request;
    if (limit !== undefined && (!isCount(limit) || limit === 0)) {
      throw new RangeError('limit is no positive integer');
    }
    return {
      ...{ op, id, prefix, limit },
      recursive: recursive ? true : undefined,
      folders: folders ? true : undefined,
    };
  }
  return op === 'auth' ? { op, id, scram: request.scram } : { op, id };
}
