import type { Bytes } from '../../shared/units.ts';

/** What a client marks a request with, echoed in the answer. A number is finite, an integer safe. */
export type RequestId = string | number;

/** Asks what the server is and can do. */
export interface HelloRequest {
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
  /** The most lines wanted; a positive integer. */
  readonly limit?: number;
}

/** Asks for counters and gauges. */
export interface StatsRequest {
  readonly op: 'stats';
  readonly id?: RequestId;
}

/** One request line of the native dialect, checked, with its defaults filled in. */
export type NativeRequest = HelloRequest | GetRequest | ListRequest | FilesRequest | StatsRequest;

/** The operations that a server of protocol 1 answers. */
export const NATIVE_OPS = ['hello', 'get', 'list', 'files', 'stats'] as const;

export type DecodedNativeRequest =
  | { readonly ok: true; readonly request: NativeRequest }
  /** `id`: of the refused request, where that much could be read. `message`: which field, for a person. */
  | { readonly ok: false; readonly id?: RequestId; readonly message: string };

/** Reads one request line (without its line feed). Unknown fields are ignored; never throws. */
export function decodeNativeRequest(line: Uint8Array): DecodedNativeRequest {
  void line;
  throw new Error('in work');
}

/** What a client may leave out of a request that it encodes. */
export type NativeRequestFields =
  | HelloRequest
  | ListRequest
  | StatsRequest
  | (Omit<GetRequest, 'from' | 'crc32'> & Partial<Pick<GetRequest, 'from' | 'crc32'>>)
  | (Omit<FilesRequest, 'recursive'> & Partial<Pick<FilesRequest, 'recursive'>>);

/** One request as a line with its line feed, to be sent as UTF-8. Defaults are left out. */
export function encodeNativeRequest(request: NativeRequestFields): string {
  void request;
  throw new Error('in work');
}
