import { describe, expect, test } from 'vitest';
import { createCacheMemory } from './cache-memory.ts';
import { CacheIndex } from './cache-index.ts';
import type { NameStore } from './name-store.ts';
import { SharedCache } from './shared-cache.ts';

function openNames(): NameStore {
  return new CacheIndex(createCacheMemory({ capacityBytes: 1, workers: 1 })).names;
}

/** Two names of one length and hash; among so many, some are bound to be. */
function findCollision(): [string, string] {
  const names = openNames();
  const seen = new Map<number, string>();
  for (let at = 100_000; at < 1_000_000; at++) {
    const name = `name-${String(at)}`;
    names.encode(name);
    const twin = seen.get(names.hash);
    if (twin !== undefined) return [twin, name];
    seen.set(names.hash, name);
  }
  return expect.fail('no two names with one hash');
}

test('names with the same hash are distinguished, whichever leaves first', () => {
  const [one, two] = findCollision();
  for (const [first, second] of [
    [one, two],
    [two, one],
  ] as const) {
    const memory = createCacheMemory({ capacityBytes: 10, workers: 1 });
    const cache = new SharedCache(memory, { worker: 0 });
    const version = { size: 1, modifiedNs: 0n, inode: 0n, device: 0n };
    cache.reserve(first, version);
    expect(cache.lookUp(second)).toBeUndefined();
    cache.reserve(second, version);
    expect(cache.lookUp(first)?.name).toBe(first);
    expect(cache.lookUp(second)?.name).toBe(second);
    cache.evict(first, 'evicted');
    expect(cache.lookUp(first)).toBeUndefined();
    expect(cache.lookUp(second)?.name).toBe(second);
  }
});

describe('a stored name', () => {
  test.each([
    '',
    'a',
    'größe',
    '写真/😀.png',
    'x'.repeat(60),
    'x'.repeat(61),
    'x'.repeat(184),
    'x'.repeat(185),
    'ß'.repeat(2047),
  ])('is read as it was: %s', (name) => {
    const names = openNames();
    expect(names.encode('left over from before, and longer than many')).toBe(true);
    expect(names.encode(name)).toBe(true);
    expect(names.length).toBe(Buffer.byteLength(name));
    expect(names.hasRoom()).toBe(true);
    names.store(1);
    expect(names.matches(1)).toBe(true);
    expect(names.nameOf(1)).toBe(name);
    names.encode(`${name}!`);
    expect(names.matches(1)).toBe(false);
  });
});
