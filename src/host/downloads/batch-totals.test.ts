import { expect, it } from 'vitest';
import type { Download } from '../../shared/contract-downloads.ts';
import { RunningTotals } from './batch-totals.ts';

function download(change: Partial<Download> = {}): Download {
  return {
    ...{ id: 1, batch: 1, rank: 1, name: 'a', size: 100, receivedBytes: 0, resumedFromBytes: 0 },
    ...{ bytesPerSecond: 0, state: 'waiting', verified: false, verifiedFromBytes: 0 },
    ...{ leftOver: false, ...change },
  };
}

it('leave out what was given up', () => {
  const totals = new RunningTotals();
  totals.add(download({ state: 'done', receivedBytes: 100, verified: true }));
  totals.add(download({ state: 'downloading', receivedBytes: 40 }));
  totals.add(download({ state: 'canceled', receivedBytes: 60 }));
  totals.add(download({ state: 'failed', receivedBytes: 10 }));
  totals.add(download({ state: 'skipped' }));
  totals.add(download({ state: 'paused' }));
  expect(totals.snapshot()).toEqual({
    ...{ count: 6, done: 1, failed: 1, canceled: 1, skipped: 1, paused: 1, waiting: 0 },
    ...{ receivedBytes: 150, size: 400, bytesPerSecond: 0 },
  });
  expect(totals.unfinished).toBe(2);
  expect(totals.verified).toBe(true);
  totals.add(download({ state: 'done' }));
  expect(totals.verified).toBe(false);
});

it('have no size while one is unknown', () => {
  const totals = new RunningTotals();
  const unsized = download();
  delete unsized.size;
  totals.add(download());
  totals.add(unsized);
  expect(totals.snapshot().size).toBeUndefined();
  totals.replace(unsized, download({ size: 7 }));
  expect(totals.snapshot().size).toBe(107);
  totals.remove(download());
  expect(totals.snapshot()).toMatchObject({ count: 1, size: 7 });
});

it('measure the speed of all together, from one file to the next', () => {
  const totals = new RunningTotals();
  const waiting = [download(), download()];
  for (const one of waiting) totals.add(one);
  totals.measure(0);
  for (const [index, one] of waiting.entries()) {
    totals.replace(one, download({ state: 'done', receivedBytes: 100 }));
    totals.measure((index + 1) * 500);
  }
  expect(totals.snapshot().bytesPerSecond).toBe(200);
  expect(totals.measure(2000)).toBe(true);
  expect(totals.snapshot().bytesPerSecond).toBe(0);
  expect(totals.measure(3000)).toBe(false);
});

it('do not take for speed what a partial file held already', () => {
  const totals = new RunningTotals();
  const left = download({ state: 'paused', receivedBytes: 80 });
  totals.add(left);
  totals.measure(0);
  const begun = download({ state: 'downloading', receivedBytes: 90, resumedFromBytes: 90 });
  totals.replace(left, begun);
  totals.measure(1000);
  expect(totals.snapshot().bytesPerSecond).toBe(0);
  totals.replace(begun, download({ state: 'done', receivedBytes: 100, resumedFromBytes: 90 }));
  totals.measure(2000);
  expect(totals.snapshot().bytesPerSecond).toBe(10);
});
