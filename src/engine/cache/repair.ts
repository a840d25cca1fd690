import {
  BLOCKS_TOUCHED,
  BLOCKS_USED,
  BUCKETS,
  CURSOR,
  ENTRIES,
  FIRST_SEGMENT,
  FREE,
  FREE_RUN,
  GENERATION,
  HELD,
  HELD_BYTES,
  LENGTH,
  LOAD_SIGNAL,
  NEWEST,
  NEXT,
  NEXT_RUN,
  OFFSET,
  OLDEST,
  PINNED_BYTES,
  PINNED_SEGMENTS,
  PINS,
  PREVIOUS,
  PREVIOUS_RUN,
  REPAIR,
  SEGMENT_WORDS,
  SEGMENTS_TOUCHED,
  SEGMENTS_USED,
  segmentWord,
  SLOTS_TOUCHED,
  slotWord,
  UNUSED_BLOCK,
  UNUSED_SEGMENT,
  UNUSED_SLOT,
  USE,
  USED_BYTES,
} from './index-layout.ts';
import type { CacheIndex } from './index-layout.ts';

/**
 * Rebuilds the index after a thread died in the middle of an update. Nothing that it may have left
 * half-written is believed: all entries leave, and the arena is free but for the extents that are
 * pinned, which are known from facts that no update of others touches (see `Segments`). May itself
 * be cut off and started over, as it does not change these facts. Needs the lock.
 */
export function rebuildIndex(index: CacheIndex): void {
  emptyEntryTable(index);
  coverArena(index, pinnedExtents(index));
  Atomics.store(index.words, REPAIR, 0);
}

function emptyEntryTable({ words, buckets }: CacheIndex): void {
  words.fill(0, buckets, buckets + BUCKETS);
  const touched = words[SLOTS_TOUCHED] ?? 0;
  for (let slot = 1; slot <= touched; slot++) {
    const at = slotWord(slot);
    if (((words[at + GENERATION] ?? 0) & 1) === 1) Atomics.add(words, at + GENERATION, 1);
    Atomics.add(words, at + LOAD_SIGNAL, 1);
    Atomics.notify(words, at + LOAD_SIGNAL);
  }
  for (const word of [
    SLOTS_TOUCHED,
    UNUSED_SLOT,
    OLDEST,
    NEWEST,
    ENTRIES,
    UNUSED_BLOCK,
    BLOCKS_TOUCHED,
    BLOCKS_USED,
  ]) {
    words[word] = 0;
  }
}

/** The extents with pins, in the order of addresses, their pins summed up anew. */
function pinnedExtents(index: CacheIndex): number[] {
  const { words, memory } = index;
  const pinned: number[] = [];
  const touched = words[SEGMENTS_TOUCHED] ?? 0;
  for (let segment = 1; segment <= touched; segment++) {
    const at = segmentWord(index, segment);
    let pins = 0;
    for (let worker = 0; worker < memory.workers; worker++) {
      pins += words[at + SEGMENT_WORDS + worker] ?? 0;
    }
    words[at + PINS] = pins;
    if (pins > 0) pinned.push(segment);
  }
  return pinned.sort(
    (left, right) =>
      (words[segmentWord(index, left) + OFFSET] ?? 0) -
      (words[segmentWord(index, right) + OFFSET] ?? 0),
  );
}

function coverArena(index: CacheIndex, pinned: readonly number[]): void {
  const { words, memory } = index;
  const inUse = new Set(pinned);
  const unused: number[] = [];
  for (let segment = words[SEGMENTS_TOUCHED] ?? 0; segment > 0; segment--) {
    if (!inUse.has(segment)) unused.push(segment);
  }
  let last = 0;
  let lastRun = 0;
  let heldBytes = 0;

  function append(segment: number, use: number): void {
    const at = segmentWord(index, segment);
    words[at + USE] = use;
    words[at + PREVIOUS] = last;
    words[at + NEXT] = 0;
    if (last === 0) words[FIRST_SEGMENT] = segment;
    else words[segmentWord(index, last) + NEXT] = segment;
    last = segment;
  }

  function appendRun(from: number, to: number): void {
    if (from === to) return;
    let run = unused.pop();
    if (run === undefined) {
      run = (words[SEGMENTS_TOUCHED] ?? 0) + 1;
      words[SEGMENTS_TOUCHED] = run;
    }
    inUse.add(run);
    const at = segmentWord(index, run);
    words[at + OFFSET] = from;
    words[at + LENGTH] = to - from;
    words[at + PREVIOUS_RUN] = lastRun;
    words[at + NEXT_RUN] = 0;
    if (lastRun === 0) words[FREE_RUN] = run;
    else words[segmentWord(index, lastRun) + NEXT_RUN] = run;
    lastRun = run;
    append(run, FREE);
  }

  words[FREE_RUN] = 0;
  let end = 0;
  for (const extent of pinned) {
    const at = segmentWord(index, extent);
    const offset = words[at + OFFSET] ?? 0;
    const length = words[at + LENGTH] ?? 0;
    appendRun(end, offset);
    append(extent, HELD);
    end = offset + length;
    heldBytes += length;
  }
  appendRun(end, memory.capacityBytes);

  words[UNUSED_SEGMENT] = 0;
  for (const segment of unused) {
    words[segmentWord(index, segment) + NEXT] = words[UNUSED_SEGMENT];
    words[UNUSED_SEGMENT] = segment;
  }
  words[SEGMENTS_USED] = inUse.size;
  words[CURSOR] = 0;
  words[USED_BYTES] = heldBytes;
  words[HELD_BYTES] = heldBytes;
  words[PINNED_BYTES] = heldBytes;
  words[PINNED_SEGMENTS] = pinned.length;
}
