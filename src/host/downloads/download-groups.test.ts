import { expect, it } from 'vitest';
import type { Download } from '../../shared/contract-downloads.ts';
import { nextGroup } from './download-groups.ts';

function waiting(id: number, batch: number, rank = id): Download {
  return {
    ...{ id, batch, rank, name: `${id}`, receivedBytes: 0, resumedFromBytes: 0 },
    ...{ bytesPerSecond: 0, state: 'waiting', verified: false, verifiedFromBytes: 0 },
    leftOver: false,
  };
}

function idsOfNext(
  downloads: readonly Download[],
  {
    running = [],
    runs = {},
    ranks = {},
  }: {
    readonly running?: readonly number[];
    readonly runs?: Readonly<Record<number, number>>;
    readonly ranks?: Readonly<Record<number, number>>;
  } = {},
): number[] {
  return nextGroup(downloads, {
    isRunning: (id) => running.includes(id),
    runsOf: (batch) => runs[batch] ?? 0,
    batch: (id) => ({ id, rank: ranks[id] ?? id }),
  }).map(({ id }) => id);
}

it('takes what waits of the first batch, in its order', () => {
  const downloads = [
    waiting(1, 1),
    waiting(2, 1, 0),
    waiting(3, 2),
    { ...waiting(4, 1), state: 'paused' as const },
  ];
  expect(idsOfNext(downloads)).toEqual([2, 1]);
  expect(idsOfNext(downloads, { ranks: { 2: 0 } })).toEqual([3]);
  expect(idsOfNext(downloads, { running: [2] })).toEqual([1]);
});

it('takes a batch without a run first, and none that has two', () => {
  const downloads = [waiting(1, 1), waiting(2, 2)];
  expect(idsOfNext(downloads, { runs: { 1: 1 } })).toEqual([2]);
  expect(idsOfNext(downloads, { runs: { 1: 1, 2: 2 } })).toEqual([1]);
  expect(idsOfNext(downloads, { runs: { 1: 2, 2: 2 } })).toEqual([]);
});

it('takes a thousand at most', () => {
  const downloads = Array.from({ length: 1500 }, (_, id) => waiting(id, 1));
  expect(idsOfNext(downloads)).toHaveLength(1000);
});
