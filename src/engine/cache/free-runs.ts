import type { Bytes } from '../../shared/units.ts';
import { MAX_RUNS_PER_ENTRY } from './bounds.ts';
import type { Header } from './header.ts';
import type { SegmentRecords } from './segment-records.ts';

/** Powers of two up to the largest capacity, 2^26. */
const POWERS = 27;
/** How many runs of about the wanted length are looked at for one that is long enough. */
const RUNS_TRIED = 8;

/** The free runs of the arena, in lists by length: one list for each power of two. Needs the lock. */
export class FreeRuns {
  readonly #header: Header;
  readonly #segments: SegmentRecords;

  constructor(header: Header, segments: SegmentRecords) {
    this.#header = header;
    this.#segments = segments;
  }

  /** To be called when the run has its length, and again after `remove` when that changed. */
  add(run: number): void {
    const header = this.#header;
    const power = powerOf(this.#segments.length(run));
    const first = header.firstRun(power);
    this.#segments.setPreviousRun(run, 0);
    this.#segments.setNextRun(run, first);
    if (first !== 0) this.#segments.setPreviousRun(first, run);
    header.setFirstRun(power, run);
    header.setRuns(power, header.runs(power) + 1);
    header.freeRuns += 1;
  }

  remove(run: number): void {
    const header = this.#header;
    const power = powerOf(this.#segments.length(run));
    const previous = this.#segments.previousRun(run);
    const next = this.#segments.nextRun(run);
    if (previous === 0) header.setFirstRun(power, next);
    else this.#segments.setNextRun(previous, next);
    if (next !== 0) this.#segments.setPreviousRun(next, previous);
    header.setRuns(power, header.runs(power) - 1);
    header.freeRuns -= 1;
  }

  /** Forgets all of them. */
  clear(): void {
    for (let power = 0; power < POWERS; power++) {
      this.#header.setFirstRun(power, 0);
      this.#header.setRuns(power, 0);
    }
    this.#header.freeRuns = 0;
  }

  /** A run that holds `size` bytes, or one of the longest where none is found. 0: there is none. */
  best(size: Bytes): number {
    const header = this.#header;
    // Every run of a higher power is long enough; the lowest of them leaves the others whole.
    for (let power = powerOf(size) + 1; power < POWERS; power++) {
      const run = header.firstRun(power);
      if (run !== 0) return run;
    }
    let run = header.firstRun(powerOf(size));
    for (let tried = 0; run !== 0 && tried < RUNS_TRIED; tried++) {
      if (this.#segments.length(run) >= size) return run;
      run = this.#segments.nextRun(run);
    }
    for (let power = powerOf(size); power >= 0; power--) {
      run = header.firstRun(power);
      if (run !== 0) return run;
    }
    return 0;
  }

  /**
   * Whether `size` bytes, which are free, can be had in so few runs that a file in them is found
   * and freed quickly. Certain when it says so; else they may lie in up to twice as many.
   */
  isCompact(size: Bytes): boolean {
    if (this.#header.freeRuns <= MAX_RUNS_PER_ENTRY) return true;
    let runs = MAX_RUNS_PER_ENTRY;
    let bytes = 0;
    for (let power = POWERS - 1; power >= 0 && runs > 0; power--) {
      const taken = Math.min(runs, this.#header.runs(power));
      bytes += taken * 2 ** power;
      if (bytes >= size) return true;
      runs -= taken;
    }
    return false;
  }
}

function powerOf(length: Bytes): number {
  return 31 - Math.clz32(length);
}
