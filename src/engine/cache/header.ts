import type { CacheUsage } from '../../shared/server-state.ts';
import type { Bytes } from '../../shared/units.ts';

/** Words of the header. The lock has a cache line of its own. */
export const LOCK_WORD = 0;
const REPAIR_NEEDED = 16;
const GROWTHS = 17;
const OLDEST = 18;
const NEWEST = 19;
const ENTRIES = 20;
const UNUSED_SLOT = 21;
const SLOTS_TOUCHED = 22;
const BUCKETS = 23;
const UNUSED_BLOCK = 24;
const BLOCKS_TOUCHED = 25;
const BLOCKS_USED = 26;
const UNUSED_SEGMENT = 27;
const SEGMENTS_TOUCHED = 28;
const SEGMENTS_USED = 29;
const FIRST_SEGMENT = 30;
const CURSOR = 31;
const FREE_RUNS = 32;
const USED_BYTES = 33;
const HELD_BYTES = 34;
const PINNED_BYTES = 35;
const PINNED_SEGMENTS = 36;
/** A 64-bit field, in units of eight bytes. */
const ARRIVALS = 24;
/** One word for each power of two that a free run may be as long as. */
const FIRST_RUN = 64;
const RUNS = 96;
const HEADER_WORDS = 128;

export function createHeaderMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(HEADER_WORDS * Int32Array.BYTES_PER_ELEMENT);
}

/**
 * What the whole cache has one of. Slots, segments and name blocks are numbered from 1, and 0 means
 * none, so that memory which was never touched is a valid empty index. Everything but the lock and
 * `repairNeeded` needs the lock.
 */
export class Header {
  readonly words: Int32Array<SharedArrayBuffer>;
  readonly #float64: Float64Array<SharedArrayBuffer>;

  constructor(memory: SharedArrayBuffer) {
    this.words = new Int32Array(memory);
    this.#float64 = new Float64Array(memory);
  }

  /** An update was left unfinished: the index must be rebuilt before anything else. */
  get repairNeeded(): boolean {
    return Atomics.load(this.words, REPAIR_NEEDED) !== 0;
  }
  set repairNeeded(needed: boolean) {
    Atomics.store(this.words, REPAIR_NEEDED, needed ? 1 : 0);
  }

  /** Goes up whenever one of the tables has grown. */
  get growths(): number {
    return this.words[GROWTHS]!;
  }
  set growths(value: number) {
    this.words[GROWTHS] = value;
  }

  /** The entry that leaves next. */
  get oldest(): number {
    return this.words[OLDEST]!;
  }
  set oldest(value: number) {
    this.words[OLDEST] = value;
  }

  get newest(): number {
    return this.words[NEWEST]!;
  }
  set newest(value: number) {
    this.words[NEWEST] = value;
  }

  get entries(): number {
    return this.words[ENTRIES]!;
  }
  set entries(value: number) {
    this.words[ENTRIES] = value;
  }

  /** Slots that were in use before are chained from here; those above `slotsTouched` never were. */
  get unusedSlot(): number {
    return this.words[UNUSED_SLOT]!;
  }
  set unusedSlot(value: number) {
    this.words[UNUSED_SLOT] = value;
  }

  get slotsTouched(): number {
    return this.words[SLOTS_TOUCHED]!;
  }
  set slotsTouched(value: number) {
    this.words[SLOTS_TOUCHED] = value;
  }

  /** Buckets of the hash table; one more after the other as entries come. */
  get buckets(): number {
    return this.words[BUCKETS]!;
  }
  set buckets(value: number) {
    this.words[BUCKETS] = value;
  }

  /** As for slots. */
  get unusedBlock(): number {
    return this.words[UNUSED_BLOCK]!;
  }
  set unusedBlock(value: number) {
    this.words[UNUSED_BLOCK] = value;
  }

  get blocksTouched(): number {
    return this.words[BLOCKS_TOUCHED]!;
  }
  set blocksTouched(value: number) {
    this.words[BLOCKS_TOUCHED] = value;
  }

  get blocksUsed(): number {
    return this.words[BLOCKS_USED]!;
  }
  set blocksUsed(value: number) {
    this.words[BLOCKS_USED] = value;
  }

  /** As for slots. */
  get unusedSegment(): number {
    return this.words[UNUSED_SEGMENT]!;
  }
  set unusedSegment(value: number) {
    this.words[UNUSED_SEGMENT] = value;
  }

  get segmentsTouched(): number {
    return this.words[SEGMENTS_TOUCHED]!;
  }
  set segmentsTouched(value: number) {
    this.words[SEGMENTS_TOUCHED] = value;
  }

  get segmentsUsed(): number {
    return this.words[SEGMENTS_USED]!;
  }
  set segmentsUsed(value: number) {
    this.words[SEGMENTS_USED] = value;
  }

  /** The segment at address 0. */
  get firstSegment(): number {
    return this.words[FIRST_SEGMENT]!;
  }
  set firstSegment(value: number) {
    this.words[FIRST_SEGMENT] = value;
  }

  /** The segment where the last allocation ended, or the free run behind it. */
  get cursor(): number {
    return this.words[CURSOR]!;
  }
  set cursor(value: number) {
    this.words[CURSOR] = value;
  }

  get freeRuns(): number {
    return this.words[FREE_RUNS]!;
  }
  set freeRuns(value: number) {
    this.words[FREE_RUNS] = value;
  }

  /** Bytes of all extents, listed and held. */
  get usedBytes(): number {
    return this.words[USED_BYTES]!;
  }
  set usedBytes(value: number) {
    this.words[USED_BYTES] = value;
  }

  /** The part of them that no entry owns any more. */
  get heldBytes(): number {
    return this.words[HELD_BYTES]!;
  }
  set heldBytes(value: number) {
    this.words[HELD_BYTES] = value;
  }

  /** How full the cache is. Without the lock, the numbers may be of different moments. */
  usage(capacityBytes: Bytes): CacheUsage {
    const { usedBytes, heldBytes, entries } = this;
    return { capacityBytes, usedBytes, heldBytes, entries };
  }

  get pinnedBytes(): number {
    return this.words[PINNED_BYTES]!;
  }
  set pinnedBytes(value: number) {
    this.words[PINNED_BYTES] = value;
  }

  get pinnedSegments(): number {
    return this.words[PINNED_SEGMENTS]!;
  }
  set pinnedSegments(value: number) {
    this.words[PINNED_SEGMENTS] = value;
  }

  /** Entries that ever came: the number of the next is one more. */
  get arrivals(): number {
    return this.#float64[ARRIVALS]!;
  }
  set arrivals(value: number) {
    this.#float64[ARRIVALS] = value;
  }

  /** The first free run of a length from 2^`power` to twice that, and how many there are. */
  firstRun(power: number): number {
    return this.words[FIRST_RUN + power]!;
  }
  setFirstRun(power: number, run: number): void {
    this.words[FIRST_RUN + power] = run;
  }
  runs(power: number): number {
    return this.words[RUNS + power]!;
  }
  setRuns(power: number, count: number): void {
    this.words[RUNS + power] = count;
  }
}
