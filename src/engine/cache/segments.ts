import type { Bytes } from '../../shared/units.ts';
import {
  CURSOR,
  FILE_OFFSET,
  FIRST_SEGMENT,
  FREE,
  FREE_RUN,
  HELD,
  HELD_BYTES,
  LENGTH,
  MAX_EXTENT_BYTES,
  MAX_SEGMENTS,
  NEXT,
  NEXT_EXTENT,
  NEXT_RUN,
  OFFSET,
  OWNED,
  PINNED_BYTES,
  PINNED_SEGMENTS,
  PINS,
  PREVIOUS,
  PREVIOUS_RUN,
  SEGMENT_WORDS,
  SEGMENTS_TOUCHED,
  SEGMENTS_USED,
  segmentWord,
  UNUSED_SEGMENT,
  USE,
  USED_BYTES,
} from './index-layout.ts';
import type { CacheIndex } from './index-layout.ts';

/** How many free runs are looked at to find one that is long enough. */
const RUNS_TRIED = 64;

/**
 * The allocator of the arena. Its segments cover the arena without gap or overlap, in the order of
 * their addresses: free runs, no two of them neighbours, and extents, which belong to an entry or
 * are held by pins. Bytes are not aligned: whatever is not used is free. Every method needs the
 * lock.
 *
 * While an extent is pinned, its `OFFSET`, its `LENGTH` and the pin counts of the workers are not
 * changed by anybody but the pinning worker (or, when that is dead, who reclaims its pins). So they
 * survive a thread that dies in the middle of an update, and everything else is rebuilt from them.
 */
export class Segments {
  readonly #index: CacheIndex;
  readonly #words: Int32Array<SharedArrayBuffer>;

  constructor(index: CacheIndex) {
    this.#index = index;
    this.#words = index.words;
  }

  /** Whether `allocate` can succeed once every entry has left. */
  isFeasible(size: Bytes): boolean {
    const words = this.#words;
    const pinned = words[PINNED_SEGMENTS] ?? 0;
    return (
      size >= 0 &&
      size <= this.#index.memory.capacityBytes - (words[PINNED_BYTES] ?? 0) &&
      // All that are pinned, and the free runs between them.
      2 * pinned + 1 + numbersNeeded(size) <= MAX_SEGMENTS
    );
  }

  /** Whether `allocate` can succeed now. */
  hasRoom(size: Bytes): boolean {
    const words = this.#words;
    return (
      size <= this.#index.memory.capacityBytes - (words[USED_BYTES] ?? 0) &&
      (words[SEGMENTS_USED] ?? 0) + numbersNeeded(size) <= MAX_SEGMENTS
    );
  }

  /**
   * Takes `size` bytes and returns the first of a chain of extents of at most 1 MiB, in the order
   * of the file (0 for no bytes). Walks forward through the arena, around its end, from where the last
   * allocation ended: entries leave in the order in which they came, so what is free lies ahead in
   * one piece. Where it does not, takes a run of the size if there is one, else the longest.
   * `hasRoom` was asked before.
   */
  allocate(size: Bytes): number {
    const words = this.#words;
    let first = 0;
    let last = 0;
    let fileOffset = 0;
    while (fileOffset < size) {
      let extent = this.#bestRun(size - fileOffset);
      this.#unlinkRun(extent);
      let rest = Math.min(this.#get(extent, LENGTH), size - fileOffset);
      for (;;) {
        const length = Math.min(rest, MAX_EXTENT_BYTES);
        const behind = this.#cut(extent, length);
        const at = this.#at(extent);
        words[at + USE] = OWNED;
        words[at + FILE_OFFSET] = fileOffset;
        words[at + NEXT_EXTENT] = 0;
        if (last === 0) first = extent;
        else words[this.#at(last) + NEXT_EXTENT] = extent;
        last = extent;
        fileOffset += length;
        rest -= length;
        words[CURSOR] = behind === 0 ? extent : behind;
        if (rest === 0) {
          if (behind !== 0) this.#linkRun(behind);
          break;
        }
        extent = behind;
      }
    }
    words[USED_BYTES] = (words[USED_BYTES] ?? 0) + size;
    return first;
  }

  /** Gives back a chain of extents; those that are pinned stay held until their last unpin. */
  release(first: number): void {
    const words = this.#words;
    let extent = first;
    while (extent !== 0) {
      const at = this.#at(extent);
      const next = words[at + NEXT_EXTENT] ?? 0;
      const length = words[at + LENGTH] ?? 0;
      if (words[at + PINS] === 0) {
        words[USED_BYTES] = (words[USED_BYTES] ?? 0) - length;
        this.#free(extent);
      } else {
        words[at + USE] = HELD;
        words[HELD_BYTES] = (words[HELD_BYTES] ?? 0) + length;
      }
      extent = next;
    }
  }

  /** The extent of the chain from `first` that holds `offset`; 0 if none does. */
  find(first: number, offset: Bytes): number {
    const words = this.#words;
    let extent = first;
    while (extent !== 0) {
      const at = this.#at(extent);
      if (offset < (words[at + FILE_OFFSET] ?? 0) + (words[at + LENGTH] ?? 0)) return extent;
      extent = words[at + NEXT_EXTENT] ?? 0;
    }
    return 0;
  }

  pin(extent: number, worker: number): void {
    const words = this.#words;
    const at = this.#at(extent);
    const own = at + SEGMENT_WORDS + worker;
    words[own] = (words[own] ?? 0) + 1;
    const pins = words[at + PINS] ?? 0;
    words[at + PINS] = pins + 1;
    if (pins === 0) {
      words[PINNED_SEGMENTS] = (words[PINNED_SEGMENTS] ?? 0) + 1;
      words[PINNED_BYTES] = (words[PINNED_BYTES] ?? 0) + (words[at + LENGTH] ?? 0);
    }
  }

  unpin(extent: number, worker: number): void {
    this.#unpin(extent, worker, 1);
  }

  /** Takes all pins of a worker away and returns how many there were. */
  unpinAll(worker: number): number {
    let total = 0;
    const touched = this.#words[SEGMENTS_TOUCHED] ?? 0;
    for (let extent = 1; extent <= touched; extent++) {
      const count = this.#get(extent, SEGMENT_WORDS + worker);
      if (count === 0) continue;
      total += count;
      this.#unpin(extent, worker, count);
    }
    return total;
  }

  #unpin(extent: number, worker: number, count: number): void {
    const words = this.#words;
    const at = this.#at(extent);
    const own = at + SEGMENT_WORDS + worker;
    words[own] = (words[own] ?? 0) - count;
    const pins = (words[at + PINS] ?? 0) - count;
    words[at + PINS] = pins;
    if (pins > 0) return;
    const length = words[at + LENGTH] ?? 0;
    words[PINNED_SEGMENTS] = (words[PINNED_SEGMENTS] ?? 0) - 1;
    words[PINNED_BYTES] = (words[PINNED_BYTES] ?? 0) - length;
    if (words[at + USE] !== HELD) return;
    words[HELD_BYTES] = (words[HELD_BYTES] ?? 0) - length;
    words[USED_BYTES] = (words[USED_BYTES] ?? 0) - length;
    this.#free(extent);
  }

  #bestRun(size: Bytes): number {
    const words = this.#words;
    const ahead = this.#runAhead();
    if (ahead !== 0) return ahead;
    let best = 0;
    let run = words[FREE_RUN] ?? 0;
    for (let tried = 0; run !== 0 && tried < RUNS_TRIED; tried++) {
      const length = this.#get(run, LENGTH);
      if (length >= size) return run;
      if (best === 0 || length > this.#get(best, LENGTH)) best = run;
      run = this.#get(run, NEXT_RUN);
    }
    return best;
  }

  /** The free run at the cursor; 0 if what lies there is in use. */
  #runAhead(): number {
    const words = this.#words;
    const cursor = words[CURSOR] ?? 0;
    if (cursor === 0 || this.#get(cursor, USE) === FREE) return cursor;
    const next = this.#get(cursor, NEXT) || (words[FIRST_SEGMENT] ?? 0);
    return this.#get(next, USE) === FREE ? next : 0;
  }

  /** Shortens a segment to `length`; returns the one made of the rest, 0 if there is none. */
  #cut(segment: number, length: Bytes): number {
    const words = this.#words;
    const at = this.#at(segment);
    const rest = (words[at + LENGTH] ?? 0) - length;
    if (rest === 0) return 0;
    const behind = this.#takeNumber();
    const behindAt = this.#at(behind);
    const next = words[at + NEXT] ?? 0;
    words[behindAt + OFFSET] = (words[at + OFFSET] ?? 0) + length;
    words[behindAt + LENGTH] = rest;
    words[behindAt + USE] = FREE;
    words[behindAt + PREVIOUS] = segment;
    words[behindAt + NEXT] = next;
    if (next !== 0) words[this.#at(next) + PREVIOUS] = behind;
    words[at + NEXT] = behind;
    words[at + LENGTH] = length;
    return behind;
  }

  #free(segment: number): void {
    const words = this.#words;
    words[this.#at(segment) + USE] = FREE;
    const next = this.#get(segment, NEXT);
    if (next !== 0 && this.#get(next, USE) === FREE) {
      this.#unlinkRun(next);
      this.#absorb(segment, next);
    }
    const previous = this.#get(segment, PREVIOUS);
    if (previous !== 0 && this.#get(previous, USE) === FREE) this.#absorb(previous, segment);
    else this.#linkRun(segment);
  }

  /** Makes `behind`, which follows `segment`, a part of it. */
  #absorb(segment: number, behind: number): void {
    const words = this.#words;
    const at = this.#at(segment);
    const next = this.#get(behind, NEXT);
    words[at + LENGTH] = (words[at + LENGTH] ?? 0) + this.#get(behind, LENGTH);
    words[at + NEXT] = next;
    if (next !== 0) words[this.#at(next) + PREVIOUS] = segment;
    if (words[CURSOR] === behind) words[CURSOR] = segment;
    words[this.#at(behind) + NEXT] = words[UNUSED_SEGMENT] ?? 0;
    words[UNUSED_SEGMENT] = behind;
    words[SEGMENTS_USED] = (words[SEGMENTS_USED] ?? 0) - 1;
  }

  #linkRun(run: number): void {
    const words = this.#words;
    const at = this.#at(run);
    const head = words[FREE_RUN] ?? 0;
    words[at + PREVIOUS_RUN] = 0;
    words[at + NEXT_RUN] = head;
    if (head !== 0) words[this.#at(head) + PREVIOUS_RUN] = run;
    words[FREE_RUN] = run;
  }

  #unlinkRun(run: number): void {
    const words = this.#words;
    const previous = this.#get(run, PREVIOUS_RUN);
    const next = this.#get(run, NEXT_RUN);
    if (previous === 0) words[FREE_RUN] = next;
    else words[this.#at(previous) + NEXT_RUN] = next;
    if (next !== 0) words[this.#at(next) + PREVIOUS_RUN] = previous;
  }

  #takeNumber(): number {
    const words = this.#words;
    words[SEGMENTS_USED] = (words[SEGMENTS_USED] ?? 0) + 1;
    const unused = words[UNUSED_SEGMENT] ?? 0;
    if (unused !== 0) {
      words[UNUSED_SEGMENT] = this.#get(unused, NEXT);
      return unused;
    }
    return (words[SEGMENTS_TOUCHED] = (words[SEGMENTS_TOUCHED] ?? 0) + 1);
  }

  #at(segment: number): number {
    return segmentWord(this.#index, segment);
  }

  #get(segment: number, field: number): number {
    return this.#words[segmentWord(this.#index, segment) + field] ?? 0;
  }
}

/**
 * At most so many numbers does an allocation take: one for every full MiB (each run that it takes
 * brings its own), one for a part, one for what is left of the last run.
 */
function numbersNeeded(size: Bytes): number {
  return Math.floor(size / MAX_EXTENT_BYTES) + 2;
}
