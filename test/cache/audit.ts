import assert from 'node:assert/strict';
import type { CacheMemory } from '../../src/engine/cache/cache-types.ts';
import * as layout from '../../src/engine/cache/index-layout.ts';

export interface Audit {
  readonly entries: number;
  readonly listedBytes: number;
  readonly heldBytes: number;
  readonly pins: number;
  readonly pinnedBytes: number;
  readonly freeRuns: number;
  readonly longestChain: number;
}

/**
 * Checks every structure in the memory of a cache against every other. To be called while no thread
 * is using it.
 * @throws AssertionError naming what does not agree.
 */
export function audit(memory: CacheMemory): Audit {
  const index = layout.openIndex(memory);
  const { words } = index;
  const word = (at: number): number => words[at] ?? assert.fail(`word ${String(at)} is outside`);
  const segment = (number: number, field: number) => {
    assert.ok(number > 0 && number <= word(layout.SEGMENTS_TOUCHED), 'segment number out of range');
    return word(layout.segmentWord(index, number) + field);
  };
  const slotField = (slot: number, field: number) => word(layout.slotWord(slot) + field);
  assert.equal(word(layout.LOCK), 0, 'somebody holds the lock');
  assert.equal(word(layout.REPAIR), 0, 'repair is pending');

  // Segments cover the arena.
  const uses = new Map<number, number>();
  const free = new Set<number>();
  let end = 0;
  let previous = 0;
  let heldBytes = 0;
  let ownedBytes = 0;
  let pins = 0;
  let pinnedBytes = 0;
  let pinnedSegments = 0;
  for (let at = word(layout.FIRST_SEGMENT); at !== 0; at = segment(at, layout.NEXT)) {
    assert.ok(!uses.has(at), 'segment list has a loop');
    const use = segment(at, layout.USE);
    const length = segment(at, layout.LENGTH);
    uses.set(at, use);
    assert.equal(segment(at, layout.OFFSET), end, 'gap or overlap in the arena');
    assert.equal(segment(at, layout.PREVIOUS), previous, 'wrong neighbour');
    assert.ok(length > 0, 'empty segment');
    let ofWorkers = 0;
    for (let worker = 0; worker < memory.workers; worker++) {
      const count = segment(at, layout.SEGMENT_WORDS + worker);
      assert.ok(count >= 0, 'negative pin count');
      ofWorkers += count;
    }
    assert.equal(segment(at, layout.PINS), ofWorkers, 'pins of the workers do not add up');
    pins += ofWorkers;
    if (ofWorkers > 0) {
      pinnedSegments++;
      pinnedBytes += length;
    }
    if (use === layout.FREE) {
      assert.equal(ofWorkers, 0, 'a free run is pinned');
      assert.ok(!free.has(previous), 'free neighbours were not joined');
      free.add(at);
    } else {
      assert.ok(length <= layout.MAX_EXTENT_BYTES, 'extent too long');
      if (use === layout.HELD) {
        assert.ok(ofWorkers > 0, 'held without a pin');
        heldBytes += length;
      } else {
        assert.equal(use, layout.OWNED, 'unknown use');
        ownedBytes += length;
      }
    }
    end += length;
    previous = at;
  }
  assert.equal(end, memory.capacityBytes, 'the arena is not covered');
  assert.equal(word(layout.SEGMENTS_USED), uses.size, 'count of segments');
  assert.equal(word(layout.PINNED_SEGMENTS), pinnedSegments, 'count of pinned segments');
  assert.equal(word(layout.PINNED_BYTES), pinnedBytes, 'pinned bytes');
  assert.equal(word(layout.HELD_BYTES), heldBytes, 'held bytes');
  assert.equal(word(layout.USED_BYTES), heldBytes + ownedBytes, 'used bytes');
  const cursor = word(layout.CURSOR);
  assert.ok(cursor === 0 || uses.has(cursor), 'the cursor points to no segment');

  const runs = new Set<number>();
  let previousRun = 0;
  for (let run = word(layout.FREE_RUN); run !== 0; run = segment(run, layout.NEXT_RUN)) {
    assert.ok(free.has(run) && !runs.has(run), 'list of free runs');
    assert.equal(segment(run, layout.PREVIOUS_RUN), previousRun, 'list of free runs, backwards');
    runs.add(run);
    previousRun = run;
  }
  assert.equal(runs.size, free.size, 'a free run is not listed');
  const unusedSegments = new Set<number>();
  for (let at = word(layout.UNUSED_SEGMENT); at !== 0; at = segment(at, layout.NEXT)) {
    assert.ok(!uses.has(at) && !unusedSegments.has(at), 'a segment is both used and unused');
    unusedSegments.add(at);
  }
  assert.equal(uses.size + unusedSegments.size, word(layout.SEGMENTS_TOUCHED), 'lost segments');

  // Entries in the order of arrival, their extents and names.
  const slots = new Set<number>();
  const extents = new Set<number>();
  const blocks = new Set<number>();
  let older = 0;
  let cachedAt = 0;
  let listedBytes = 0;
  let longestChain = 0;
  for (let slot = word(layout.OLDEST); slot !== 0; slot = slotField(slot, layout.NEWER)) {
    assert.ok(!slots.has(slot), 'list of entries has a loop');
    slots.add(slot);
    assert.equal(slotField(slot, layout.OLDER), older, 'list of entries, backwards');
    assert.equal(slotField(slot, layout.GENERATION) & 1, 1, 'a listed slot is not in use');
    const arrived = index.float64[layout.slotWord(slot) / 2 + layout.CACHED_AT] ?? Number.NaN;
    assert.ok(arrived >= cachedAt, 'not in order of arrival');
    cachedAt = arrived;
    let size = 0;
    let chain = 0;
    let at = slotField(slot, layout.FIRST_EXTENT);
    for (; at !== 0; at = segment(at, layout.NEXT_EXTENT)) {
      assert.ok(!extents.has(at), 'an extent is in two entries');
      assert.equal(uses.get(at), layout.OWNED, 'an entry has an extent that is not owned');
      assert.equal(segment(at, layout.FILE_OFFSET), size, 'offset of an extent in the file');
      extents.add(at);
      size += segment(at, layout.LENGTH);
      chain++;
    }
    longestChain = Math.max(longestChain, chain);
    assert.equal(size, slotField(slot, layout.SIZE), 'extents do not add up to the size');
    const loaded = slotField(slot, layout.LOADED);
    if (slotField(slot, layout.STATE) === layout.READY)
      assert.equal(loaded, size, 'ready, not loaded');
    else assert.ok(loaded < size || size === 0, 'loading, but all of it is visible');
    listedBytes += size;
    let length = slotField(slot, layout.NAME_LENGTH);
    for (
      let block = slotField(slot, layout.NAME_BLOCK);
      block !== 0;
      length -= layout.NAME_BLOCK_BYTES
    ) {
      assert.ok(!blocks.has(block) && length > 0, 'chain of name blocks');
      blocks.add(block);
      block = word(index.blockLinks + block);
    }
    assert.ok(length <= 0, 'name cut short');
    older = slot;
  }
  assert.equal(word(layout.NEWEST), older, 'newest');
  assert.equal(word(layout.ENTRIES), slots.size, 'count of entries');
  assert.equal(extents.size, [...uses.values()].filter((use) => use === layout.OWNED).length);
  assert.equal(word(layout.BLOCKS_USED), blocks.size, 'count of name blocks');

  const chained = new Set<number>();
  for (let bucket = 0; bucket < layout.BUCKETS; bucket++) {
    for (let slot = word(index.buckets + bucket); slot !== 0;) {
      assert.ok(slots.has(slot) && !chained.has(slot), 'hash chain');
      assert.equal(slotField(slot, layout.HASH) & (layout.BUCKETS - 1), bucket, 'wrong bucket');
      chained.add(slot);
      slot = slotField(slot, layout.NEXT_IN_BUCKET);
    }
  }
  assert.equal(chained.size, slots.size, 'an entry is in no bucket');
  let unusedSlots = 0;
  for (let slot = word(layout.UNUSED_SLOT); slot !== 0; slot = slotField(slot, layout.NEWER)) {
    assert.ok(!slots.has(slot) && unusedSlots <= layout.MAX_ENTRIES, 'list of unused slots');
    assert.equal(slotField(slot, layout.GENERATION) & 1, 0, 'an unused slot is in use');
    unusedSlots++;
  }
  assert.equal(slots.size + unusedSlots, word(layout.SLOTS_TOUCHED), 'lost slots');
  let unusedBlocks = 0;
  for (let block = word(layout.UNUSED_BLOCK); block !== 0; block = word(index.blockLinks + block)) {
    assert.ok(
      !blocks.has(block) && unusedBlocks <= layout.MAX_NAME_BLOCKS,
      'list of unused blocks',
    );
    unusedBlocks++;
  }
  assert.equal(blocks.size + unusedBlocks, word(layout.BLOCKS_TOUCHED), 'lost name blocks');

  assert.ok(listedBytes + heldBytes <= memory.capacityBytes, 'over the capacity');
  return {
    entries: slots.size,
    listedBytes,
    heldBytes,
    pins,
    pinnedBytes,
    freeRuns: free.size,
    longestChain,
  };
}
