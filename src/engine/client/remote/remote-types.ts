import type { Omission } from '../../../shared/omissions.ts';
import type { Bytes, EpochMilliseconds, Milliseconds } from '../../../shared/units.ts';
import type { StatsAnswer } from '../../dialects/native-answer.ts';
import type { ClientDialect, DialectChoice } from '../download-types.ts';
import type { ServerAccess } from '../server-access.ts';

export interface ConnectOptions extends ServerAccess {
  readonly host: string;
  /** 1 to 65,535. */
  readonly port: number;
  /** Default `auto`. */
  readonly dialect?: DialectChoice;
  /** Default 10 s. */
  readonly connectTimeoutMs?: Milliseconds;
  /** The longest silence while an answer is awaited. Default 30 s. */
  readonly idleTimeoutMs?: Milliseconds;
  /** Ends the connection, and rejects what is awaited with code `canceled`. */
  readonly signal?: AbortSignal;
}

/** What a native server says of itself when greeted. */
export interface RemoteServer {
  readonly version: string;
  readonly protocol: number;
  readonly ops: readonly string[];
  /** Numbers by name, such as `requestLineBytes`. */
  readonly limits: Readonly<Record<string, number>>;
  /** What it asks for before it answers anything else, if it does. */
  readonly auth?: { readonly required: boolean; readonly scheme: string };
}

/** One name in the server's cache; all but the name only in the native dialect. */
export interface RemoteCacheEntry {
  readonly name: string;
  readonly size?: Bytes;
  readonly cachedAtMs?: EpochMilliseconds;
  readonly modifiedAtMs?: EpochMilliseconds;
  readonly hits?: number;
}

/** The server's cache. Capacity and use only in the native dialect. */
export interface RemoteCache {
  /** Oldest first: the first is the next to leave. */
  readonly entries: readonly RemoteCacheEntry[];
  readonly capacityBytes?: Bytes;
  readonly usedBytes?: Bytes;
}

/** One file that the server shares. */
export interface RemoteFile {
  readonly name: string;
  readonly size: Bytes;
  readonly modifiedAtMs: EpochMilliseconds;
  readonly cached: boolean;
}

/** One folder of what a server shares. */
export interface RemoteFolder {
  readonly name: string;
  /** The files in it, at any depth, and their bytes; missing where the server did not count them. */
  readonly content?: { readonly files: number; readonly bytes: Bytes };
}

export interface RemoteFiles {
  readonly files: readonly RemoteFile[];
  /** Empty unless asked for, and from servers that do not list folders. */
  readonly folders: readonly RemoteFolder[];
  /** There are more than the limit, the server's or the caller's. */
  readonly truncated: boolean;
  /** What the server left out, and why. */
  readonly omitted: readonly Omission[];
  /** How many entries the server does not share on purpose; a folder counts as one. */
  readonly unshared: number;
}

export interface FilesOptions {
  /** Default: all that is shared. */
  readonly prefix?: string;
  /** Default false. */
  readonly recursive?: boolean;
  /** Whether folders are wanted too. Default false. */
  readonly folders?: boolean;
  readonly limit?: number;
}

/**
 * A server to ask. Requests may overlap; answers come in order. Every method rejects with a
 * `FailureError`; `files` and `stats` with code `unsupported` where only the plain dialect is spoken.
 */
export interface Remote {
  readonly dialect: ClientDialect;
  /** `HOST:PORT`, for messages. */
  readonly address: string;
  /** Only in the native dialect. */
  readonly server?: RemoteServer;
  list(): Promise<RemoteCache>;
  files(options?: FilesOptions): Promise<RemoteFiles>;
  stats(): Promise<StatsAnswer>;
  /**
   * Asks for a sign of life. Without one after `timeoutMs` the connection is closed, and this rejects with
   * `connection-lost`. The plain dialect keeps no connection that could show one: `unsupported`.
   */
  ping(timeoutMs: Milliseconds): Promise<void>;
  /** Ends the connection; does not wait. */
  close(): void;
}
