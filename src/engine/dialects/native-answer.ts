import type {
  CacheUsage,
  Counters,
  RefusalCode,
  ServerStatus,
  ThreadStatus,
  Transfer,
} from '../../shared/server-state.ts';
import type { Omission } from '../../shared/omissions.ts';
import type { Bytes, EpochMilliseconds, Milliseconds } from '../../shared/units.ts';
import type { RequestId } from './native-request.ts';

/**
 * The answers of the native dialect, as both ends hold them in memory. On the wire, times are ISO 8601
 * strings (`modifiedAt`, `cachedAt`) and a checksum is eight hex digits.
 */

export const PROTOCOL_VERSION = 1;

export interface HelloAnswer {
  readonly version: string;
  readonly protocol: number;
  readonly ops: readonly string[];
  /** Numbers by name, such as `requestLineBytes`. */
  readonly limits: Readonly<Record<string, number>>;
  /** Present where the server asks for an access code. */
  readonly auth?: AuthDemand;
}

/** What a client has to do before anything but `hello` and `auth` is answered. */
export interface AuthDemand {
  readonly required: boolean;
  /** `scram-sha-256`, or one of a later version. */
  readonly scheme: string;
}

/** The server's side of a login. */
export interface AuthAnswer {
  /** A message of SCRAM (RFC 5802, section 7). */
  readonly scram: string;
}

/** What a `get` header says about the file, the same for every answer about that version of it. */
export interface FileDescription {
  readonly name: string;
  readonly size: Bytes;
  readonly modifiedAtMs: EpochMilliseconds;
  readonly tag: string;
}

export interface GetHeader extends FileDescription {
  readonly from: Bytes;
  /** Bytes of body that follow: `size - from`. */
  readonly length: Bytes;
  readonly source: 'cache' | 'disk';
}

/** The line behind a body. `crc32` (unsigned 32 bits) is missing when the client asked for none. */
export interface ClosingLine {
  readonly crc32?: number;
}

/** Before the {@link ListLine}s, oldest first. */
export interface ListHeader {
  /** How many lines follow. Missing for a long list, which a {@link ListEnd} ends. */
  readonly count?: number;
  readonly capacity: Bytes;
  readonly used: Bytes;
}

export interface ListLine {
  readonly name: string;
  readonly size: Bytes;
  readonly cachedAtMs: EpochMilliseconds;
  readonly modifiedAtMs: EpochMilliseconds;
  readonly hits: number;
}

/** The last line of a long list: entries leave while it is being sent, so their number is known only then. */
export interface ListEnd {
  readonly count: number;
}

export interface FilesHeader {
  /** How many {@link FilesLine}s follow, in the order of their names' code units. */
  readonly count: number;
  /** How many {@link FolderLine}s stand before them, in the same order; 0 unless asked for. */
  readonly folders: number;
  /** Whether there are more than the limit let through. */
  readonly truncated: boolean;
  /** Entries that were left out, and why. On the wire, `skipped` beside it is how many in all. */
  readonly omitted: readonly Omission[];
  /** How many entries are not shared on purpose; a folder counts as one. */
  readonly unshared: number;
}

/** One folder; what is in it, at any depth, where the server has counted it. */
export interface FolderLine {
  readonly name: string;
  readonly content?: { readonly files: number; readonly bytes: Bytes };
}

export interface FilesLine {
  readonly name: string;
  readonly size: Bytes;
  readonly modifiedAtMs: EpochMilliseconds;
  readonly cached: boolean;
}

export type StatsTransfer = Omit<Transfer, 'request' | 'connection' | 'peer'>;

export interface StatsAnswer {
  readonly version: string;
  readonly uptimeMs: Milliseconds;
  readonly accepting: ServerStatus['accepting'];
  readonly ports: readonly { readonly host: string; readonly port: number }[];
  readonly threads: readonly ThreadStatus[];
  /** Answers with a body that are being sent, over all threads; not to whom. */
  readonly transfers: readonly StatsTransfer[];
  readonly counters: Counters;
  readonly cache: CacheUsage;
  /** Hits among all look-ups, 0 to 1; 0 before the first. */
  readonly hitRatio: number;
  /** Bytes sent from the cache among all bytes sent, 0 to 1; 0 before the first. */
  readonly byteHitRatio: number;
}

export interface RefusalAnswer {
  readonly id?: RequestId;
  readonly code: RefusalCode;
  /** For a person. */
  readonly message: string;
  /** With `changed`: the tag of the version that is there now. */
  readonly tag?: string;
}

/** What the first line of an answer was, once decoded: the op's own, or a refusal. */
export type Answered<T> =
  | { readonly ok: true; readonly id?: RequestId; readonly answer: T }
  | { readonly ok: false; readonly refusal: RefusalAnswer };
