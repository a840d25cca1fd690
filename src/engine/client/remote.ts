import type { Bytes, EpochMilliseconds, Milliseconds } from '../../shared/units.ts';
import { KIB } from '../../shared/units.ts';
import type { StatsAnswer } from '../dialects/native-answer.ts';
import { DEFAULT_CONNECT_TIMEOUT, DEFAULT_IDLE_TIMEOUT } from './dial.ts';
import { greetServer } from './dialect-detection.ts';
import type { RemoteTarget } from './dialect-detection.ts';
import type { ClientDialect, DialectChoice } from './download-types.ts';
import { NativeRemote } from './native-remote.ts';
import { SeedRemote } from './seed-remote.ts';

/** Enough for many lines of a listing at once. */
const CONTROL_BUFFER: Bytes = 64 * KIB;

export interface ConnectOptions {
  readonly host: string;
  /** 1 to 65,535. */
  readonly port: number;
  /** Default `auto`. */
  readonly dialect?: DialectChoice;
  /** Default 10 s. */
  readonly connectTimeoutMs?: Milliseconds;
  /** The longest silence while an answer is awaited. Default 30 s. */
  readonly idleTimeoutMs?: Milliseconds;
  /** Ends the connection, and rejects what is awaited with code `cancelled`. */
  readonly signal?: AbortSignal;
}

/** What a native server says of itself when greeted. */
export interface RemoteServer {
  readonly version: string;
  readonly protocol: number;
  readonly ops: readonly string[];
  /** Numbers by name, such as `requestLineBytes`. */
  readonly limits: Readonly<Record<string, number>>;
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

export interface RemoteFiles {
  readonly files: readonly RemoteFile[];
  /** There are more than the limit, the server's or the caller's. */
  readonly truncated: boolean;
  /** Files that the server left out because nobody could ask for their names. */
  readonly skipped: number;
}

export interface FilesOptions {
  /** Default: all that is shared. */
  readonly prefix?: string;
  /** Default false. */
  readonly recursive?: boolean;
  readonly limit?: number;
}

/**
 * A server to ask. Requests may overlap; answers come in order. Every method rejects with a
 * `ClientError`; `files` and `stats` with code `unsupported` where only the seed dialect is spoken.
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
  /** Ends the connection; does not wait. */
  close(): void;
}

/**
 * Connects to a server and finds out its dialect: greets it in the native one, and where the answer
 * is not native (the original server takes the greeting for a file name, says `File not found` and
 * closes), where there is none and the connection ends, or where there is only silence, speaks the
 * seed dialect, on fresh connections.
 *
 * @throws {ClientError} `no-connection`, `connection-lost`, `protocol`, `refused-by-server` (busy) or
 * `cancelled`
 */
export async function connectRemote(options: ConnectOptions): Promise<Remote> {
  const target: RemoteTarget = {
    host: options.host,
    port: options.port,
    connectTimeoutMs: options.connectTimeoutMs ?? DEFAULT_CONNECT_TIMEOUT,
    idleTimeoutMs: options.idleTimeoutMs ?? DEFAULT_IDLE_TIMEOUT,
    signal: options.signal,
  };
  if (options.dialect === 'seed') return new SeedRemote(target);
  const greeted = await greetServer(target, options.dialect ?? 'auto', CONTROL_BUFFER);
  return greeted === 'seed'
    ? new SeedRemote(target)
    : new NativeRemote(greeted.connection, greeted.server);
}
