import { crc32 } from 'node:zlib';
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { audit } from '../../../doubles/cache/audit.ts';
import { contentOf, versionOf } from '../../../doubles/cache/content.ts';
import { entriesOf } from '../../../doubles/cache/entries-of.ts';
import { createCacheMemory } from './cache-memory.ts';
import type { EvictedEntry, Load, Piece } from './cache-types.ts';
import type { EntryHandle } from './entry-handle.ts';
import { SharedCache } from './shared-cache.ts';

const WORKERS = 2;
const FILES = 12;

type Operation =
  | {
      readonly kind: 'reserve';
      readonly worker: number;
      readonly file: number;
      readonly size: number;
    }
  | { readonly kind: 'fill' | 'fail' | 'unpin'; readonly pick: number }
  | { readonly kind: 'pin'; readonly worker: number; readonly file: number; readonly at: number }
  | { readonly kind: 'evict' | 'hit'; readonly worker: number; readonly file: number }
  | { readonly kind: 'clear'; readonly worker: number };

function operations(maxSize: number): fc.Arbitrary<Operation> {
  const worker = fc.nat(WORKERS - 1);
  const file = fc.nat(FILES - 1);
  const pick = fc.nat(1000);
  const size = fc.oneof(fc.nat(maxSize), fc.nat(Math.floor(maxSize / 5)), fc.constant(0));
  return fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({ kind: fc.constant('reserve' as const), worker, file, size }),
    },
    { weight: 20, arbitrary: fc.record({ kind: fc.constant('fill' as const), pick }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('fail' as const), pick }) },
    {
      weight: 12,
      arbitrary: fc.record({ kind: fc.constant('pin' as const), worker, file, at: pick }),
    },
    { weight: 10, arbitrary: fc.record({ kind: fc.constant('unpin' as const), pick }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('evict' as const), worker, file }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('hit' as const), worker, file }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('clear' as const), worker }) },
  );
}

interface ModelEntry {
  readonly file: number;
  readonly version: number;
  readonly size: number;
  readonly load: Load;
  readonly worker: number;
  loaded: number;
  hits: number;
  state: 'loading' | 'ready';
}

interface ModelPin {
  readonly entry: ModelEntry;
  readonly worker: number;
  readonly piece: Piece;
}

/** The cache as a list, and what its users hold. */
class Model {
  readonly capacity: number;
  entries: ModelEntry[] = [];
  pins: ModelPin[] = [];

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  /** Every extent counts once, however many pins it has. */
  pinnedBytes(filter: (entry: ModelEntry) => boolean = () => true): number {
    const extents = new Map<number, number>();
    for (const { entry, piece } of this.pins) {
      if (filter(entry)) extents.set(piece.extent, piece.bytes.length);
    }
    return [...extents.values()].reduce((sum, length) => sum + length, 0);
  }

  heldBytes(): number {
    return this.pinnedBytes((entry) => !this.entries.includes(entry));
  }

  usedBytes(): number {
    return this.entries.reduce((sum, { size }) => sum + size, 0) + this.heldBytes();
  }

  /** Evicts for `size` bytes; `undefined` when that cannot be had. */
  makeRoom(size: number): EvictedEntry[] | undefined {
    if (size > this.capacity - this.pinnedBytes()) return undefined;
    const evicted: EvictedEntry[] = [];
    while (this.usedBytes() + size > this.capacity) {
      const oldest = this.entries.shift();
      if (oldest === undefined) throw new Error('the model has nothing left to evict');
      evicted.push({ name: nameOf(oldest.file), size: oldest.size, reason: 'room' });
    }
    return evicted;
  }
}

function nameOf(file: number): string {
  // Names of one, two and more blocks, and one that is not ASCII.
  return `${'ordner/'.repeat(file * 4)}größe-${String(file)}`;
}

function run(capacity: number, operationList: readonly Operation[]): void {
  const memory = createCacheMemory({ capacityBytes: capacity, workers: WORKERS });
  let now = 1000;
  const caches = [0, 1].map((worker) => new SharedCache(memory, { worker, now: () => now }));
  const model = new Model(capacity);
  const stale: EntryHandle[] = [];
  let versions = 0;
  const cacheOf = (worker: number): SharedCache => caches[worker] ?? expect.fail('no such worker');

  for (const operation of operationList) {
    now++;
    switch (operation.kind) {
      case 'reserve': {
        const { file, size, worker } = operation;
        const version = ++versions;
        const result = cacheOf(worker).reserve(nameOf(file), versionOf(file, version, size));
        const present = model.entries.find((entry) => entry.file === file);
        if (present !== undefined) {
          expect(result.kind).toBe('present');
          if (result.kind === 'present') expect(result.entry).toEqual(present.load.entry);
          break;
        }
        const evicted = model.makeRoom(size);
        if (evicted === undefined) {
          expect(result).toEqual({ kind: 'no-room', evicted: [] });
          break;
        }
        if (result.kind !== 'reserved') expect.fail(`${result.kind} instead of reserved`);
        expect(result.evicted).toEqual(evicted);
        const { load } = result;
        expect(load.entry.version).toEqual(versionOf(file, version, size));
        expect(load.entry.cachedAtMs).toBe(now);
        stale.push(load.entry);
        model.entries.push({
          file,
          version,
          size,
          load,
          worker,
          loaded: 0,
          hits: 0,
          state: 'loading',
        });
        break;
      }
      case 'fill': {
        const loading = model.entries.filter((entry) => entry.state === 'loading');
        const entry = loading[operation.pick % loading.length];
        if (entry === undefined) break;
        if (entry.loaded < entry.size) {
          const piece = entry.load.pinForWriting(entry.loaded) ?? expect.fail('gone');
          expect(piece.offset).toBe(entry.loaded);
          contentOf(entry.file, entry.version, piece.offset, piece.bytes.length).copy(piece.bytes);
          expect(entry.load.advance(piece)).toBe(true);
          if (operation.pick % 2 === 0) piece.keepCrc32(crc32(piece.bytes));
          entry.loaded += piece.bytes.length;
          // Sometimes the loader keeps its pin, to send what it has read.
          if (operation.pick % 3 === 0) model.pins.push({ entry, worker: entry.worker, piece });
          else cacheOf(entry.worker).unpin(piece);
          const visible = entry.loaded < entry.size ? entry.loaded : piece.offset;
          expect(cacheOf(0).loadedBytes(entry.load.entry)).toBe(visible);
        } else {
          expect(cacheOf(1).isReady(entry.load.entry)).toBe(false);
          expect(entry.load.publish()).toBe(true);
          entry.state = 'ready';
          expect(cacheOf(1).isReady(entry.load.entry)).toBe(true);
          expect(cacheOf(1).loadedBytes(entry.load.entry)).toBe(entry.size);
        }
        break;
      }
      case 'fail': {
        const loading = model.entries.filter((entry) => entry.state === 'loading');
        const entry = loading[operation.pick % loading.length];
        entry?.load.fail();
        model.entries = model.entries.filter((other) => other !== entry);
        break;
      }
      case 'pin': {
        const cache = cacheOf(operation.worker);
        const handle = cache.lookUp(nameOf(operation.file));
        const entry = model.entries.find(({ file }) => file === operation.file);
        expect(handle).toEqual(entry?.load.entry);
        if (handle === undefined || entry === undefined) break;
        const offset = operation.at % (entry.size + 2);
        const loaded = cache.loadedBytes(handle);
        const piece = cache.pin(handle, offset);
        if (loaded === 'gone' || offset >= loaded) {
          expect(piece).toBeUndefined();
          break;
        }
        if (piece === undefined) expect.fail('not pinned');
        expect(piece.offset).toBeLessThanOrEqual(offset);
        expect(piece.offset + piece.bytes.length).toBeGreaterThan(offset);
        if (piece.crc32 === undefined) piece.keepCrc32(crc32(piece.bytes));
        expect(piece.crc32).toBe(crc32(piece.bytes));
        model.pins.push({ entry, worker: operation.worker, piece });
        break;
      }
      case 'unpin': {
        const pin = model.pins[operation.pick % model.pins.length];
        if (pin === undefined) break;
        cacheOf(pin.worker).unpin(pin.piece);
        cacheOf(pin.worker).unpin(pin.piece);
        model.pins = model.pins.filter((other) => other !== pin);
        break;
      }
      case 'evict': {
        const entry = model.entries.find(({ file }) => file === operation.file);
        const evicted = cacheOf(operation.worker).evict(nameOf(operation.file), 'changed');
        expect(evicted).toEqual(
          entry && { name: nameOf(entry.file), size: entry.size, reason: 'changed' },
        );
        model.entries = model.entries.filter((other) => other !== entry);
        break;
      }
      case 'hit': {
        const entry = model.entries.find(({ file }) => file === operation.file);
        if (entry === undefined) break;
        cacheOf(operation.worker).countHit(entry.load.entry);
        entry.hits++;
        break;
      }
      case 'clear':
        expect(
          cacheOf(operation.worker)
            .clear()
            .map(({ name }) => name),
        ).toEqual(model.entries.map(({ file }) => nameOf(file)));
        model.entries = [];
        break;
    }

    const handles = model.entries.map(({ load }) => load.entry);
    for (const handle of stale) {
      if (handles.includes(handle)) continue;
      expect(caches[0]?.loadedBytes(handle)).toBe('gone');
      expect(caches[0]?.pin(handle, 0)).toBeUndefined();
      expect(caches[0]?.evict(handle, 'removed')).toBeUndefined();
    }
    for (const { entry, piece } of model.pins) {
      const expected = contentOf(entry.file, entry.version, piece.offset, piece.bytes.length);
      expect(piece.bytes.equals(expected)).toBe(true);
    }
    expect(entriesOf(cacheOf(0))).toEqual(
      model.entries.map((entry) => ({
        name: nameOf(entry.file),
        size: entry.size,
        cachedAtMs: entry.load.entry.cachedAtMs,
        modifiedAtMs: entry.version / 1e6,
        hits: entry.hits,
        state: entry.state,
      })),
    );
    expect(cacheOf(1).usage()).toEqual({
      capacityBytes: capacity,
      usedBytes: model.usedBytes(),
      heldBytes: model.heldBytes(),
      entries: model.entries.length,
    });
    expect(audit(memory)).toMatchObject({
      pins: model.pins.length,
      pinnedBytes: model.pinnedBytes(),
    });
  }

  for (const { worker, piece } of model.pins) cacheOf(worker).unpin(piece);
  cacheOf(0).clear();
  expect(audit(memory)).toMatchObject({ entries: 0, pins: 0, heldBytes: 0, freeRuns: 1 });
}

const SMALL = 997;
const LARGE = 3 * 1024 * 1024 + 17;

test.prop([fc.array(operations(SMALL + 1), { maxLength: 150, size: 'max' })], { numRuns: 50 })(
  'a small cache agrees with a list, operation by operation, byte by byte',
  (list) => {
    run(SMALL, list);
  },
);

test.prop([fc.array(operations(LARGE + 1), { maxLength: 60, size: 'max' })], { numRuns: 40 })(
  'a cache of several MiB, whose entries have several extents, agrees with a list',
  (list) => {
    run(LARGE, list);
  },
);
