import assert from 'node:assert/strict';
import { MAX_EXTENT_BYTES, MAX_RUNS_PER_ENTRY } from '../../src/engine/cache/bounds.ts';
import { CacheIndex } from '../../src/engine/cache/cache-index.ts';
import type { CacheMemory } from '../../src/engine/cache/cache-types.ts';
import { LOCK_WORD } from '../../src/engine/cache/header.ts';
import { FREE, HELD, OWNED } from '../../src/engine/cache/segment-records.ts';

export interface Audit {
  readonly entries: number;
  readonly listedBytes: number;
  readonly heldBytes: number;
  readonly pins: number;
  readonly pinnedBytes: number;
  readonly freeRuns: number;
  readonly longestChain: number;
}

interface AuditedSegments extends Pick<Audit, 'heldBytes' | 'pins' | 'pinnedBytes' | 'freeRuns'> {
  readonly ownedExtents: ReadonlySet<number>;
}

/**
 * Checks every structure in the memory of a cache against every other. To be called while no thread
 * is using it.
 * @throws AssertionError naming what does not agree.
 */
export function audit(memory: CacheMemory): Audit {
  const index = new CacheIndex(memory);
  assert.equal(index.header.words[LOCK_WORD], 0, 'somebody holds the lock');
  assert.equal(index.header.repairNeeded, false, 'repair is pending');
  const { ownedExtents, ...segments } = auditSegments(index);
  const slots = new Set<number>();
  const entries = auditEntries(index, ownedExtents, slots);
  auditBuckets(index, slots);
  assert.ok(entries.listedBytes + segments.heldBytes <= memory.capacityBytes, 'over the capacity');
  return { ...segments, ...entries, entries: slots.size };
}

/** Segments cover the arena; free runs and unused numbers are in their lists. */
function auditSegments({ header, records, capacityBytes }: CacheIndex): AuditedSegments {
  const seen = new Set<number>();
  const free = new Set<number>();
  const ownedExtents = new Set<number>();
  let end = 0;
  let previous = 0;
  let heldBytes = 0;
  let ownedBytes = 0;
  let pins = 0;
  let pinnedBytes = 0;
  let pinnedSegments = 0;
  for (let at = header.firstSegment; at !== 0; at = records.next(at)) {
    assert.ok(at > 0 && at <= header.segmentsTouched, 'segment number out of range');
    assert.ok(!seen.has(at), 'segment list has a loop');
    seen.add(at);
    const use = records.use(at);
    const length = records.length(at);
    assert.equal(records.offset(at), end, 'gap or overlap in the arena');
    assert.equal(records.previous(at), previous, 'wrong neighbour');
    assert.ok(length > 0, 'empty segment');
    let ofWorkers = 0;
    for (let worker = 0; worker < records.workers; worker++) {
      const count = records.pinsOf(at, worker);
      assert.ok(count >= 0, 'negative pin count');
      ofWorkers += count;
    }
    assert.equal(records.pins(at), ofWorkers, 'pins of the workers do not add up');
    pins += ofWorkers;
    if (ofWorkers > 0) {
      pinnedSegments++;
      pinnedBytes += length;
    }
    if (use === FREE) {
      assert.equal(ofWorkers, 0, 'a free run is pinned');
      assert.ok(!free.has(previous), 'free neighbours were not joined');
      free.add(at);
    } else {
      assert.ok(length <= MAX_EXTENT_BYTES, 'extent too long');
      if (use === HELD) {
        assert.ok(ofWorkers > 0, 'held without a pin');
        heldBytes += length;
      } else {
        assert.equal(use, OWNED, 'unknown use');
        ownedExtents.add(at);
        ownedBytes += length;
      }
    }
    end += length;
    previous = at;
  }
  assert.equal(end, capacityBytes, 'the arena is not covered');
  assert.equal(header.segmentsUsed, seen.size, 'count of segments');
  assert.equal(header.pinnedSegments, pinnedSegments, 'count of pinned segments');
  assert.equal(header.pinnedBytes, pinnedBytes, 'pinned bytes');
  assert.equal(header.heldBytes, heldBytes, 'held bytes');
  assert.equal(header.usedBytes, heldBytes + ownedBytes, 'used bytes');
  assert.ok(header.cursor === 0 || seen.has(header.cursor), 'the cursor points to no segment');

  const runs = new Set<number>();
  for (let power = 0; power < 27; power++) {
    let count = 0;
    let before = 0;
    for (let run = header.firstRun(power); run !== 0; run = records.nextRun(run)) {
      assert.ok(free.has(run) && !runs.has(run), 'list of free runs');
      assert.equal(records.previousRun(run), before, 'list of free runs, backwards');
      assert.equal(31 - Math.clz32(records.length(run)), power, 'list of runs of another length');
      runs.add(run);
      before = run;
      count++;
    }
    assert.equal(header.runs(power), count, 'count of runs of one length');
  }
  assert.equal(runs.size, free.size, 'a free run is not listed');
  assert.equal(header.freeRuns, free.size, 'count of free runs');
  const unused = new Set<number>();
  for (let at = header.unusedSegment; at !== 0; at = records.next(at)) {
    assert.ok(!seen.has(at) && !unused.has(at), 'a segment is both used and unused');
    unused.add(at);
  }
  assert.equal(seen.size + unused.size, header.segmentsTouched, 'lost segments');
  return { heldBytes, pins, pinnedBytes, freeRuns: free.size, ownedExtents };
}

/** Entries in the order of arrival, their extents and names. */
function auditEntries(
  { header, slots: records, records: segments, blocks, names }: CacheIndex,
  ownedExtents: ReadonlySet<number>,
  slots: Set<number>,
): Pick<Audit, 'listedBytes' | 'longestChain'> {
  const extents = new Set<number>();
  const usedBlocks = new Set<number>();
  let older = 0;
  let cachedAt = 0;
  let arrival = 0;
  let listedBytes = 0;
  let longestChain = 0;
  for (let slot = header.oldest; slot !== 0; slot = records.newer(slot)) {
    assert.ok(slot > 0 && slot <= header.slotsTouched, 'slot number out of range');
    assert.ok(!slots.has(slot), 'list of entries has a loop');
    slots.add(slot);
    assert.equal(records.older(slot), older, 'list of entries, backwards');
    assert.ok(records.isListed(slot), 'a listed slot is not in use');
    assert.ok(records.cachedAtMs(slot) >= cachedAt, 'not in order of time');
    cachedAt = records.cachedAtMs(slot);
    assert.ok(records.arrival(slot) > arrival, 'not in order of arrival');
    arrival = records.arrival(slot);
    let size = 0;
    let chain = 0;
    for (let at = records.firstExtent(slot); at !== 0; at = segments.nextExtent(at)) {
      assert.ok(!extents.has(at), 'an extent is in two entries');
      assert.ok(ownedExtents.has(at), 'an entry has an extent that is not owned');
      assert.equal(segments.fileOffset(at), size, 'offset of an extent in the file');
      extents.add(at);
      size += segments.length(at);
      chain++;
    }
    longestChain = Math.max(longestChain, chain);
    assert.ok(chain <= MAX_RUNS_PER_ENTRY + 65, 'too many extents');
    assert.equal(size, records.size(slot), 'extents do not add up to the size');
    const loaded = records.loaded(slot);
    if (records.isReady(slot)) assert.equal(loaded, size, 'ready, not loaded');
    else assert.ok(loaded < size || size === 0, 'loading, but all of it is visible');
    listedBytes += size;
    for (let block = records.nameBlock(slot); block !== 0; block = blocks.next(block)) {
      assert.ok(block <= header.blocksTouched && !usedBlocks.has(block), 'chain of name blocks');
      usedBlocks.add(block);
    }
    const length = records.nameLength(slot);
    assert.equal(Buffer.byteLength(names.nameOf(slot)), length, 'name cut short');
    older = slot;
  }
  assert.equal(header.newest, older, 'newest');
  assert.ok(header.arrivals >= arrival, 'count of arrivals');
  assert.equal(header.entries, slots.size, 'count of entries');
  assert.equal(extents.size, ownedExtents.size, 'an extent has no entry');
  assert.equal(header.blocksUsed, usedBlocks.size, 'count of name blocks');

  const unusedSlots = new Set<number>();
  for (let slot = header.unusedSlot; slot !== 0; slot = records.newer(slot)) {
    assert.ok(!slots.has(slot) && !unusedSlots.has(slot), 'list of unused slots');
    assert.ok(!records.isListed(slot), 'an unused slot is in use');
    unusedSlots.add(slot);
  }
  assert.equal(slots.size + unusedSlots.size, header.slotsTouched, 'lost slots');
  const unusedBlocks = new Set<number>();
  for (let block = header.unusedBlock; block !== 0; block = blocks.next(block)) {
    assert.ok(!usedBlocks.has(block) && !unusedBlocks.has(block), 'list of unused blocks');
    unusedBlocks.add(block);
  }
  assert.equal(usedBlocks.size + unusedBlocks.size, header.blocksTouched, 'lost name blocks');
  return { listedBytes, longestChain };
}

/** Each entry is in the bucket of its hash. */
function auditBuckets({ header, slots: records, buckets }: CacheIndex, slots: Set<number>): void {
  const chained = new Set<number>();
  for (let bucket = 0; bucket < header.buckets; bucket++) {
    // The number of a bucket is a hash that belongs into it.
    for (let slot = buckets.first(bucket); slot !== 0; slot = records.nextInBucket(slot)) {
      assert.ok(slots.has(slot) && !chained.has(slot), 'hash chain');
      assert.equal(buckets.first(records.hash(slot)), buckets.first(bucket), 'wrong bucket');
      chained.add(slot);
    }
  }
  assert.equal(chained.size, slots.size, 'an entry is in no bucket');
}
