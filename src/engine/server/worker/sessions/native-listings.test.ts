import type { Socket } from 'node:net';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createCacheMemory } from '../../../cache/cache-memory.ts';
import { SharedCache } from '../../../cache/shared-cache.ts';
import { sendCacheListing } from './native-listings.ts';
import type { SessionServices } from './session.ts';

function cacheOf(entries: number): SharedCache {
  const memory = createCacheMemory({ capacityBytes: 100, workers: 1 });
  const cache = new SharedCache(memory, { worker: 0 });
  for (let file = 0; file < entries; file++) enter(cache, `f${file}`);
  return cache;
}

function enter(cache: SharedCache, name: string): void {
  const version = { size: 0, modifiedNs: 0n, inode: 0n, device: 0n };
  const reservation = cache.reserve(name, version);
  if (reservation.kind === 'reserved') reservation.load.publish();
}

/** The lines of a list; `onWrite` is called before each write. */
async function listed(cache: SharedCache, onWrite: () => void): Promise<Record<string, unknown>[]> {
  let text = '';
  const socket = new Writable({
    write(chunk: Buffer, _encoding, done) {
      onWrite();
      text += chunk.toString();
      setImmediate(done);
    },
  });
  await sendCacheListing(socket as unknown as Socket, { cache } as unknown as SessionServices, {
    op: 'list',
  });
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('a list of 16,383 files says beforehand how many there are', async () => {
  const cache = cacheOf(16_383);
  const [header, ...lines] = await listed(cache, () => undefined);
  expect(header).toMatchObject({ ok: true, count: 16_383 });
  expect(lines).toHaveLength(16_383);
});

test('a longer list is read while it is sent, and says at its end how many files it had', async () => {
  const cache = cacheOf(20_000);
  let writes = 0;
  const [header, ...lines] = await listed(cache, () => {
    writes++;
    if (writes > 1) return;
    // Those that leave before their turn are not in it, those that come are not either.
    for (let file = 18_000; file < 19_000; file++) {
      const entry = cache.lookUp(`f${file}`);
      if (entry !== undefined) cache.evict(entry, 'evicted');
    }
    enter(cache, 'late');
  });
  expect(header).not.toHaveProperty('count');
  expect(lines.pop()).toEqual({ end: true, count: 19_000 });
  expect(lines.map(({ name }) => name)).toEqual(
    Array.from({ length: 20_000 }, (_, file) => `f${file}`).filter(
      (_, file) => file < 18_000 || file >= 19_000,
    ),
  );
  expect(writes).toBeGreaterThan(10);
});
