import { expect, onTestFinished, test, vi } from 'vitest';
import { versionOf } from '../../../doubles/cache/content.ts';
import type { CacheEntry } from '../../shared/server-state.ts';
import { CacheIndex } from './cache-index.ts';
import { createCacheMemory } from './cache-memory.ts';
import { LOCK_WORD } from './header.ts';
import { EntryCopies, MOST_COPIES } from './entry-copies.ts';
import { SharedCache } from './shared-cache.ts';

function setUp(names: readonly string[]) {
  const memory = createCacheMemory({ capacityBytes: 1000, workers: 1 });
  const cache = new SharedCache(memory, { worker: 0, now: () => 1_700_000_000_123.5 });
  for (const name of names) cache.reserve(name, versionOf(1, 1, 1));
  const index = new CacheIndex(memory);
  const copies = new EntryCopies(index);
  return { cache, index, copies };
}

/** Copies entries, oldest first, until there is no more room or no more of them. */
function takeAll(index: CacheIndex, copies: EntryCopies): void {
  for (let slot = index.header.oldest; slot !== 0 && !copies.isFull;) {
    copies.take(slot);
    slot = index.slots.newer(slot);
  }
}

function describeAll(copies: EntryCopies): CacheEntry[] {
  const described: CacheEntry[] = [];
  copies.drain((copy) => {
    described.push(copies.entry(copy));
  });
  return described;
}

test('copies tell of entries that have left, and whose places others have', () => {
  const names = ['a', 'größe/😀', 'x'.repeat(61), 'y'.repeat(4096), ''];
  const { cache, index, copies } = setUp(names);
  cache.countHit(cache.lookUp('a') ?? expect.fail('not there'));
  const listed = [...cache.listInBatches()].flat();
  takeAll(index, copies);
  cache.clear();
  for (const name of names) cache.reserve(`${name.slice(1)}other`, versionOf(2, 2, 2));
  const described = describeAll(copies);
  expect(described).toEqual(listed);
  expect(described.map(({ name }) => name)).toEqual(names);
  expect(described[0]).toEqual({
    name: 'a',
    size: 1,
    cachedAtMs: 1_700_000_000_123.5,
    modifiedAtMs: 1 / 1e6,
    hits: 1,
    state: 'loading',
  });
  expect(describeAll(copies)).toEqual([]);
});

test.each([-1n, 0n, 2n ** 32n - 1n, 2n ** 32n, 1_763_776_000_123_456_789n, -(2n ** 63n)])(
  'the time of modification, %s ns, is as exact as a number can be',
  (modifiedNs) => {
    const { cache } = setUp([]);
    cache.reserve('a', { ...versionOf(1, 1, 1), modifiedNs });
    expect([...cache.listInBatches()].flat()[0]?.modifiedAtMs).toBe(Number(modifiedNs) / 1e6);
  },
);

test('they are full when they are many, and before names of any length lack room', () => {
  const many = setUp(Array.from({ length: MOST_COPIES + 1 }, (_, at) => `${at}`));
  takeAll(many.index, many.copies);
  expect(describeAll(many.copies)).toHaveLength(MOST_COPIES);
  const long = Array.from({ length: 20 }, (_, at) => `${at}/`.padEnd(4096, 'x'));
  const { index, copies } = setUp(long);
  takeAll(index, copies);
  const described = describeAll(copies);
  expect(described.length).toBeLessThan(long.length);
  expect(described.map(({ name }) => name)).toEqual(long.slice(0, described.length));
  expect(copies.isFull).toBe(false);
});

test('entries are described when the lock is free, and taken while it is held', () => {
  const { cache, index } = setUp(['a', 'b', 'c']);
  const { drain, take } = EntryCopies.prototype;
  const seen = new Set<string>();
  const noteLock = (what: string): void => {
    seen.add(`${what}: ${index.header.words[LOCK_WORD] === 0 ? 'free' : 'held'}`);
  };
  vi.spyOn(EntryCopies.prototype, 'take').mockImplementation(function (this: EntryCopies, slot) {
    noteLock('taken');
    take.call(this, slot);
  });
  vi.spyOn(EntryCopies.prototype, 'drain').mockImplementation(function (this: EntryCopies, use) {
    noteLock('described');
    drain.call(this, use);
  });
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  const uses = [
    () => cache.reserve('large', versionOf(2, 1, 1000)),
    () => [...cache.listInBatches()],
    () => cache.clear(),
  ];
  for (const use of uses) {
    seen.clear();
    use();
    expect([...seen].toSorted()).toEqual(['described: free', 'taken: held']);
  }
});
