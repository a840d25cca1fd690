import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { CacheSnapshot, CachedFile } from '../../shared/contract-server.ts';
import { applyCacheChange, judgeSequence } from '../../shared/deltas.ts';
import type { CacheEntry } from '../../shared/server-state.ts';
import { CacheView } from './cache-view.ts';

const CAPACITY = 1000;
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** A cache that tells what happens to it, late or not at all. */
class FakeCache {
  entries: CacheEntry[] = [];
  nowMs = 1000;

  get usage() {
    const usedBytes = this.entries.reduce((sum, { size }) => sum + size, 0);
    return { capacityBytes: CAPACITY, usedBytes, heldBytes: 0, entries: this.entries.length };
  }

  cache(name: string) {
    this.nowMs++;
    this.entries = this.entries.filter((entry) => entry.name !== name);
    this.entries.push({
      ...{ name, size: 10, cachedAtMs: this.nowMs, modifiedAtMs: 0, hits: 0, state: 'ready' },
    });
    return { type: 'entryCached' as const, atMs: this.nowMs, thread: 0, name, size: 10 };
  }

  evictOldest() {
    this.nowMs++;
    const oldest = this.entries.shift();
    if (oldest === undefined) return undefined;
    const { name, size } = oldest;
    return {
      ...{ type: 'entryEvicted' as const, atMs: this.nowMs, thread: 0, name, size },
      reason: 'room' as const,
    };
  }

  hit(index: number): void {
    const entry = this.entries[index % Math.max(1, this.entries.length)];
    if (entry !== undefined) entry.hits++;
  }
}

const step = fc.oneof(
  fc.record({ op: fc.constant('cache' as const), name: fc.constantFrom(...NAMES) }),
  fc.record({ op: fc.constantFrom('evict' as const, 'tell' as const, 'snapshot' as const) }),
  fc.record({ op: fc.constant('hit' as const), index: fc.nat(7) }),
  fc.record({ op: fc.constant('lose' as const), name: fc.constantFrom(...NAMES) }),
);

describe('CacheView', () => {
  test.prop([fc.array(step, { maxLength: 60 })])(
    'leads a panel that applies every change to exactly what the cache holds',
    (steps) => {
      const cache = new FakeCache();
      const view = new CacheView();
      let panel: CacheSnapshot = view.snapshot();
      const tell = (): void => {
        const change = view.takeChange();
        if (change === undefined) return;
        expect(judgeSequence(panel, change)).toBe('apply');
        panel = applyCacheChange(panel, change);
        const names = panel.entries.map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
      };
      for (const { op, ...rest } of steps) {
        const name = 'name' in rest ? rest.name : 'a';
        if (op === 'cache') {
          const left = cache.entries.find((entry) => entry.name === name);
          if (left !== undefined) {
            const { size } = left;
            view.apply({
              ...{
                type: 'entryEvicted',
                atMs: cache.nowMs,
                thread: 0,
                name,
                size,
                reason: 'changed',
              },
            });
          }
          view.apply(cache.cache(name));
        } else if (op === 'evict') {
          const event = cache.evictOldest();
          if (event !== undefined) view.apply(event);
        } else if (op === 'hit') {
          cache.hit('index' in rest ? rest.index : 0);
        } else if (op === 'lose') {
          cache.cache(name);
        } else if (op === 'tell') {
          tell();
        } else {
          cache.nowMs++;
          view.reconcile({ cache: cache.usage, entries: cache.entries }, cache.nowMs);
        }
      }
      cache.nowMs++;
      view.reconcile({ cache: cache.usage, entries: cache.entries }, cache.nowMs);
      tell();
      const expected = cache.entries.map(({ name, size, cachedAtMs, hits, state }): CachedFile => {
        return { name, size, cachedAtMs, hits, state };
      });
      expect(panel.entries).toEqual(expected);
      expect(panel.usage).toEqual(cache.usage);
    },
  );
});
