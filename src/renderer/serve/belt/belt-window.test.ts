import { describe, expect, it, vi } from 'vitest';
import { ListedCacheView } from '../../../../doubles/contract/listed-cache-view.ts';
import type { CacheBeltRequest } from '../../../shared/contract-cache.ts';
import { emptyUsage } from '../../../shared/server-values.ts';
import type { Host } from '../../state/host.ts';
import { BeltWindow, blocksInSight } from './belt-window.ts';

const CAPACITY = 1_000_000;
const WIDTH = 500;

function setUp(count = 10_000) {
  const files = Array.from({ length: count }, (_, at) => ({
    ...{ name: `f${at}`, size: 100, cachedAtMs: at, hits: 0, state: 'ready' as const },
  }));
  const view = new ListedCacheView(() => ({ files, usage: emptyUsage(CAPACITY) }));
  const asked: CacheBeltRequest[] = [];
  const call = (_method: string, request: CacheBeltRequest) => {
    asked.push(request);
    return view.belt(request);
  };
  let nowMs = 0;
  const window = new BeltWindow({
    host: { call: call as unknown as Host['call'] },
    startTimer: (run, delayMs) => {
      nowMs += delayMs;
      queueMicrotask(run);
      return () => undefined;
    },
    now: () => nowMs,
  });
  const refreshed = async (): Promise<void> => {
    const before = asked.length;
    window.refresh(WIDTH, CAPACITY);
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(before));
    await Promise.resolve();
    await Promise.resolve();
  };
  const inSight = () =>
    blocksInSight(window.get().blocks, window.span, WIDTH).map(({ name, left }) => [name, left]);
  return { files, asked, window, refreshed, inSight };
}

describe('the window on the belt', () => {
  it('asks for the whole until a part is looked at, then for that and what is beside it', async () => {
    const { window, asked, refreshed, inSight } = setUp();
    await refreshed();
    expect(asked).toEqual([{ widthPx: WIDTH }]);
    expect(window.get().blocks).toHaveLength(50);
    expect(window.get().endBytes).toBeCloseTo(CAPACITY, 3);
    window.look({ from: 500_000, bytes: 500 });
    await refreshed();
    expect(asked.at(-1)).toMatchObject({ widthPx: 1000, part: { from: 499_750, bytes: 1000 } });
    expect(inSight()).toEqual([
      ...[
        ['f4999', -100],
        ['f5000', 0],
        ['f5001', 100],
        ['f5002', 200],
        ['f5003', 300],
      ],
      ...[
        ['f5004', 400],
        ['f5005', 500],
      ],
    ]);
    window.look({ from: 0, bytes: CAPACITY });
    expect(window.get().span).toBeUndefined();
  });

  it('draws what is at hand where it is, before the answer is there', async () => {
    const { window, refreshed, inSight } = setUp();
    await refreshed();
    window.look({ from: 0, bytes: 500 });
    await refreshed();
    window.look({ from: 50, bytes: 500 });
    expect(inSight().slice(0, 2)).toEqual([
      ['f0', -50],
      ['f1', 50],
    ]);
  });

  it('stays with what is in sight when its place in the cache changes', async () => {
    const { files, window, refreshed, asked, inSight } = setUp();
    await refreshed();
    window.look({ from: 500_000, bytes: 500 });
    await refreshed();
    const before = inSight();
    files.splice(0, 300);
    await refreshed();
    expect(asked.at(-1)!.part?.keep).toEqual({ name: 'f5002', at: 500_200 });
    expect(window.span).toEqual({ from: 470_000, bytes: 500 });
    expect(inSight()).toEqual(before);
  });

  it('asks for nothing without a width', async () => {
    const { window, asked } = setUp();
    window.refresh(0, CAPACITY);
    await Promise.resolve();
    expect(asked).toEqual([]);
  });
});
