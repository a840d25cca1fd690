import { LEAST_BUCKETS } from './bounds.ts';
import type { CacheIndex } from './cache-index.ts';
import { FREE, HELD } from './segment-records.ts';

/**
 * Rebuilds the index after a thread died in the middle of an update. Nothing that it may have left
 * half-written is believed: all entries leave, and the arena is free but for the extents that are
 * pinned, which are known from facts that no update of others touches (see `Segments`). May itself
 * be cut off and started over, as it does not change these facts. Needs the lock, and keeps it for
 * as long as it takes: nobody can use the cache meanwhile.
 */
export function rebuildIndex(index: CacheIndex): void {
  // The dead thread may have added memory without saying so.
  index.refreshAll();
  emptyEntryTable(index);
  coverArena(index, pinnedExtents(index));
  index.header.repairNeeded = false;
}

function emptyEntryTable({ header, slots, buckets }: CacheIndex): void {
  header.buckets = LEAST_BUCKETS;
  buckets.clear();
  for (let slot = 1; slot <= header.slotsTouched; slot++) {
    if (!slots.isListed(slot)) continue;
    slots.passGeneration(slot);
    // Should it only seem ready, those who wait for it look again by themselves, a little later.
    if (!slots.isReady(slot)) slots.notify(slot);
  }
  header.slotsTouched = 0;
  header.unusedSlot = 0;
  header.oldest = 0;
  header.newest = 0;
  header.entries = 0;
  header.unusedBlock = 0;
  header.blocksTouched = 0;
  header.blocksUsed = 0;
}

/** The extents with pins, in the order of addresses, their pins summed up anew. */
function pinnedExtents({ header, records }: CacheIndex): number[] {
  const pinned: number[] = [];
  for (let segment = 1; segment <= header.segmentsTouched; segment++) {
    let pins = 0;
    for (let worker = 0; worker < records.workers; worker++) {
      pins += records.pinsOf(segment, worker);
    }
    records.setPins(segment, pins);
    if (pins > 0) pinned.push(segment);
  }
  return pinned.sort((left, right) => records.offset(left) - records.offset(right));
}

function coverArena(index: CacheIndex, pinned: readonly number[]): void {
  const { header, records, runs, capacityBytes } = index;
  const taken = new Set(pinned);
  let candidate = 0;
  let last = 0;
  let heldBytes = 0;

  function takeNumber(): number {
    do candidate++;
    while (taken.has(candidate));
    return candidate;
  }

  function append(segment: number, use: number): void {
    records.setUse(segment, use);
    records.setPrevious(segment, last);
    records.setNext(segment, 0);
    if (last === 0) header.firstSegment = segment;
    else records.setNext(last, segment);
    last = segment;
  }

  function appendRun(from: number, to: number): void {
    if (from === to) return;
    const run = takeNumber();
    records.setOffset(run, from);
    records.setLength(run, to - from);
    append(run, FREE);
    runs.add(run);
  }

  runs.clear();
  let end = 0;
  for (const extent of pinned) {
    const offset = records.offset(extent);
    appendRun(end, offset);
    append(extent, HELD);
    end = offset + records.length(extent);
    heldBytes += records.length(extent);
  }
  appendRun(end, capacityBytes);

  // Numbers above the highest in use count as never touched; those below it are chained.
  const runsTaken = candidate;
  const touched = pinned.reduce((highest, segment) => Math.max(highest, segment), runsTaken);
  header.unusedSegment = 0;
  let unused = 0;
  for (let segment = touched; segment > runsTaken; segment--) {
    if (taken.has(segment)) continue;
    records.setNext(segment, header.unusedSegment);
    header.unusedSegment = segment;
    unused++;
  }
  header.segmentsTouched = touched;
  header.segmentsUsed = touched - unused;
  header.cursor = 0;
  header.usedBytes = heldBytes;
  header.heldBytes = heldBytes;
  header.pinnedBytes = heldBytes;
  header.pinnedSegments = pinned.length;
}
