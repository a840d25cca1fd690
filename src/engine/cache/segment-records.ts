import type { Bytes } from '../../shared/units.ts';
import { MAX_SEGMENTS } from './bounds.ts';
import { createRecordMemory, GrowingRecords } from './growing-records.ts';
import type { Header } from './header.ts';

/* Words of a segment; the pin counts of the workers follow. */
const OFFSET = 0;
const LENGTH = 1;
const PREVIOUS = 2;
const NEXT = 3;
const USE = 4;
const PINS = 5;
const NEXT_EXTENT = 6;
const FILE_OFFSET = 7;
const CHECKSUM = 8;
const HAS_CHECKSUM = 9;
/** A free run is no extent, so its links lie where an extent has its place in the file. */
const NEXT_RUN = NEXT_EXTENT;
const PREVIOUS_RUN = FILE_OFFSET;
const FIXED_WORDS = 10;

/** What a segment is. `HELD`: its entry has left, but somebody still reads it. */
export const FREE = 0;
export const OWNED = 1;
export const HELD = 2;

export function createSegmentMemory(workers: number): SharedArrayBuffer {
  return createRecordMemory(FIXED_WORDS + workers, MAX_SEGMENTS + 1);
}

/**
 * The records of segments, which are stretches of the arena. The checksum needs no lock, but a pin;
 * all else needs the lock.
 */
export class SegmentRecords extends GrowingRecords {
  readonly #segmentWords: number;
  readonly workers: number;

  constructor(memory: SharedArrayBuffer, workers: number, header: Header) {
    super(memory, FIXED_WORDS + workers, header);
    this.#segmentWords = FIXED_WORDS + workers;
    this.workers = workers;
  }

  /** In the arena. */
  offset(segment: number): Bytes {
    return this.words[segment * this.#segmentWords + OFFSET]!;
  }
  setOffset(segment: number, offset: Bytes): void {
    this.words[segment * this.#segmentWords + OFFSET] = offset;
  }
  length(segment: number): Bytes {
    return this.words[segment * this.#segmentWords + LENGTH]!;
  }
  setLength(segment: number, length: Bytes): void {
    this.words[segment * this.#segmentWords + LENGTH] = length;
  }
  use(segment: number): number {
    return this.words[segment * this.#segmentWords + USE]!;
  }
  setUse(segment: number, use: number): void {
    this.words[segment * this.#segmentWords + USE] = use;
  }

  /** Neighbours in the order of addresses. `next` also links unused numbers. */
  previous(segment: number): number {
    return this.words[segment * this.#segmentWords + PREVIOUS]!;
  }
  setPrevious(segment: number, other: number): void {
    this.words[segment * this.#segmentWords + PREVIOUS] = other;
  }
  next(segment: number): number {
    return this.words[segment * this.#segmentWords + NEXT]!;
  }
  setNext(segment: number, other: number): void {
    this.words[segment * this.#segmentWords + NEXT] = other;
  }

  /** Neighbours among the free runs of about the same length. */
  previousRun(run: number): number {
    return this.words[run * this.#segmentWords + PREVIOUS_RUN]!;
  }
  setPreviousRun(run: number, other: number): void {
    this.words[run * this.#segmentWords + PREVIOUS_RUN] = other;
  }
  nextRun(run: number): number {
    return this.words[run * this.#segmentWords + NEXT_RUN]!;
  }
  setNextRun(run: number, other: number): void {
    this.words[run * this.#segmentWords + NEXT_RUN] = other;
  }

  /** The extent with what follows in the file. */
  nextExtent(extent: number): number {
    return this.words[extent * this.#segmentWords + NEXT_EXTENT]!;
  }
  setNextExtent(extent: number, other: number): void {
    this.words[extent * this.#segmentWords + NEXT_EXTENT] = other;
  }
  fileOffset(extent: number): Bytes {
    return this.words[extent * this.#segmentWords + FILE_OFFSET]!;
  }
  setFileOffset(extent: number, offset: Bytes): void {
    this.words[extent * this.#segmentWords + FILE_OFFSET] = offset;
  }

  /** The CRC-32 of an extent's bytes, where somebody has needed it already. */
  checksum(extent: number): number | undefined {
    const at = extent * this.#segmentWords;
    if (Atomics.load(this.words, at + HAS_CHECKSUM) === 0) return undefined;
    return Atomics.load(this.words, at + CHECKSUM) >>> 0;
  }
  setChecksum(extent: number, crc32: number): void {
    const at = extent * this.#segmentWords;
    Atomics.store(this.words, at + CHECKSUM, crc32 | 0);
    Atomics.store(this.words, at + HAS_CHECKSUM, 1);
  }
  forgetChecksum(extent: number): void {
    Atomics.store(this.words, extent * this.#segmentWords + HAS_CHECKSUM, 0);
  }

  /** The sum of the workers' pins. */
  pins(segment: number): number {
    return this.words[segment * this.#segmentWords + PINS]!;
  }
  setPins(segment: number, pins: number): void {
    this.words[segment * this.#segmentWords + PINS] = pins;
  }
  pinsOf(segment: number, worker: number): number {
    return this.words[segment * this.#segmentWords + FIXED_WORDS + worker]!;
  }
  setPinsOf(segment: number, worker: number, pins: number): void {
    this.words[segment * this.#segmentWords + FIXED_WORDS + worker] = pins;
  }
}
