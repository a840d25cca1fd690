import { LEAST_BUCKETS, MAX_ENTRIES } from './bounds.ts';
import { Buckets, createBucketMemory } from './buckets.ts';
import type { CacheMemory } from './cache-types.ts';
import { EntryTable } from './entry-table.ts';
import { FreeRuns } from './free-runs.ts';
import { createHeaderMemory, Header } from './header.ts';
import { createNameBlockMemory, NameBlocks } from './name-blocks.ts';
import { NameStore } from './name-store.ts';
import { createSegmentMemory, SegmentRecords } from './segment-records.ts';
import { Segments } from './segments.ts';
import { createSlotMemory, Slots } from './slots.ts';

export function createIndexMemory(capacityBytes: number, workers: number): CacheMemory['index'] {
  const index: CacheMemory['index'] = {
    header: createHeaderMemory(),
    slots: createSlotMemory(MAX_ENTRIES + 1),
    buckets: createBucketMemory(),
    segments: createSegmentMemory(workers),
    names: createNameBlockMemory(),
  };
  const header = new Header(index.header);
  header.buckets = LEAST_BUCKETS;
  if (capacityBytes > 0) {
    // All of the arena is one free run.
    const records = new SegmentRecords(index.segments, workers, header);
    records.setLength(1, capacityBytes);
    header.firstSegment = 1;
    header.segmentsTouched = 1;
    header.segmentsUsed = 1;
    new FreeRuns(header, records).add(1);
  }
  return index;
}

/**
 * One thread's view of all that the cache knows of its entries.
 *
 * What holds whenever nobody has the lock and no repair is needed:
 * - The sizes of the listed entries and the held extents add up to `usedBytes`, which never exceeds
 *   the capacity.
 * - Segments cover the arena without gap or overlap; no two free runs are neighbours; each free run
 *   is in the one list for its length.
 * - The extents of an entry follow one another through its file; each is in one entry alone.
 * - The list of entries is in the order of arrival; each entry is in the bucket of its hash.
 * - A segment's pins are the sum of the workers'; only pinned segments are held.
 * - Every number up to the highest that was touched is either in use or in its chain of unused ones.
 */
export class CacheIndex {
  readonly header: Header;
  readonly slots: Slots;
  readonly buckets: Buckets;
  readonly records: SegmentRecords;
  readonly runs: FreeRuns;
  readonly blocks: NameBlocks;
  readonly names: NameStore;
  readonly table: EntryTable;
  readonly segments: Segments;
  readonly capacityBytes: number;
  #growthsSeen: number;

  constructor(memory: CacheMemory) {
    const { index, workers, capacityBytes } = memory;
    this.capacityBytes = capacityBytes;
    this.header = new Header(index.header);
    this.#growthsSeen = this.header.growths;
    this.slots = new Slots(index.slots, this.header);
    this.buckets = new Buckets(index.buckets, this.header, this.slots);
    this.records = new SegmentRecords(index.segments, workers, this.header);
    this.runs = new FreeRuns(this.header, this.records);
    this.blocks = new NameBlocks(index.names, this.header);
    this.names = new NameStore(this.slots, this.blocks);
    this.table = new EntryTable(this);
    this.segments = new Segments(this);
  }

  /** Takes an entry out; returns how many extents it had. Needs the lock. */
  remove(slot: number): number {
    const first = this.slots.firstExtent(slot);
    this.table.remove(slot);
    return this.segments.release(first);
  }

  /** Sees what other threads have added to the tables. To be called whenever the lock was taken. */
  refresh(): void {
    const { growths } = this.header;
    if (growths === this.#growthsSeen) return;
    this.#growthsSeen = growths;
    this.refreshAll();
  }

  /** As `refresh`, where the count of growths may be wrong. */
  refreshAll(): void {
    this.slots.refresh();
    this.buckets.refresh();
    this.records.refresh();
    this.blocks.refresh();
  }
}
