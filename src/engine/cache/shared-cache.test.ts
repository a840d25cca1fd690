import { describe, expect, test } from 'vitest';
import { audit } from '../../../doubles/cache/audit.ts';
import { contentOf, versionOf } from '../../../doubles/cache/content.ts';
import { entriesOf } from '../../../doubles/cache/entries-of.ts';
import { MAX_CACHE_CAPACITY, MIB } from '../../shared/units.ts';
import { MAX_ENTRIES, MAX_NAME_BLOCKS } from './bounds.ts';
import { CacheIndex } from './cache-index.ts';
import { createCacheMemory } from './cache-memory.ts';
import type { EvictedEntry, Load, Piece, Reservation } from './cache-types.ts';
import type { EntryHandle } from './entry-handle.ts';
import { SharedCache } from './shared-cache.ts';

function openCache(capacityBytes: number) {
  const memory = createCacheMemory({ capacityBytes, workers: 2 });
  const clock = { now: 5000 };
  const cache = new SharedCache(memory, { worker: 0, now: () => clock.now });
  return { memory, clock, cache };
}

function reserved(result: Reservation): { load: Load; evicted: readonly EvictedEntry[] } {
  return result.kind === 'reserved' ? result : expect.fail(`${result.kind} instead of reserved`);
}

function nextPiece(load: Load, offset: number): Piece {
  return load.pinForWriting(offset) ?? expect.fail('the entry has left');
}

/** Reserves, fills and publishes; returns the names that left for it. */
function add(cache: SharedCache, name: string, size: number, file = 1, version = 1): string[] {
  const { load, evicted } = reserved(cache.reserve(name, versionOf(file, version, size)));
  for (let offset = 0; offset < size;) {
    const piece = nextPiece(load, offset);
    contentOf(file, version, offset, piece.bytes.length).copy(piece.bytes);
    load.advance(piece);
    offset += piece.bytes.length;
    cache.unpin(piece);
  }
  expect(load.publish()).toBe(true);
  return evicted.map((entry) => entry.name);
}

function found(cache: SharedCache, name: string): EntryHandle {
  return cache.lookUp(name) ?? expect.fail(`${name} is not in the cache`);
}

function namesIn(cache: SharedCache): string[] {
  return entriesOf(cache).map(({ name }) => name);
}

function read(cache: SharedCache, name: string): Buffer {
  const entry = found(cache, name);
  const parts: Buffer[] = [];
  for (let offset = 0; offset < entry.size;) {
    const piece = cache.pin(entry, offset) ?? expect.fail('the entry has left');
    parts.push(Buffer.from(piece.bytes));
    offset += piece.bytes.length;
    cache.unpin(piece);
  }
  return Buffer.concat(parts);
}

describe('the capacity is exact to the byte', () => {
  test('67 files of 1,000,000 bytes fit, the 68th evicts exactly the first', () => {
    const { cache, memory } = openCache(MAX_CACHE_CAPACITY);
    for (let file = 1; file <= 67; file++) {
      expect(add(cache, `file-${String(file)}`, 1_000_000, file)).toEqual([]);
    }
    expect(cache.usage()).toMatchObject({ usedBytes: 67_000_000, entries: 67 });
    expect(add(cache, 'file-68', 1_000_000, 68)).toEqual(['file-1']);
    expect(cache.usage()).toMatchObject({ usedBytes: 67_000_000, entries: 67 });
    expect(namesIn(cache)[0]).toBe('file-2');
    for (const file of [2, 67, 68]) {
      expect(read(cache, `file-${String(file)}`).equals(contentOf(file, 1, 0, 1_000_000))).toBe(
        true,
      );
    }
    audit(memory);
  });

  test('a file of 67,108,864 bytes fits, one of 67,108,865 does not and evicts nothing', () => {
    const { cache, memory } = openCache(MAX_CACHE_CAPACITY);
    add(cache, 'small', 1);
    expect(cache.reserve('over', versionOf(1, 1, 67_108_865))).toEqual({
      kind: 'no-room',
      evicted: [],
    });
    expect(namesIn(cache)).toEqual(['small']);
    expect(add(cache, 'full', 67_108_864, 9)).toEqual(['small']);
    expect(cache.usage()).toMatchObject({ usedBytes: 67_108_864, entries: 1 });
    expect(read(cache, 'full').equals(contentOf(9, 1, 0, 67_108_864))).toBe(true);
    expect(audit(memory)).toMatchObject({ freeRuns: 0, longestChain: 64 });
  });

  test('files of 0 bytes are cached and take no bytes', () => {
    const { cache } = openCache(10);
    add(cache, 'ten', 10);
    expect(add(cache, 'empty', 0)).toEqual([]);
    expect(cache.isReady(found(cache, 'empty'))).toBe(true);
    expect(cache.pin(found(cache, 'empty'), 0)).toBeUndefined();
    expect(add(cache, 'one', 1)).toEqual(['ten']);
    expect(namesIn(cache)).toEqual(['empty', 'one']);
  });

  test('a capacity of 0 turns the cache off', () => {
    const { cache } = openCache(0);
    expect(cache.reserve('empty', versionOf(1, 1, 0))).toEqual({ kind: 'no-room', evicted: [] });
    expect(cache.lookUp('empty')).toBeUndefined();
    expect(cache.clear()).toEqual([]);
  });

  test('files of 1 KiB leave for their bytes alone: 65,536 fit', { timeout: 60_000 }, () => {
    const { cache, memory } = openCache(MAX_CACHE_CAPACITY);
    const enter = (file: number): readonly EvictedEntry[] => {
      const version = versionOf(1, 1, 1024);
      const { load, evicted } = reserved(cache.reserve(`f${String(file)}`, version));
      const piece = nextPiece(load, 0);
      load.advance(piece);
      cache.unpin(piece);
      load.publish();
      return evicted;
    };
    for (let file = 0; file < 65_536; file++) {
      if (enter(file).length > 0) expect.fail(`something left for file ${String(file)}`);
    }
    expect(cache.usage()).toMatchObject({ usedBytes: MAX_CACHE_CAPACITY, entries: 65_536 });
    audit(memory);
    expect(enter(65_536)).toEqual([{ name: 'f0', size: 1024, reason: 'room' }]);
    for (let file = 1; file < 65_536; file += 512) {
      expect(cache.lookUp(`f${String(file)}`)?.name).toBe(`f${String(file)}`);
    }
  });

  test('past 1,048,576 entries the oldest leaves, for that reason', () => {
    const { cache, memory } = openCache(MAX_CACHE_CAPACITY);
    add(cache, 'first', 1);
    add(cache, 'second', 1);
    new CacheIndex(memory).header.entries = MAX_ENTRIES;
    expect(reserved(cache.reserve('third', versionOf(1, 1, 1))).evicted).toEqual([
      { name: 'first', size: 1, reason: 'entries' },
    ]);
  });

  test('one file displaces thousands, which are reported in the order of the queue', () => {
    const { cache, memory } = openCache(3000);
    // Short and long names, so that a step ends for either.
    const names = Array.from({ length: 3000 }, (_, at) => `${at}/`.padEnd((at % 40) * 100, 'x'));
    for (const name of names) add(cache, name, 1);
    expect(add(cache, 'large', 3000)).toEqual(names);
    audit(memory);
    for (const name of names) add(cache, name, 1);
    expect(cache.clear()).toEqual(names.map((name) => ({ name, size: 1, reason: 'cleared' })));
    audit(memory);
  });

  test('when long names fill their memory the oldest leave, for that reason', () => {
    const { cache, memory } = openCache(MAX_CACHE_CAPACITY);
    const name = (file: number) => `${String(file)}/`.padEnd(4096, 'x');
    add(cache, name(1), 1);
    const { header } = new CacheIndex(memory);
    header.blocksUsed = MAX_NAME_BLOCKS;
    header.blocksTouched = MAX_NAME_BLOCKS;
    expect(reserved(cache.reserve(name(2), versionOf(1, 1, 1))).evicted).toEqual([
      { name: name(1), size: 1, reason: 'entries' },
    ]);
  });

  test.each([-1, 1.5, 67_108_865, Number.NaN])('a capacity of %s is refused', (capacityBytes) => {
    expect(() => createCacheMemory({ capacityBytes, workers: 1 })).toThrow(/cache size.*67108864/);
  });

  test.each([0, 65, 1.5])('%s workers are refused', (workers) => {
    expect(() => createCacheMemory({ capacityBytes: 1, workers })).toThrow(/1 to 64 workers/);
  });
});

describe('names', () => {
  test.each([4096, 129, 128, 127, 5, 3, 1])(
    'of %i bytes are distinguished by their last',
    (length) => {
      const { cache } = openCache(100);
      add(cache, 'a'.repeat(length), 1);
      expect(cache.lookUp('a'.repeat(length))?.name).toBe('a'.repeat(length));
      expect(cache.lookUp(`${'a'.repeat(length - 1)}b`)).toBeUndefined();
      expect(cache.lookUp('a'.repeat(length - 1))).toBeUndefined();
    },
  );

  test('longer than 4096 bytes of UTF-8 are not cached', () => {
    const { cache } = openCache(100);
    expect(cache.reserve('a'.repeat(4097), versionOf(1, 1, 1))).toEqual({
      kind: 'no-room',
      evicted: [],
    });
    expect(cache.reserve('ä'.repeat(2049), versionOf(1, 1, 1))).toEqual({
      kind: 'no-room',
      evicted: [],
    });
    expect(cache.lookUp('ä'.repeat(2049))).toBeUndefined();
    add(cache, 'ä'.repeat(2048), 1);
    expect(namesIn(cache)).toEqual(['ä'.repeat(2048)]);
  });
});

describe('a stuck reader', () => {
  test('of a 64 MiB entry holds 1 MiB; the next files are cached', () => {
    const { cache, memory } = openCache(MAX_CACHE_CAPACITY);
    add(cache, 'large', MAX_CACHE_CAPACITY, 3);
    const entry = found(cache, 'large');
    const piece = cache.pin(entry, 40 * MIB) ?? expect.fail('not pinned');
    expect(add(cache, 'next', MIB, 4)).toEqual(['large']);
    expect(cache.usage()).toMatchObject({ usedBytes: 2 * MIB, heldBytes: MIB });
    expect(cache.pin(entry, 41 * MIB)).toBeUndefined();
    expect(add(cache, 'rest', 62 * MIB, 5)).toEqual([]);
    expect(cache.reserve('whole', versionOf(6, 1, MAX_CACHE_CAPACITY))).toEqual({
      kind: 'no-room',
      evicted: [],
    });
    expect(namesIn(cache)).toEqual(['next', 'rest']);
    expect(add(cache, 'around', 63 * MIB, 7)).toEqual(['next', 'rest']);
    expect(read(cache, 'around').equals(contentOf(7, 1, 0, 63 * MIB))).toBe(true);
    expect(piece.bytes.equals(contentOf(3, 1, 40 * MIB, MIB))).toBe(true);
    cache.unpin(piece);
    expect(cache.usage()).toMatchObject({ usedBytes: 63 * MIB, heldBytes: 0 });
    audit(memory);
  });

  test('giving a piece back twice takes away no other pin', () => {
    const { cache, memory } = openCache(100);
    add(cache, 'file', 10);
    const entry = found(cache, 'file');
    const [first, second] = [cache.pin(entry, 0), cache.pin(entry, 0)];
    if (first === undefined || second === undefined) expect.fail('not pinned');
    cache.unpin(first);
    cache.unpin(first);
    expect(audit(memory).pins).toBe(1);
    cache.unpin(second);
    expect(audit(memory).pins).toBe(0);
  });
});

describe('a copy', () => {
  const copy = (cache: SharedCache, entry: EntryHandle, from: number, end: number) => {
    const target = Buffer.alloc(end - from);
    return cache.copy(entry, { from, end }, { target, at: 0 }) ? target : undefined;
  };

  test('of any part of an entry has its bytes, over the bounds of extents too', () => {
    const { cache, memory } = openCache(4 * MIB);
    add(cache, 'file', 3 * MIB - 5, 7);
    const entry = found(cache, 'file');
    for (const [from, end] of [
      [0, 0],
      [0, 10],
      [MIB - 3, MIB + 3],
      [MIB - 1, 2 * MIB + 1],
      [3 * MIB - 6, 3 * MIB - 5],
    ] as const) {
      expect(copy(cache, entry, from, end)).toEqual(contentOf(7, 1, from, end - from));
    }
    expect(audit(memory)).toMatchObject({ pins: 0 });
  });

  test('of an entry that has left is refused, also when another is in its place', () => {
    const { cache } = openCache(100);
    add(cache, 'file', 100, 1);
    const entry = found(cache, 'file');
    expect(copy(cache, entry, 0, 100)).toEqual(contentOf(1, 1, 0, 100));
    cache.evict('file', 'evicted');
    expect(copy(cache, entry, 0, 100)).toBeUndefined();
    add(cache, 'file', 100, 2);
    expect(copy(cache, entry, 0, 100)).toBeUndefined();
    expect(copy(cache, found(cache, 'file'), 0, 100)).toEqual(contentOf(2, 1, 0, 100));
  });

  test('of an entry that is still being loaded is refused, and made once it is ready', () => {
    const { cache } = openCache(100);
    const { load } = reserved(cache.reserve('file', versionOf(1, 1, 10)));
    expect(copy(cache, load.entry, 0, 10)).toBeUndefined();
    const piece = nextPiece(load, 0);
    contentOf(1, 1, 0, 10).copy(piece.bytes);
    load.advance(piece);
    cache.unpin(piece);
    load.publish();
    expect(copy(cache, load.entry, 0, 10)).toEqual(contentOf(1, 1, 0, 10));
  });

  test('of an empty file is made', () => {
    const { cache } = openCache(100);
    add(cache, 'empty', 0);
    expect(copy(cache, found(cache, 'empty'), 0, 0)).toEqual(Buffer.alloc(0));
  });
});

describe('a load', () => {
  test('shows its pieces one by one, the last only with publish', () => {
    const { cache } = openCache(3 * MIB);
    const { load } = reserved(cache.reserve('file', versionOf(1, 1, 2 * MIB + 1)));
    const offsets = [0, MIB, 2 * MIB];
    const visible = offsets.map((offset) => {
      const piece = nextPiece(load, offset);
      expect(load.advance(piece)).toBe(true);
      cache.unpin(piece);
      return cache.loadedBytes(load.entry);
    });
    expect(visible).toEqual([MIB, 2 * MIB, 2 * MIB]);
    expect(cache.pin(load.entry, 2 * MIB)).toBeUndefined();
    expect(load.publish()).toBe(true);
    expect(cache.loadedBytes(load.entry)).toBe(2 * MIB + 1);
    load.fail();
    expect(cache.isReady(load.entry)).toBe(true);
  });

  test('that fails leaves no entry and no bytes', () => {
    const { cache } = openCache(100);
    const { load } = reserved(cache.reserve('file', versionOf(1, 1, 50)));
    load.fail();
    expect(cache.usage()).toMatchObject({ usedBytes: 0, entries: 0 });
    expect(load.pinForWriting(0)).toBeUndefined();
    expect(load.publish()).toBe(false);
  });

  test('whose entry was evicted is notified, and writes only into what it still holds', () => {
    const { cache, memory } = openCache(3 * MIB);
    const { load } = reserved(cache.reserve('file', versionOf(1, 1, 2 * MIB)));
    const piece = nextPiece(load, 0);
    expect(cache.evict('file', 'changed')?.name).toBe('file');
    add(cache, 'other', 2 * MIB, 2);
    piece.bytes.fill(0xee);
    expect(read(cache, 'other').equals(contentOf(2, 1, 0, 2 * MIB))).toBe(true);
    expect(load.advance(piece)).toBe(false);
    expect(load.pinForWriting(MIB)).toBeUndefined();
    cache.unpin(piece);
    expect(load.publish.bind(load)).toThrow(/Only 0 of the 2097152 bytes/);
    load.fail();
    expect(namesIn(cache)).toEqual(['other']);
    audit(memory);
  });

  test('out of order is refused, and harms nothing', () => {
    const { cache, memory } = openCache(3 * MIB);
    const { load } = reserved(cache.reserve('file', versionOf(1, 1, 2 * MIB)));
    const second = nextPiece(load, MIB);
    expect(() => load.advance(second)).toThrow(/came before/);
    expect(() => load.publish()).toThrow(/Only 0 of/);
    expect(() => load.pinForWriting(2 * MIB)).toThrow(/Cannot fill byte 2097152/);
    cache.unpin(second);
    expect(namesIn(cache)).toEqual(['file']);
    audit(memory);
  });

  test('is waited for until more is there, and until it is gone', async () => {
    const { cache } = openCache(3 * MIB);
    const { load } = reserved(cache.reserve('file', versionOf(1, 1, 2 * MIB)));
    const follower = cache.waitForLoad(load.entry, 0);
    const piece = nextPiece(load, 0);
    load.advance(piece);
    cache.unpin(piece);
    await follower;
    expect(cache.loadedBytes(load.entry)).toBe(MIB);
    const last = cache.waitForLoad(load.entry, MIB);
    cache.evict('file', 'removed');
    await last;
    expect(cache.loadedBytes(load.entry)).toBe('gone');
  });
});

describe('an entry', () => {
  test('has exactly its version, in another thread too', () => {
    const { cache, memory } = openCache(10);
    const version = { size: 3, modifiedNs: -5n, inode: 2n ** 62n + 1n, device: -(2n ** 63n) };
    cache.reserve('file', version);
    const other = new SharedCache(memory, { worker: 1 });
    expect(other.lookUp('file')?.version).toEqual(version);
  });

  test('is present for the second who wants to load it', () => {
    const { cache } = openCache(10);
    const { load } = reserved(cache.reserve('file', versionOf(1, 1, 3)));
    expect(cache.reserve('file', versionOf(1, 2, 4))).toEqual({
      kind: 'present',
      entry: load.entry,
      evicted: [],
    });
  });

  test('keeps the latest time it was checked', () => {
    const { cache, clock } = openCache(10);
    const { load } = reserved(cache.reserve('file', versionOf(1, 1, 3)));
    expect(cache.checkedAtMs(load.entry)).toBe(clock.now);
    cache.confirmFresh(load.entry, 5050);
    cache.confirmFresh(load.entry, 5049);
    expect(cache.checkedAtMs(load.entry)).toBe(5050);
    load.fail();
    expect(cache.checkedAtMs(load.entry)).toBeUndefined();
  });

  test('does not move when it is hit, and re-enters at the end', () => {
    const { cache } = openCache(100);
    for (const name of ['a', 'b', 'c']) add(cache, name, 10);
    cache.countHit(found(cache, 'a'));
    cache.countHit(found(cache, 'a'));
    expect(entriesOf(cache).map(({ name, hits }) => [name, hits])).toEqual([
      ['a', 2],
      ['b', 0],
      ['c', 0],
    ]);
    const stale = found(cache, 'a');
    cache.evict(stale, 'changed');
    add(cache, 'a', 10);
    cache.countHit(stale);
    expect(cache.evict(stale, 'changed')).toBeUndefined();
    expect(entriesOf(cache).map(({ name, hits }) => [name, hits])).toEqual([
      ['b', 0],
      ['c', 0],
      ['a', 0],
    ]);
  });
});

test('files of like size, first in first out, lie in one or two extents each', () => {
  const { cache, memory } = openCache(1_000_003);
  let longest = 0;
  for (let file = 0; file < 3000; file++) {
    add(cache, `f${String(file)}`, 2000 + ((file * 7919) % 3001));
    if (file % 50 === 0) longest = Math.max(longest, audit(memory).longestChain);
  }
  expect(longest).toBeLessThanOrEqual(2);
});

test('an error in the middle of an update empties the cache and leaves it whole', () => {
  const memory = createCacheMemory({ capacityBytes: 1000, workers: 2 });
  const cache = new SharedCache(memory, { worker: 0 });
  add(cache, 'file', 100, 5);
  const piece = cache.pin(found(cache, 'file'), 0) ?? expect.fail('not pinned');
  const failing = new SharedCache(memory, {
    worker: 1,
    now: () => {
      throw new Error('no clock');
    },
  });
  expect(() => failing.reserve('other', versionOf(2, 1, 300))).toThrow('no clock');
  expect(entriesOf(cache)).toEqual([]);
  expect(cache.usage()).toMatchObject({ usedBytes: 100, heldBytes: 100 });
  add(cache, 'more', 900, 6);
  expect(piece.bytes.equals(contentOf(5, 1, 0, 100))).toBe(true);
  audit(memory);
  cache.unpin(piece);
  expect(audit(memory)).toMatchObject({ heldBytes: 0, listedBytes: 900 });
});
