import { expect, it } from 'vitest';
import { createCacheMemory } from '../../../cache/cache-memory.ts';
import type { EntryHandle } from '../../../cache/entry-handle.ts';
import { SharedCache } from '../../../cache/shared-cache.ts';
import { FRESHNESS_MS } from '../../limits.ts';
import { Sightings } from './sightings.ts';

function entry(name: string): EntryHandle {
  const cache = new SharedCache(createCacheMemory({ capacityBytes: 1000, workers: 1 }), {
    worker: 0,
  });
  const version = { size: 1, modifiedNs: 1n, inode: 1n, device: 1n };
  const reservation = cache.reserve(name, version);
  return reservation.kind === 'reserved' ? reservation.load.entry : expect.fail(reservation.kind);
}

it('count for a while only, and not when the clock was set back', () => {
  const sightings = new Sightings();
  const seen = entry('a');
  sightings.note(seen, 1000);
  expect(sightings.find('a', 1000)).toBe(seen);
  expect(sightings.find('a', 1000 + FRESHNESS_MS - 1)).toBe(seen);
  expect(sightings.find('a', 1000 + FRESHNESS_MS)).toBeUndefined();
  expect(sightings.find('a', 999)).toBeUndefined();
  expect(sightings.find('b', 1000)).toBeUndefined();
});

it('are of the entry that was seen last', () => {
  const sightings = new Sightings();
  sightings.note(entry('a'), 1000);
  const second = entry('a');
  sightings.note(second, 1001);
  expect(sightings.find('a', 1001)).toBe(second);
});
