import type { Bytes } from '../../shared/units.ts';
import { MAX_EXTENT_BYTES, MAX_RUNS_PER_ENTRY, MAX_SEGMENTS } from './bounds.ts';
import type { FreeRuns } from './free-runs.ts';
import type { Header } from './header.ts';
import { FREE, HELD, OWNED, type SegmentRecords } from './segment-records.ts';

/**
 * The allocator of the arena. Its segments cover the arena without gap or overlap, in the order of
 * their addresses: free runs, no two of them neighbours, and extents, which belong to an entry or
 * are held by pins. Bytes are not aligned: whatever is not used is free. Every method needs the
 * lock, and none takes longer the more is cached, but for `unpinAll`.
 *
 * While an extent is pinned, its offset, its length and the pin counts of the workers are not
 * changed by anybody but the pinning worker (or, when that is dead, who reclaims its pins). So they
 * survive a thread that dies in the middle of an update, and everything else is rebuilt from them.
 */
export class Segments {
  readonly #capacityBytes: Bytes;
  readonly #header: Header;
  readonly #records: SegmentRecords;
  readonly #runs: FreeRuns;

  constructor(parts: {
    readonly capacityBytes: Bytes;
    readonly header: Header;
    readonly records: SegmentRecords;
    readonly runs: FreeRuns;
  }) {
    this.#capacityBytes = parts.capacityBytes;
    this.#header = parts.header;
    this.#records = parts.records;
    this.#runs = parts.runs;
  }

  /** Whether `allocate` can succeed once every entry has left. */
  isFeasible(size: Bytes): boolean {
    const { pinnedBytes, pinnedSegments } = this.#header;
    const freeBytes = this.#capacityBytes - pinnedBytes;
    // So many free runs lie between what is pinned, and the longest are no shorter than the average.
    const runs = pinnedSegments + 1;
    const isCompact =
      runs <= MAX_RUNS_PER_ENTRY || size <= (freeBytes / runs) * (MAX_RUNS_PER_ENTRY / 2);
    return (
      size >= 0 &&
      size <= freeBytes &&
      isCompact &&
      pinnedSegments + runs + numbersNeeded(size) <= MAX_SEGMENTS
    );
  }

  /** Whether there are `size` bytes for `allocate`, in few enough places. */
  hasBytes(size: Bytes): boolean {
    return size <= this.#capacityBytes - this.#header.usedBytes && this.#runs.isCompact(size);
  }

  /** Whether there are numbers for the extents of `size` bytes; gets memory for their records. */
  hasNumbers(size: Bytes): boolean {
    const { segmentsUsed, segmentsTouched } = this.#header;
    const needed = numbersNeeded(size);
    if (segmentsUsed + needed > MAX_SEGMENTS) return false;
    const fresh = needed - (segmentsTouched - segmentsUsed);
    return fresh <= 0 || this.#records.reach(segmentsTouched + fresh);
  }

  /**
   * Takes `size` bytes and returns the first of a chain of extents of at most 1 MiB, in the order
   * of the file (0 for no bytes). Walks forward through the arena, around its end, from where the last
   * allocation ended: entries leave in the order in which they came, so what is free lies ahead in
   * one piece. Where it does not, takes a run of the size if there is one, else the longest.
   * `hasBytes` and `hasNumbers` were asked before.
   */
  allocate(size: Bytes): number {
    const header = this.#header;
    const records = this.#records;
    let first = 0;
    let last = 0;
    let fileOffset = 0;
    while (fileOffset < size) {
      let extent = this.#bestRun(size - fileOffset);
      this.#runs.remove(extent);
      let rest = Math.min(records.length(extent), size - fileOffset);
      while (rest > 0) {
        const length = Math.min(rest, MAX_EXTENT_BYTES);
        const behind = this.#cut(extent, length);
        records.setUse(extent, OWNED);
        records.setFileOffset(extent, fileOffset);
        records.setNextExtent(extent, 0);
        records.forgetChecksum(extent);
        if (last === 0) first = extent;
        else records.setNextExtent(last, extent);
        last = extent;
        fileOffset += length;
        rest -= length;
        header.cursor = behind === 0 ? extent : behind;
        extent = behind;
      }
      // What is left of the last run.
      if (extent !== 0) this.#runs.add(extent);
    }
    header.usedBytes += size;
    return first;
  }

  /**
   * Gives back a chain of extents, and returns how many there were; those that are pinned stay held
   * until their last unpin.
   */
  release(first: number): number {
    const header = this.#header;
    const records = this.#records;
    let count = 0;
    for (let extent = first; extent !== 0; count++) {
      const next = records.nextExtent(extent);
      const length = records.length(extent);
      if (records.pins(extent) === 0) {
        header.usedBytes -= length;
        this.#free(extent);
      } else {
        records.setUse(extent, HELD);
        header.heldBytes += length;
      }
      extent = next;
    }
    return count;
  }

  /** The extent of the chain from `first` that holds `offset`; 0 if none does. */
  find(first: number, offset: Bytes): number {
    const records = this.#records;
    let extent = first;
    while (extent !== 0 && offset >= records.fileOffset(extent) + records.length(extent)) {
      extent = records.nextExtent(extent);
    }
    return extent;
  }

  pin(extent: number, worker: number): void {
    const records = this.#records;
    records.setPinsOf(extent, worker, records.pinsOf(extent, worker) + 1);
    const pins = records.pins(extent);
    records.setPins(extent, pins + 1);
    if (pins === 0) {
      this.#header.pinnedSegments += 1;
      this.#header.pinnedBytes += records.length(extent);
    }
  }

  unpin(extent: number, worker: number): void {
    this.#unpin(extent, worker, 1);
  }

  /**
   * Takes all pins of a worker on the segments with the numbers from `from` to before `to` away and
   * returns how many there were.
   */
  unpinAll(worker: number, from: number, to: number): number {
    let total = 0;
    for (let extent = from; extent < to; extent++) {
      const count = this.#records.pinsOf(extent, worker);
      if (count === 0) continue;
      total += count;
      this.#unpin(extent, worker, count);
    }
    return total;
  }

  #unpin(extent: number, worker: number, count: number): void {
    const header = this.#header;
    const records = this.#records;
    records.setPinsOf(extent, worker, records.pinsOf(extent, worker) - count);
    const pins = records.pins(extent) - count;
    records.setPins(extent, pins);
    if (pins > 0) return;
    const length = records.length(extent);
    header.pinnedSegments -= 1;
    header.pinnedBytes -= length;
    if (records.use(extent) !== HELD) return;
    header.heldBytes -= length;
    header.usedBytes -= length;
    this.#free(extent);
  }

  #bestRun(size: Bytes): number {
    return this.#runAhead() || this.#runs.best(size);
  }

  /** The free run at the cursor; 0 if what lies there is in use. */
  #runAhead(): number {
    const records = this.#records;
    const { cursor } = this.#header;
    if (cursor === 0) return 0;
    if (records.use(cursor) === FREE) return cursor;
    const next = records.next(cursor) || this.#header.firstSegment;
    return records.use(next) === FREE ? next : 0;
  }

  /** Shortens a segment to `length`; returns the one made of the rest, 0 if there is none. */
  #cut(segment: number, length: Bytes): number {
    const records = this.#records;
    const rest = records.length(segment) - length;
    if (rest === 0) return 0;
    const behind = this.#takeNumber();
    const next = records.next(segment);
    records.setOffset(behind, records.offset(segment) + length);
    records.setLength(behind, rest);
    records.setUse(behind, FREE);
    records.setPrevious(behind, segment);
    records.setNext(behind, next);
    if (next !== 0) records.setPrevious(next, behind);
    records.setNext(segment, behind);
    records.setLength(segment, length);
    return behind;
  }

  /** Makes a segment a free run, together with the free neighbours that it has. */
  #free(segment: number): void {
    const records = this.#records;
    records.setUse(segment, FREE);
    const next = records.next(segment);
    if (next !== 0 && records.use(next) === FREE) {
      this.#runs.remove(next);
      this.#absorb(segment, next);
    }
    const previous = records.previous(segment);
    if (previous !== 0 && records.use(previous) === FREE) {
      this.#runs.remove(previous);
      this.#absorb(previous, segment);
      this.#runs.add(previous);
    } else {
      this.#runs.add(segment);
    }
  }

  /** Makes `behind`, which follows `segment`, a part of it. */
  #absorb(segment: number, behind: number): void {
    const header = this.#header;
    const records = this.#records;
    const next = records.next(behind);
    records.setLength(segment, records.length(segment) + records.length(behind));
    records.setNext(segment, next);
    if (next !== 0) records.setPrevious(next, segment);
    if (header.cursor === behind) header.cursor = segment;
    records.setNext(behind, header.unusedSegment);
    header.unusedSegment = behind;
    header.segmentsUsed -= 1;
  }

  #takeNumber(): number {
    const header = this.#header;
    header.segmentsUsed += 1;
    const unused = header.unusedSegment;
    if (unused === 0) return (header.segmentsTouched += 1);
    header.unusedSegment = this.#records.next(unused);
    return unused;
  }
}

/**
 * At most so many numbers does an allocation take: one for every full MiB (each run that it takes
 * brings its own), one for a part, one for what is left of the last run.
 */
function numbersNeeded(size: Bytes): number {
  return Math.floor(size / MAX_EXTENT_BYTES) + 2;
}
