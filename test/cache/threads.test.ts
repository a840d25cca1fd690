import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { createCacheMemory, releaseAbandonedLock } from '../../src/engine/cache/cache-memory.ts';
import type { CacheMemory } from '../../src/engine/cache/cache-types.ts';
import type { Piece } from '../../src/engine/cache/cache-types.ts';
import { SharedCache } from '../../src/engine/cache/shared-cache.ts';
import { audit } from '../../doubles/cache/audit.ts';
import { contentOf, versionOf } from '../../doubles/cache/content.ts';
import { entriesOf } from '../../doubles/cache/entries-of.ts';
import type { Answer, Order, ThreadData } from '../../doubles/cache/thread-messages.ts';

const MIB = 1024 * 1024;
/** The test itself uses the cache too, as a further thread. */
const OWN_WORKER = 4;
const FILES = 40;

const threads = new Set<Worker>();

afterEach(async () => {
  await Promise.all([...threads].map((thread) => thread.terminate()));
  threads.clear();
});

function setUp(capacityBytes: number) {
  const memory = createCacheMemory({ capacityBytes, workers: OWN_WORKER + 1 });
  const disk = new SharedArrayBuffer(FILES * 4);
  const startThread = (worker: number): Worker => {
    const workerData: ThreadData = { memory, worker, disk };
    const thread = new Worker(new URL('./cache-thread.ts', import.meta.url), { workerData });
    threads.add(thread);
    return thread;
  };
  return { memory, startThread, cache: new SharedCache(memory, { worker: OWN_WORKER }) };
}

async function order(thread: Worker, what: Order): Promise<Answer> {
  thread.postMessage(what);
  // Rejects with what the thread threw, if it did.
  const [answer] = (await once(thread, 'message')) as [Answer];
  return answer;
}

/** Ends a thread and does for it what the supervisor does. */
async function kill(thread: Worker, memory: CacheMemory, worker: number): Promise<boolean> {
  await thread.terminate();
  threads.delete(thread);
  return releaseAbandonedLock(memory, worker);
}

function load(cache: SharedCache, file: number, size: number): void {
  const result = cache.reserve(`folder/file-${String(file)}`, versionOf(file, 1, size));
  if (result.kind !== 'reserved') expect.fail(result.kind);
  for (let offset = 0; offset < size;) {
    const piece = result.load.pinForWriting(offset) ?? expect.fail('gone');
    contentOf(file, 1, offset, piece.bytes.length).copy(piece.bytes);
    result.load.advance(piece);
    cache.unpin(piece);
    offset += piece.bytes.length;
  }
  result.load.publish();
}

function pinFirst(cache: SharedCache, file: number): Piece {
  const entry = cache.lookUp(`folder/file-${String(file)}`) ?? expect.fail('not there');
  return cache.pin(entry, 0) ?? expect.fail('not pinned');
}

describe('four threads at random', () => {
  test.each([1, 2])(
    'get only right bytes, and leave everything in order (seed %i)',
    async (seed) => {
      const { memory, startThread, cache } = setUp(4 * MIB + 321);
      const workers = [0, 1, 2, 3].map(startThread);
      const total = { served: 0, copied: 0, refused: 0, loaded: 0, followed: 0 };
      for (let round = 0; round < 3; round++) {
        const answers = await Promise.all(
          workers.map((thread, worker) =>
            order(thread, { kind: 'play', operations: 1500, seed: seed * 97 + round * 7 + worker }),
          ),
        );
        for (const answer of answers) {
          total.served += answer.served;
          total.copied += answer.copied;
          total.refused += answer.refused;
          total.loaded += answer.loaded;
          total.followed += answer.followed;
        }
        expect(audit(memory)).toMatchObject({ pins: 0, heldBytes: 0 });
      }
      expect(total.served).toBeGreaterThan(1000);
      expect(total.copied).toBeGreaterThan(1000);
      expect(total.refused).toBeGreaterThan(100);
      expect(total.loaded).toBeGreaterThan(100);
      expect(total.followed).toBeGreaterThan(0);
      cache.clear();
      expect(audit(memory)).toMatchObject({ entries: 0, listedBytes: 0, freeRuns: 1 });
    },
  );

  test('load a file once, however many want it at the same time', async () => {
    const { startThread, cache } = setUp(8 * MIB);
    const workers = [0, 1, 2, 3].map(startThread);
    for (let file = 0; file < 5; file++) {
      const answers = await Promise.all(
        workers.map((thread) => order(thread, { kind: 'fetch', file, size: 1_500_000 })),
      );
      expect(answers.map(({ detail }) => detail).toSorted()).toEqual([
        'present',
        'present',
        'present',
        'reserved',
      ]);
      expect(answers.reduce((sum, { served }) => sum + served, 0)).toBe(3);
    }
    expect(entriesOf(cache).map(({ state }) => state)).toEqual(Array(5).fill('ready'));
  });
});

describe('a thread that dies', () => {
  test('gives back its pins and leaves no half-loaded entry', async () => {
    const { memory, startThread, cache } = setUp(4 * MIB + 1);
    load(cache, 1, MIB);
    load(cache, 2, MIB);
    const own = pinFirst(cache, 2);
    const thread = startThread(0);
    await order(thread, { kind: 'pin', file: 1 });
    await order(thread, { kind: 'pin', file: 1 });
    await order(thread, { kind: 'pin', file: 2 });
    await order(thread, { kind: 'reserve', file: 3, size: 2 * MIB });
    expect(cache.reserve('of a survivor', versionOf(9, 1, 1)).kind).toBe('reserved');
    const loading = cache.lookUp('folder/file-3') ?? expect.fail('not reserved');
    const follower = cache.waitForLoad(loading, 0);
    cache.evict('folder/file-1', 'changed');
    expect(audit(memory)).toMatchObject({ pins: 5, heldBytes: MIB });

    expect(await kill(thread, memory, 0)).toBe(false);
    expect(cache.reclaim(0)).toEqual({ pins: 4, failedLoads: ['folder/file-3'] });
    await follower;
    expect(cache.loadedBytes(loading)).toBe('gone');
    expect(entriesOf(cache).map(({ name }) => name)).toEqual(['folder/file-2', 'of a survivor']);
    expect(audit(memory)).toMatchObject({ pins: 1, heldBytes: 0, listedBytes: MIB + 1 });
    expect(own.bytes.equals(contentOf(2, 1, 0, MIB))).toBe(true);
    cache.unpin(own);
  });

  test('in the middle of an update: the cache empties, what others read stays', async () => {
    const { memory, startThread, cache } = setUp(4 * MIB);
    for (const file of [1, 2, 3]) load(cache, file, MIB);
    const kept = pinFirst(cache, 2);
    const entry = cache.lookUp('folder/file-2') ?? expect.fail('not there');
    const [dying, blocked] = [startThread(0), startThread(1)];
    await order(blocked, { kind: 'pin', file: 3 });
    await order(dying, { kind: 'wreck' });
    const waiting = order(blocked, { kind: 'usage' });

    expect(releaseAbandonedLock(memory, 1)).toBe(false);
    expect(await kill(dying, memory, 0)).toBe(true);
    const { detail } = await waiting;
    expect(detail).toMatchObject({ usedBytes: 2 * MIB, heldBytes: 2 * MIB, entries: 0 });
    expect(cache.reclaim(0)).toEqual({ pins: 0, failedLoads: [] });
    expect(entriesOf(cache)).toEqual([]);
    expect(cache.pin(entry, 0)).toBeUndefined();

    load(cache, 4, 2 * MIB);
    expect(cache.reserve('none', versionOf(5, 1, 2 * MIB + 1))).toEqual({
      kind: 'no-room',
      evicted: [],
    });
    expect(kept.bytes.equals(contentOf(2, 1, 0, MIB))).toBe(true);
    expect(audit(memory)).toMatchObject({ pins: 2, heldBytes: 2 * MIB, listedBytes: 2 * MIB });
    cache.unpin(kept);
    await kill(blocked, memory, 1);
    expect(cache.reclaim(1).pins).toBe(1);
    cache.clear();
    expect(audit(memory)).toMatchObject({ pins: 0, freeRuns: 1 });
  });

  test('at any moment harms no other', async () => {
    const { memory, startThread, cache } = setUp(2 * MIB);
    const survivor = startThread(1);
    for (let life = 0; life < 12; life++) {
      const dying = startThread(0);
      await once(dying, 'online');
      dying.postMessage({ kind: 'play', operations: 1e9, seed: life } satisfies Order);
      // The survivor's work is what the other's life lasts.
      const played = order(survivor, { kind: 'play', operations: 200, seed: 100 + life });
      await Promise.race([
        played,
        once(dying, 'error').then(([error]) => Promise.reject(error as Error)),
      ]);
      await kill(dying, memory, 0);
      cache.reclaim(0);
      expect(audit(memory)).toMatchObject({ pins: 0, heldBytes: 0 });
    }
    expect(
      (await order(survivor, { kind: 'play', operations: 200, seed: 1 })).served,
    ).toBeGreaterThan(0);
  });
});
