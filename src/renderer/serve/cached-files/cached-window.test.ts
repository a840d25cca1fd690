import { describe, expect, it, vi } from 'vitest';
import type { MethodName, MethodParams, MethodResult } from '../../../shared/contract.ts';
import type { CacheQuery, CachedFile } from '../../../shared/contract-cache.ts';
import { ListedCacheView } from '../../../../doubles/contract/listed-cache-view.ts';
import { CachedWindow } from './cached-window.ts';

const QUEUE: CacheQuery = { column: 'place', direction: 'ascending', filter: '' };
const NOBODY: ReadonlySet<string> = new Set();

function setUp(count = 10_000) {
  let files: CachedFile[] = Array.from({ length: count }, (_, at) => ({
    ...{ name: `f${at}`, size: at % 7, cachedAtMs: at, hits: 0, state: 'ready' },
  }));
  const view = new ListedCacheView(() => ({
    files,
    usage: { capacityBytes: 100, usedBytes: 0, heldBytes: 0, entries: files.length },
  }));
  const asked: MethodName[] = [];
  const call = async <M extends MethodName>(
    method: M,
    params: MethodParams<M>,
  ): Promise<MethodResult<M>> => {
    asked.push(method);
    const answers: Partial<Record<MethodName, () => Promise<unknown>>> = {
      'cache.window': () => view.window(params as MethodParams<'cache.window'>),
      'cache.find': async () => ({
        index: await view.find(params as MethodParams<'cache.find'>),
      }),
      'cache.names': async () => ({
        names: await view.names(params as MethodParams<'cache.names'>),
      }),
    };
    return (await answers[method]!()) as MethodResult<M>;
  };
  let nowMs = 0;
  const window = new CachedWindow({
    host: { call },
    // Time passes by itself.
    now: () => (nowMs += 1000),
    startTimer: (run) => {
      queueMicrotask(run);
      return () => undefined;
    },
  });
  const heard = vi.fn();
  window.subscribe(heard);
  const shows = async (query = QUEUE, selected = NOBODY): Promise<void> => {
    const before = heard.mock.calls.length;
    window.show(query, selected);
    await vi.waitFor(() => expect(heard.mock.calls.length).toBeGreaterThan(before));
  };
  const setFiles = (change: (files: CachedFile[]) => CachedFile[]): void => {
    files = change(files);
  };
  const names = (from: number, to: number): (string | undefined)[] =>
    Array.from({ length: to - from }, (_, at) => window.get().rows.at(from + at)?.file.name);
  return { window, asked, shows, setFiles, names };
}

describe('the window of cached files', () => {
  it('holds what is drawn and some beyond, and never all', async () => {
    const { window, shows, names } = setUp();
    window.setDrawn({ from: 5000, to: 5040 });
    await shows();
    const { rows, total } = window.get();
    expect([rows.count, total]).toEqual([10_000, 10_000]);
    expect(names(5000, 5002)).toEqual(['f5000', 'f5001']);
    expect(rows.at(0)).toBeUndefined();
    expect(rows.filter(() => true).length).toBeLessThan(512);
  });

  it('asks for more near an edge, and for nothing in the middle', async () => {
    const { window, asked, shows, names } = setUp();
    window.setDrawn({ from: 5000, to: 5040 });
    await shows();
    const before = asked.length;
    window.setDrawn({ from: 5010, to: 5050 });
    expect(asked).toHaveLength(before);
    window.setDrawn({ from: 9000, to: 9040 });
    await vi.waitFor(() => expect(names(9000, 9001)).toEqual(['f9000']));
  });

  it('moves with the rows that are drawn while others leave above them', async () => {
    const { window, shows, setFiles, names } = setUp();
    window.setDrawn({ from: 5000, to: 5040 });
    await shows();
    setFiles((files) => files.slice(1000));
    await shows();
    expect(names(4000, 4001)).toEqual(['f5000']);
    expect(window.get().rows.count).toBe(9000);
  });

  it('finds rows at hand, believes the others to be where they were', async () => {
    const { window, shows } = setUp();
    window.setDrawn({ from: 5000, to: 5040 });
    await shows();
    const { rows } = window.get();
    expect(rows.find('f5003', 5001)).toBe(5003);
    expect(rows.find('x', 5001)).toBe(-1);
    expect(rows.find('f17', 17)).toBe(17);
    expect(rows.find('f17', 99_999)).toBe(-1);
  });

  it('keeps the objects of rows that did not change', async () => {
    const { window, shows, setFiles } = setUp(5);
    window.setDrawn({ from: 0, to: 5 });
    await shows();
    const before = window.get().rows;
    setFiles((files) => files.map((file, at) => (at === 1 ? { ...file, hits: 1 } : { ...file })));
    await shows();
    const after = window.get().rows;
    expect(after.at(0)).toBe(before.at(0));
    expect(after.at(1)).not.toBe(before.at(1));
  });

  it('fetches the names of a range, from an anchor that may be far away', async () => {
    const { window, shows } = setUp(60_000);
    window.setDrawn({ from: 50_000, to: 50_040 });
    await shows();
    const { rows } = window.get();
    expect(await rows.between('f50003', 50_001)).toEqual(['f50001', 'f50002', 'f50003']);
    const far = await rows.between('f50000', 0);
    expect(far).toHaveLength(16_384);
    expect(far.at(-1)).toBe('f50000');
    expect(await rows.between('x', 3)).toEqual([]);
  });

  it('says which of the selected have left, and follows another query from its top', async () => {
    const { window, shows } = setUp(100);
    window.setDrawn({ from: 0, to: 40 });
    await shows(QUEUE, new Set(['f1', 'x']));
    expect(window.get().gone).toEqual(['x']);
    const { order } = window.get().rows;
    await shows({ ...QUEUE, column: 'size' });
    expect(window.get().rows.order).not.toBe(order);
    expect(window.get().rows.at(0)?.file.size).toBe(0);
  });
});
