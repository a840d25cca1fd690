import { describe, expect, it } from 'vitest';
import type { CacheQuery } from '../../../shared/contract-cache.ts';
import { createCacheMemory, glanceAtUsage, readerNumber, releaseReader } from '../cache-memory.ts';
import { Header, LOCK_WORD } from '../header.ts';
import { Mutex } from '../mutex.ts';
import { SharedCache } from '../shared-cache.ts';
import { CacheCatalog } from './cache-catalog.ts';
import type { CatalogOrder } from './catalog-order.ts';

const QUEUE: CacheQuery = { column: 'place', direction: 'ascending', filter: '' };

function setUp(capacityBytes = 1_000_000) {
  const memory = createCacheMemory({ capacityBytes, workers: 1 });
  const cache = new SharedCache(memory, { worker: 0 });
  const catalog = new CacheCatalog(memory);
  const add = (name: string, size = 1, isReady = true): void => {
    const version = { size, modifiedNs: 1n, inode: 1n, device: 1n };
    const reservation = cache.reserve(name, version);
    if (reservation.kind !== 'reserved') throw new Error(reservation.kind);
    const { load } = reservation;
    for (let offset = 0; offset < size && isReady;) {
      const piece = load.pinForWriting(offset)!;
      load.advance(piece);
      cache.unpin(piece);
      offset += piece.length;
    }
    if (isReady) load.publish();
  };
  const hit = (name: string): void => cache.countHit(cache.lookUp(name)!);
  const built = (query: Partial<CacheQuery> = {}): CatalogOrder => {
    catalog.refresh();
    const order = catalog.order({ ...QUEUE, ...query });
    for (const pause of order.build()) expect(pause).toBeUndefined();
    return order;
  };
  const show = (query: Partial<CacheQuery> = {}, from = 0, count = 512): string[] => {
    const request = { ...QUEUE, ...query, from, count, watched: [] };
    const { rows } = catalog.window(built(query), request);
    return rows.map(({ place, file }) => `${place} ${file.name}`);
  };
  return { memory, cache, catalog, add, hit, built, show };
}

describe('the catalog of a cache', () => {
  it('follows what comes and leaves, at any place', () => {
    const { cache, add, show } = setUp();
    for (const name of ['a', 'b', 'c', 'd', 'e']) add(name);
    expect(show()).toEqual(['1 a', '2 b', '3 c', '4 d', '5 e']);
    for (const name of ['a', 'c', 'e']) cache.evict(name, 'evicted');
    add('f');
    expect(show()).toEqual(['1 b', '2 d', '3 f']);
    cache.clear();
    expect(show()).toEqual([]);
    add('a');
    expect(show()).toEqual(['1 a']);
  });

  it('agrees with the listing after thousands have come and gone', () => {
    const { memory, cache, add, show, catalog, built } = setUp(3000);
    for (let file = 0; file < 9000; file++) {
      add(`file-${file}`, 1 + (file % 3));
      if (file % 7 === 0) cache.evict(`file-${file - 5}`, 'evicted');
      if (file % 500 === 0) show();
    }
    const listed = [...cache.listInBatches()].flat().map(({ name }) => name);
    expect(catalog.names(built(), 0, 9000)).toEqual(listed);
    expect(glanceAtUsage(memory)).toEqual(cache.usage());
    expect(catalog.usage()).toEqual(cache.usage());
  });

  it('sorts by any column, and numbers the queue all the same', () => {
    const { add, hit, show } = setUp();
    add('b10', 3);
    add('a', 2);
    add('B2', 3, false);
    hit('a');
    expect(show({ column: 'name' })).toEqual(['2 a', '3 B2', '1 b10']);
    expect(show({ column: 'name', direction: 'descending' })).toEqual(['1 b10', '3 B2', '2 a']);
    expect(show({ column: 'size', direction: 'descending' })).toEqual(['1 b10', '3 B2', '2 a']);
    expect(show({ column: 'hits' })).toEqual(['1 b10', '3 B2', '2 a']);
    expect(show({ column: 'state' })).toEqual(['3 B2', '1 b10', '2 a']);
    expect(show({ column: 'cachedAt', direction: 'descending' })).toEqual(['3 B2', '2 a', '1 b10']);
  });

  it('finds names without regard to case, and keeps the order while files come', () => {
    const { cache, add, catalog, built } = setUp();
    for (const name of ['b10', 'a', 'B2']) add(name);
    const order = built({ filter: ' B' });
    expect(catalog.names(order, 0, 9)).toEqual(['b10', 'B2']);
    add('cb');
    cache.evict('b10', 'evicted');
    catalog.refresh();
    expect(order.isOutdated).toBe(true);
    expect(catalog.names(order, 0, 9)).toEqual(['B2']);
    order.build().next();
    for (const pause of order.build()) expect(pause).toBeUndefined();
    expect(catalog.names(order, 0, 9)).toEqual(['B2', 'cb']);
    expect(order.isOutdated).toBe(false);
  });

  it('moves a window with the row that is to be kept, and says who has gone', () => {
    const { cache, add, catalog, built } = setUp();
    for (let file = 0; file < 100; file++) add(`f${file}`);
    for (let file = 0; file < 10; file++) cache.evict(`f${file}`, 'evicted');
    const window = catalog.window(built(), {
      ...{ ...QUEUE, from: 40, count: 3, keep: { name: 'f45', index: 45 } },
      watched: ['f5', 'f45', 'x'],
    });
    expect(window).toMatchObject({ from: 30, matching: 90, gone: ['f5', 'x'] });
    expect(window.rows.map(({ index, file }) => `${index} ${file.name}`)).toEqual([
      '30 f40',
      '31 f41',
      '32 f42',
    ]);
  });

  it('finds the row of a name in any order', () => {
    const { add, catalog, built } = setUp();
    for (const name of ['b', 'c', 'a']) add(name);
    expect(catalog.find(built(), 'a')).toBe(2);
    expect(catalog.find(built({ direction: 'descending' }), 'a')).toBe(0);
    expect(catalog.find(built({ column: 'name' }), 'c')).toBe(2);
    expect(catalog.find(built({ filter: 'a' }), 'c')).toBe(-1);
    expect(catalog.find(built(), 'x')).toBe(-1);
  });

  it('leaves the cache as it is when it is killed with the lock', () => {
    const { memory, cache, add } = setUp();
    add('a');
    const { words } = new Header(memory.index.header);
    new Mutex(words, LOCK_WORD, readerNumber(memory)).lock();
    releaseReader(memory);
    expect(cache.usage().entries).toBe(1);
    new Mutex(words, LOCK_WORD, 0).lock();
    releaseReader(memory);
    expect(words[LOCK_WORD]).toBe(1);
  });

  it('lays the belt out with the names of its blocks', () => {
    const { add, catalog } = setUp(1000);
    add('large', 500);
    for (let file = 0; file < 20; file++) add(`small-${file}`, 1);
    add('last', 300);
    catalog.refresh();
    const { blocks, end } = catalog.belt({ widthPx: 1000 });
    expect(blocks.map(({ kind, name, place }) => [kind, name, place])).toEqual([
      ['file', 'large', 1],
      ['group', 'small-0', 2],
      ['group', 'small-10', 12],
      ['file', 'last', 22],
    ]);
    expect(end).toBe(820);
  });

  it('lays out a part of the belt, which stays with a file as others leave', () => {
    const { cache, add, catalog } = setUp(1000);
    add('large', 500);
    for (let file = 0; file < 20; file++) add(`small-${file}`, 1);
    catalog.refresh();
    const keep = { name: 'small-10', at: 510 };
    const part = { from: 508, bytes: 4, keep };
    const before = catalog.belt({ widthPx: 400, part });
    expect(before.from).toBe(508);
    expect(before.blocks.map(({ name, left, width }) => [name, left, width])).toEqual([
      ['small-7', -100, 100],
      ...[8, 9, 10, 11, 12].map((file) => [`small-${file}`, (file - 8) * 100, 100]),
    ]);
    cache.evict('large', 'evicted');
    catalog.refresh();
    const after = catalog.belt({ widthPx: 400, part });
    expect(after.from).toBe(8);
    expect(after.blocks.map(({ name }) => name)).toEqual(before.blocks.map(({ name }) => name));
    cache.evict('small-10', 'evicted');
    catalog.refresh();
    expect(catalog.belt({ widthPx: 400, part }).from).toBe(508);
  });
});
