import { MIB } from '../../shared/units.ts';
import type { CacheMemory } from './cache-types.ts';

/*
 * Where everything is in the index. It is made of 32-bit words: header, slots (one per entry),
 * hash buckets, segments (stretches of the arena), names. Slots, segments and name blocks are
 * numbered from 1, and 0 means none, so that memory which was never touched is a valid empty index.
 * Numbers that were never in use are given out in ascending order: an index that holds little
 * touches few pages.
 */

export const MAX_ENTRIES = 16_384;
/** The longest stretch of the arena that is pinned as one. */
export const MAX_EXTENT_BYTES = MIB;
/**
 * 16,384 entries of one extent each, as many free stretches between them, and 8,192 for entries
 * that lie in several places.
 */
export const MAX_SEGMENTS = 40_960;
export const MAX_NAME_BYTES = 4096;
export const NAME_BLOCK_BYTES = 128;
/** Two for every entry: names of 256 bytes on average before the oldest leave for want of them. */
export const MAX_NAME_BLOCKS = 2 * MAX_ENTRIES;
export const BUCKETS = 2 * MAX_ENTRIES;

/** Header words. The lock has a cache line of its own. */
export const LOCK = 0;
/** 1: an update was left unfinished, the index must be rebuilt before anything else. */
export const REPAIR = 16;
export const OLDEST = 17;
export const NEWEST = 18;
export const ENTRIES = 19;
export const UNUSED_SLOT = 20;
export const SLOTS_TOUCHED = 21;
export const UNUSED_BLOCK = 22;
export const BLOCKS_TOUCHED = 23;
export const BLOCKS_USED = 24;
export const UNUSED_SEGMENT = 25;
export const SEGMENTS_TOUCHED = 26;
export const SEGMENTS_USED = 27;
/** The segment at address 0. */
export const FIRST_SEGMENT = 28;
export const FREE_RUN = 29;
/** The segment where the last allocation ended, or the free run behind it. */
export const CURSOR = 30;
/** Bytes of all extents, listed and held. */
export const USED_BYTES = 31;
/** The part of them that no entry owns any more. */
export const HELD_BYTES = 32;
export const PINNED_BYTES = 33;
export const PINNED_SEGMENTS = 34;
const HEADER_WORDS = 64;

/** Words of a slot. */
export const SLOT_WORDS = 32;
/** Odd while an entry is here. Goes up whenever one comes or leaves. */
export const GENERATION = 0;
export const STATE = 1;
/** Bytes that readers may have. */
export const LOADED = 2;
/** Goes up, and wakes those who wait on it, when more was loaded or the entry left. */
export const LOAD_SIGNAL = 3;
export const HITS = 4;
export const HASH = 5;
export const NEXT_IN_BUCKET = 6;
export const OLDER = 7;
/** Also links unused slots. */
export const NEWER = 8;
export const SIZE = 9;
export const FIRST_EXTENT = 10;
export const LOADER = 11;
export const NAME_LENGTH = 12;
export const NAME_BLOCK = 13;
/** 64-bit fields, in units of eight bytes from the slot's start. */
export const MODIFIED_NS = 8;
export const INODE = 9;
export const DEVICE = 10;
export const CACHED_AT = 11;
export const CHECKED_AT = 12;

/** Values of `STATE`. */
export const LOADING = 1;
export const READY = 2;

/** Words of a segment; the pin counts of the workers follow. */
export const SEGMENT_WORDS = 12;
export const OFFSET = 0;
export const LENGTH = 1;
/** Neighbours in the order of addresses. `NEXT` also links unused numbers. */
export const PREVIOUS = 2;
export const NEXT = 3;
export const USE = 4;
/** The sum of the workers' pin counts. */
export const PINS = 5;
export const NEXT_EXTENT = 6;
export const FILE_OFFSET = 7;
export const CRC32 = 8;
export const PREVIOUS_RUN = 9;
export const NEXT_RUN = 10;

/** Values of `USE`. `HELD`: its entry has left, but somebody still reads it. */
export const FREE = 0;
export const OWNED = 1;
export const HELD = 2;

/** The typed views and bases through which one thread sees the memory. */
export interface CacheIndex {
  readonly memory: CacheMemory;
  readonly words: Int32Array<SharedArrayBuffer>;
  readonly int64: BigInt64Array<SharedArrayBuffer>;
  readonly float64: Float64Array<SharedArrayBuffer>;
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  readonly buckets: number;
  readonly segments: number;
  readonly segmentStride: number;
  readonly blockLinks: number;
  readonly blockWords: number;
}

function layout(workers: number) {
  const buckets = HEADER_WORDS + (MAX_ENTRIES + 1) * SLOT_WORDS;
  const segments = buckets + BUCKETS;
  const segmentStride = SEGMENT_WORDS + workers;
  const blockLinks = segments + (MAX_SEGMENTS + 1) * segmentStride;
  const blockWords = blockLinks + MAX_NAME_BLOCKS + 1;
  const words = blockWords + ((MAX_NAME_BLOCKS + 1) * NAME_BLOCK_BYTES) / 4;
  return { buckets, segments, segmentStride, blockLinks, blockWords, words };
}

/** How large the index is, for so many workers. */
export function indexBytes(workers: number): number {
  return layout(workers).words * 4;
}

export function openIndex(memory: CacheMemory): CacheIndex {
  const { buckets, segments, segmentStride, blockLinks, blockWords } = layout(memory.workers);
  const { index } = memory;
  return {
    memory,
    words: new Int32Array(index),
    int64: new BigInt64Array(index, 0, Math.floor(index.byteLength / 8)),
    float64: new Float64Array(index, 0, Math.floor(index.byteLength / 8)),
    bytes: new Uint8Array(index),
    buckets,
    segments,
    segmentStride,
    blockLinks,
    blockWords,
  };
}

/** The first word of a slot. */
export function slotWord(slot: number): number {
  return HEADER_WORDS + slot * SLOT_WORDS;
}

/** The first word of a segment. */
export function segmentWord(index: CacheIndex, segment: number): number {
  return index.segments + segment * index.segmentStride;
}
