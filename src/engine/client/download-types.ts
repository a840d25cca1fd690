import type { Omission } from '../../shared/omissions.ts';
import type { Bytes, EpochMilliseconds, Milliseconds } from '../../shared/units.ts';
import type { RateMemory } from '../rate/rate-limit.ts';
import type { ServerAccess } from './server-access.ts';
import type { Failure } from '../../shared/contract-failure.ts';

/** The dialects that a file can be fetched in. */
export type ClientDialect = 'native' | 'plain';

/** A dialect, or `auto`: native where the server speaks it, else plain. */
export type DialectChoice = 'auto' | ClientDialect;

/**
 * What to do about a target that exists: write beside it under `NAME (1).ext`, replace it, leave it
 * and fetch nothing, or fail.
 */
export type IfExists = 'keep-both' | 'replace' | 'skip' | 'fail';

/** All that the server shares and whose name begins with `prefix`; see the `files` request. */
interface FolderSelection {
  /** A folder's name and `/`, or empty for everything. */
  readonly prefix: string;
  readonly recursive: boolean;
}

export interface DownloadOptions extends ServerAccess {
  readonly host: string;
  /** 1 to 65,535. */
  readonly port: number;
  /** Default `auto`. */
  readonly dialect?: DialectChoice;
  /** Names as a server lists them, with `/` between their parts; or a folder of the server's (native only). */
  readonly names: readonly string[] | FolderSelection;
  /** Where files go; created if missing. Absolute, or relative to the working directory. */
  readonly directory: string;
  /** Default `fail`. */
  readonly ifExists?: IfExists;
  /**
   * How long to try again after a lost connection, or while the server is busy, until something arrives
   * again. Default 10 minutes. A server that has never been reached is not tried again.
   */
  readonly retryForMs?: Milliseconds;
  /** Further attempts in a row at most. Default: as many as there is time for. */
  readonly retries?: number;
  /** Check the CRC-32 of what arrives (native only). Default true. */
  readonly verify?: boolean;
  /** Compute the SHA-256 of the whole file. Default false. */
  readonly sha256?: boolean;
  /** Give files the server's modification time (native only). Default true. */
  readonly keepTimes?: boolean;
  /**
   * How many files are received at once, each on a connection of its own, 1 to 16. Default: one after the
   * other in the native dialect, on one connection; four in the plain one.
   */
  readonly parallel?: number;
  /** How fast bytes are taken, with whatever else shares the limit. Default: as fast as they come. */
  readonly rate?: RateMemory;
  /** Default 10 s. */
  readonly connectTimeoutMs?: Milliseconds;
  /** The longest silence in the middle of an answer. Default 30 s. */
  readonly idleTimeoutMs?: Milliseconds;
}

/** Where a download began, and why not elsewhere. */
export type DownloadStart =
  | { readonly kind: 'fresh' }
  | { readonly kind: 'resumed'; readonly fromBytes: Bytes }
  /**
   * `givenUpBytes` that had arrived are of no use for this. Those of another version, from an earlier run,
   * stay on the disk until this download is complete and verified.
   */
  | {
      readonly kind: 'started-over';
      readonly reason: StartOverReason;
      readonly givenUpBytes: Bytes;
    };

/**
 * - `changed-on-server`: the server has another version than the one that had begun to arrive.
 * - `wrong-checksum`: what arrived was not what the server read.
 * - `damaged-part`: what lay on the disk was not what had arrived.
 * - `server-cannot-resume`: the server sends files from their beginning only.
 */
export type StartOverReason =
  'changed-on-server' | 'wrong-checksum' | 'damaged-part' | 'server-cannot-resume';

/**
 * What was checked against the server's own word:
 * - `crc32`: the length, and the CRC-32 of every byte.
 * - `crc32-since-resume`: the length; the server's CRC-32 of the bytes since the last resume, as that
 *   covers what one answer holds. The earlier bytes are of the same version; those from an earlier run
 *   were read again and compared with the CRC-32 that was kept while they arrived.
 * - `length`: the length only, as verification was turned off.
 * - `not-verified`: nothing; the plain dialect sends neither, so a cut connection looks like the end.
 */
export type Verification = 'crc32' | 'crc32-since-resume' | 'length' | 'not-verified';

export interface DownloadCompleted {
  readonly status: 'completed';
  readonly item: number;
  readonly name: string;
  readonly dialect: ClientDialect;
  /** Absolute path of the file as written. */
  readonly path: string;
  readonly size: Bytes;
  /** Bytes that came over the network, of all attempts together. */
  readonly receivedBytes: Bytes;
  readonly start: DownloadStart;
  readonly verified: Verification;
  /** The modification time that the file was given: the server's. */
  readonly modifiedAtMs?: EpochMilliseconds;
  /** Of the whole file, 64 hex digits; if it was asked for. */
  readonly sha256?: string;
  /** From when it was this file's turn: without the time in which it waited behind others. */
  readonly durationMs: Milliseconds;
}

export interface DownloadSkipped {
  readonly status: 'skipped';
  readonly item: number;
  readonly name: string;
  /** Absolute path of the file that was there. */
  readonly path: string;
}

export interface DownloadFailed {
  readonly status: 'failed' | 'canceled';
  readonly item: number;
  readonly name: string;
  readonly error: Failure;
  readonly receivedBytes: Bytes;
  /** Bytes that are kept on disk, from which the next attempt continues; 0 if none. */
  readonly resumableBytes: Bytes;
  /** From when it was this file's turn; 0 if that never came. */
  readonly durationMs: Milliseconds;
}

/** How a file's download ended. `item` is its position in the batch, from 0. */
export type DownloadOutcome = DownloadCompleted | DownloadSkipped | DownloadFailed;

/** What happens in a batch, in the past tense. */
export type DownloadEvent =
  /** The names are known: those given, or those that the server listed. Comes once, before any download. */
  | {
      readonly type: 'filesChosen';
      readonly files: readonly {
        readonly item: number;
        readonly name: string;
        readonly size?: Bytes;
      }[];
      /** Of a folder: there are more files than the server was willing to list. */
      readonly truncated: boolean;
      /** Of a folder: what the server left out, and why. */
      readonly omitted: readonly Omission[];
    }
  | { readonly type: 'connected'; readonly dialect: ClientDialect }
  /** The answer has begun. No `size`: the plain dialect does not send it. */
  | {
      readonly type: 'downloadStarted';
      readonly item: number;
      readonly name: string;
      readonly size?: Bytes;
      readonly start: DownloadStart;
    }
  /** `haveBytes` of the file have arrived, a resumed part included. At most ten a second and file. */
  | {
      readonly type: 'downloadProgressed';
      readonly item: number;
      readonly name: string;
      readonly size?: Bytes;
      readonly haveBytes: Bytes;
    }
  | {
      readonly type: 'downloadRetried';
      readonly item: number;
      readonly name: string;
      /** 1 for the first retry since something arrived. */
      readonly attempt: number;
      readonly afterMs: Milliseconds;
      /** When it will be given up, from now, if nothing arrives. */
      readonly givesUpAfterMs: Milliseconds;
      /** What is kept: of this file. */
      readonly haveBytes: Bytes;
      readonly error: Failure;
    }
  /** The server was lost and cannot be reached again at once; all waiting files are concerned. */
  | {
      readonly type: 'reconnectionRetried';
      readonly attempt: number;
      readonly afterMs: Milliseconds;
      /** When it will be given up, from now, if nothing arrives. */
      readonly givesUpAfterMs: Milliseconds;
      /** What is kept: of the files that are under way. */
      readonly haveBytes: Bytes;
      readonly error: Failure;
    }
  | { readonly type: 'downloadEnded'; readonly outcome: DownloadOutcome };

/** Downloads that are under way. */
export interface DownloadBatch {
  /**
   * Events in batches, at most ten batches a second. Who subscribes in the turn in which the batch
   * was started misses none. Returns the function that ends the subscription.
   */
  onEvents(listener: (events: readonly DownloadEvent[]) => void): () => void;
  /** Cancels one file by its item number, or all that have not ended. What has arrived is kept. */
  cancel(item?: number): void;
  /**
   * One outcome per file, in order. Rejects with a `FailureError` only if no download could even begin:
   * the server was not reached, its folder not listed, the target folder not opened, or all was
   * canceled before that; or if the thread died.
   */
  readonly done: Promise<readonly DownloadOutcome[]>;
}
