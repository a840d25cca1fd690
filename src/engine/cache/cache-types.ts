import type { EvictionReason } from '../../shared/server-state.ts';
import type { Bytes } from '../../shared/units.ts';
import type { EntryHandle } from './entry-handle.ts';
import type { EntryVersion } from './entry-version.ts';

/** The memory of one cache: plain data that can be posted to any number of threads. */
export interface CacheMemory {
  readonly capacityBytes: Bytes;
  /** Threads that may use it; they are numbered from 0. */
  readonly workers: number;
  /** File content: exactly `capacityBytes` long. */
  readonly arena: SharedArrayBuffer;
  /** Everything else: tables that grow with what is cached. */
  readonly index: {
    readonly header: SharedArrayBuffer;
    readonly slots: SharedArrayBuffer;
    readonly buckets: SharedArrayBuffer;
    readonly segments: SharedArrayBuffer;
    readonly names: SharedArrayBuffer;
  };
}

/**
 * One extent of a file's content, pinned: its bytes stay as they are until `unpin`, whatever happens
 * to the entry. The cache owns the memory; after `unpin` it must not be touched.
 */
export interface Piece {
  /** Where in the file the extent begins. */
  readonly offset: Bytes;
  /** Of the whole extent, at most 1 MiB. */
  readonly length: Bytes;
  /** The whole extent: a view over the shared memory, nothing is copied. Made when it is asked for. */
  readonly bytes: Buffer;
  /** The arena, where the extent begins at `start`: for calls that take a place in a buffer. */
  readonly arena: Buffer;
  readonly start: Bytes;
  /** Of all of `bytes`, if a reader has needed it before. */
  readonly crc32: number | undefined;
  /** The extent's number in the index. */
  readonly extent: number;
  /** Keeps the checksum of all of `bytes`, which were loaded, for the next reader. */
  keepCrc32(crc32: number): void;
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
   * Reports that `piece` has been filled, in the order of the file, each piece once. Readers see it at once, except for the last piece of the file, which becomes
   * visible with `publish`, so that nobody receives a whole file that has not been verified. The
   * piece stays pinned. `false`: the entry was evicted, stop loading.
   * @throws RangeError when `piece` is not the next one of this load.
   */
  advance(piece: Piece): boolean;
  /**
   * Makes the entry ready, after all its pieces were advanced and the file was found unchanged.
   * `false`: the entry was evicted before.
   * @throws RangeError when pieces are missing.
   */
  publish(): boolean;
  /** Gives up; leaves no entry. Harmless after `publish`, and when the entry was evicted. */
  fail(): void;
}

/** `evicted`: what left for it, in that order. */
export type Reservation =
  /** Space was made; fill it. */
  | { readonly kind: 'reserved'; readonly load: Load; readonly evicted: readonly EvictedEntry[] }
  /** Another request was first; the entry may be of another version than the one asked for. */
  | {
      readonly kind: 'present';
      readonly entry: EntryHandle;
      readonly evicted: readonly EvictedEntry[];
    }
  /**
   * It cannot be cached now (too large, cache off, space held by readers). Nothing was evicted, unless
   * readers took hold of the space while it was being made.
   */
  | { readonly kind: 'no-room'; readonly evicted: readonly EvictedEntry[] };

/** `nameHash`: as `EntryHandle` has it. */
export interface RefusedFile {
  readonly name: string;
  readonly nameHash: number;
  readonly version: EntryVersion;
}

/**
 * Told what one thread puts into the cache and takes out, with the lock held, so that it must be quick. `order`: how
 * many entries, of all threads, had arrived by then. What leaves to make room follows from what enters.
 */
export interface CacheObserver {
  /** `heldBytes`: as `CacheUsage` has them, when there was room for the entry. */
  entered(entry: EntryHandle, heldBytes: Bytes): void;
  /** A file of that version could not be entered. */
  refused(file: RefusedFile, order: number): void;
  /** An entry left, but not to make room. */
  left(name: string, order: number): void;
  /** All entries leave that have arrived by now. */
  cleared(order: number): void;
}

/** What was found and put right after a worker died. */
export interface Reclaimed {
  /** Pins it had held. */
  readonly pins: number;
  /** Entries it had been loading; they are gone. */
  readonly failedLoads: readonly string[];
}
