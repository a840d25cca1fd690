import { describe, expect, it } from 'vitest';
import type { CacheEntry } from '../../shared/server-state.ts';
import { CacheView } from './cache-view.ts';

const entry = (name: string, cachedAtMs: number, hits = 0): CacheEntry => ({
  ...{ name, size: 1, cachedAtMs, modifiedAtMs: 0, hits, state: 'ready' },
});
const usage = (entries: number) => ({
  ...{ capacityBytes: 100, usedBytes: entries, heldBytes: 0, entries },
});
const cached = (name: string, atMs: number) => ({
  ...{ type: 'entryCached' as const, atMs, thread: 0, name, size: 1 },
});
const evicted = (name: string, atMs: number) => ({
  ...{ type: 'entryEvicted' as const, atMs, thread: 1, name, size: 1, reason: 'room' as const },
});

function viewOf(...entries: CacheEntry[]): CacheView {
  const view = new CacheView();
  view.reconcile({ cache: usage(entries.length), entries }, 10);
  view.takeChange();
  return view;
}

const names = (view: CacheView): string[] => view.snapshot().entries.map(({ name }) => name);

describe('CacheView', () => {
  it('tells nothing when nothing changed', () => {
    const view = viewOf(entry('a', 1));
    view.reconcile({ cache: usage(1), entries: [entry('a', 1)] }, 20);
    expect(view.takeChange()).toBeUndefined();
  });

  it('tells only what changed out of many', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => entry(`f${index}`, index));
    const view = viewOf(...many);
    many[5000] = entry('f5000', 5000, 3);
    view.reconcile({ cache: usage(10_000), entries: [...many.slice(2), entry('new', 99)] }, 20);
    expect(view.takeChange()).toMatchObject({
      sequence: 2,
      removed: ['f0', 'f1'],
      added: [{ name: 'new' }],
      changed: [{ name: 'f5000', hits: 3 }],
    });
  });

  it('counts what a snapshot leaves out', () => {
    const view = new CacheView();
    view.reconcile({ cache: usage(5), entries: [entry('a', 1), entry('b', 2)] }, 10);
    view.apply(cached('f', 21));
    expect(names(view)).toEqual(['a', 'b']);
    expect(view.snapshot().usage.entries).toBe(6);
  });

  it('keeps what was cached after the snapshot was asked for', () => {
    const view = viewOf(entry('a', 1));
    view.apply(cached('b', 21));
    view.reconcile({ cache: usage(1), entries: [entry('a', 1)] }, 20);
    expect(names(view)).toEqual(['a', 'b']);
    expect(view.takeChange()).toMatchObject({ added: [{ name: 'b' }], removed: [] });
  });

  it('ignores events that the snapshot includes', () => {
    const view = viewOf(entry('a', 1));
    view.reconcile({ cache: usage(1), entries: [entry('b', 15)] }, 20);
    view.apply(evicted('b', 14));
    view.apply(cached('a', 12));
    expect(names(view)).toEqual(['b']);
  });

  it('shows no file whose leaving was heard of before its coming', () => {
    const view = viewOf();
    view.apply(evicted('a', 31));
    view.apply(cached('a', 30));
    expect(names(view)).toEqual([]);
  });

  it('never tells of a file that came and left in between', () => {
    const view = viewOf(entry('a', 1));
    view.apply(cached('b', 30));
    view.apply(evicted('b', 31));
    expect(view.takeChange()).toBeUndefined();
  });

  it('tells of a file that left and came back at the end', () => {
    const view = viewOf(entry('a', 1), entry('b', 2));
    view.apply(evicted('a', 30));
    view.apply(cached('a', 31));
    expect(view.takeChange()).toMatchObject({
      removed: ['a'],
      added: [{ name: 'a' }],
      changed: [],
    });
    expect(names(view)).toEqual(['b', 'a']);
  });

  it('puts right the order among threads by moving only what is out of it', () => {
    const view = viewOf(entry('a', 1));
    view.apply(cached('c', 30));
    view.apply(cached('b', 29));
    view.takeChange();
    view.reconcile(
      { cache: usage(3), entries: [entry('a', 1), entry('b', 29), entry('c', 30)] },
      40,
    );
    expect(view.takeChange()).toMatchObject({
      removed: ['c', 'b'],
      added: [{ name: 'b' }, { name: 'c' }],
    });
  });

  it('empties when the server has ended', () => {
    const view = viewOf(entry('a', 1));
    view.reset(0);
    expect(view.takeChange()).toMatchObject({
      removed: ['a'],
      usage: { entries: 0, usedBytes: 0 },
    });
  });
});
