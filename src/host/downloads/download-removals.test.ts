import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DownloadRemovals, restored, type RemovedDownload } from './download-removals.ts';

function removed(id: number, change: Partial<RemovedDownload['download']> = {}): RemovedDownload {
  return {
    download: {
      ...{ id, batch: 1, rank: id, name: `${id}`, receivedBytes: 5, resumedFromBytes: 0 },
      ...{ bytesPerSecond: 9, state: 'paused', verified: false, verifiedFromBytes: 0 },
      ...{ leftOver: false, ...change },
    },
    batch: {
      ...{ id: 1, rank: 1, endpoint: { host: 'h', port: 1 }, directory: '/d', addedAtMs: 0 },
      ...{ ifExists: 'keep-both', omitted: [], truncated: false },
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('are final after a minute, and not before', () => {
  const discard = vi.fn();
  const removals = new DownloadRemovals(discard);
  const one = removed(1);
  const removal = removals.begin();
  removals.add(removal, one);
  vi.advanceTimersByTime(59_000);
  expect(discard).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(discard).toHaveBeenCalledExactlyOnceWith([one]);
  expect(removals.take(removal)).toEqual([]);
});

it('give back what was taken back, and discard it never', () => {
  const discard = vi.fn();
  const removals = new DownloadRemovals(discard);
  const removal = removals.begin();
  removals.add(removal, removed(1));
  expect(removals.take(removal)).toHaveLength(1);
  vi.advanceTimersByTime(120_000);
  expect(discard).not.toHaveBeenCalled();
  // One that had been on its way, and stopped too late, belongs to nothing any more.
  removals.add(removal, removed(2));
  expect(discard).toHaveBeenCalledExactlyOnceWith([removed(2)]);
});

it('end with the next one', () => {
  const discard = vi.fn();
  const removals = new DownloadRemovals(discard);
  const first = removals.begin();
  removals.add(first, removed(1));
  const second = removals.begin();
  expect(discard).toHaveBeenCalledExactlyOnceWith([removed(1)]);
  expect(removals.take(first)).toEqual([]);
  expect(removals.take(second)).toEqual([]);
});

it('bring back what was on its way as waiting, and all else as it was', () => {
  expect(restored(removed(1, { state: 'downloading' }).download)).toMatchObject({
    ...{ state: 'waiting', bytesPerSecond: 0 },
  });
  const done = removed(1, { state: 'done' }).download;
  expect(restored(done)).toBe(done);
});
