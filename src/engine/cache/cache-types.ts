import type { EvictionReason } from '../../shared/server-state.ts';
import type { Bytes, EpochMilliseconds } from '../../shared/units.ts';

/** The memory of one cache: plain data that can be posted to any number of threads. */
export interface CacheMemory {
  readonly capacityBytes: Bytes;
  /** Threads that may use it; they are numbered from 0. */
  readonly workers: number;
  /** File content: exactly `capacityBytes` long. */
  readonly arena: SharedArrayBuffer;
  /** Everything else. Pages of it that were never needed take no memory. */
  readonly index: SharedArrayBuffer;
}

/**
 * What tells one version of a file from another. The integers are 64 bits wide and signed, as
 * `fs.stat` with `bigint: true` gives them; anything wider is cut to that.
 */
export interface EntryVersion {
  readonly size: Bytes;
  readonly modifiedNs: bigint;
  readonly inode: bigint;
  readonly device: bigint;
}

/**
 * A reference to one entry, as it was found. Costs nothing to keep or to drop. Once the entry has
 * left the cache, every call with it answers "gone" and changes nothing, even when another entry
 * has taken its place in memory.
 */
export interface EntryHandle {
  readonly slot: number;
  /** Changes whenever the slot is taken or left. */
  readonly generation: number;
  readonly name: string;
  /** The same as `version.size`. */
  readonly size: Bytes;
  readonly version: EntryVersion;
  readonly cachedAtMs: EpochMilliseconds;
}

/**
 * One extent of a file's content, pinned: its bytes stay as they are until `unpin`, whatever happens
 * to the entry. The cache owns the memory; after `unpin` it must not be touched.
 */
export interface Piece {
  /** The whole extent, at most 1 MiB: a view over the shared memory, nothing is copied. */
  readonly bytes: Buffer;
  /** Where in the file `bytes` begins. */
  readonly offset: Bytes;
  /** Of all of `bytes`; `undefined` in a piece that was pinned for writing. */
  readonly crc32: number | undefined;
  /** The extent's number in the index. */
  readonly extent: number;
}

/** An entry that left the cache. */
export interface EvictedEntry {
  readonly name: string;
  readonly size: Bytes;
  readonly reason: EvictionReason;
}

/**
 * The right to fill one reserved entry; whoever got it must end it with `publish` or `fail`. When
 * the entry is evicted meanwhile, every method says so and does nothing; the loader then stops.
 */
export interface Load {
  readonly entry: EntryHandle;
  /**
   * The extent that holds `offset`, to be filled from its `piece.offset` on. Only that extent is
   * pinned, until `unpin`. `undefined`: the entry was evicted, stop loading.
   */
  pinForWriting(offset: Bytes): Piece | undefined;
  /**
   * Tells that `piece` has been filled, in the order of the file, each piece once; `crc32` is that
   * of all its bytes. Readers see it at once, except for the last piece of the file, which becomes
   * visible with `publish`, so that nobody receives a whole file that has not been verified. The
   * piece stays pinned. `false`: the entry was evicted, stop loading.
   * @throws RangeError when `piece` is not the next one of this load.
   */
  advance(piece: Piece, crc32: number): boolean;
  /**
   * Makes the entry ready, after all its pieces were advanced and the file was found unchanged.
   * `false`: the entry was evicted before.
   * @throws RangeError when pieces are missing.
   */
  publish(): boolean;
  /** Gives up; leaves no entry. Harmless after `publish`, and when the entry was evicted. */
  fail(): void;
}

export type Reservation =
  /** Space was made (by evicting the oldest, told in the order they left); fill it. */
  | { readonly kind: 'reserved'; readonly load: Load; readonly evicted: readonly EvictedEntry[] }
  /** Another request was first; the entry may be of another version than the one asked for. */
  | { readonly kind: 'present'; readonly entry: EntryHandle }
  /** It cannot be cached now (too large, cache off, space held by readers). Nothing was evicted. */
  | { readonly kind: 'no-room' };

/** What was found and put right after a worker died. */
export interface Reclaimed {
  /** Pins it had held. */
  readonly pins: number;
  /** Entries it had been loading; they are gone. */
  readonly failedLoads: readonly string[];
}
