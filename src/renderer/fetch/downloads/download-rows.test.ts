import { describe, expect, it } from 'vitest';
import {
  downloadStateSchema,
  type BatchTotals,
  type Download,
  type DownloadBatch,
} from '../../../shared/contract-downloads.ts';
import { actionsFor } from './download-actions.ts';
import { countsOf, USUAL_VIEW, type DownloadsView } from './download-order.ts';
import { downloadRows, progressOf, timeLeftMs, type DownloadsRow } from './download-rows.ts';

function download(id: number, batch = 1): Download {
  return {
    ...{
      id,
      batch,
      rank: id,
      name: `file-${id}`,
      size: 100,
      receivedBytes: 0,
      resumedFromBytes: 0,
    },
    ...{ bytesPerSecond: 0, state: 'waiting', verified: false, verifiedFromBytes: 0 },
    leftOver: false,
  };
}

const NONE: BatchTotals = {
  ...{ count: 0, done: 0, failed: 0, canceled: 0, skipped: 0, paused: 0, waiting: 0 },
  ...{ receivedBytes: 0, bytesPerSecond: 0 },
};

function batch(id: number, count: number, omitted: DownloadBatch['omitted'] = []): DownloadBatch {
  return {
    ...{
      id,
      rank: id,
      endpoint: { host: 'nas', port: 8080 },
      directory: '/downloads',
      addedAtMs: 0,
    },
    ...{ ifExists: 'keep-both', truncated: false, omitted, totals: { ...NONE, count } },
  };
}

describe('rows of the downloads', () => {
  const keysOf = (rows: readonly DownloadsRow[]) => rows.map(({ key }) => key);
  const rowsOf = (
    batches: readonly DownloadBatch[],
    downloads: readonly Download[],
    view: Partial<DownloadsView> = {},
  ) => keysOf(downloadRows({ batches, downloads }, { ...USUAL_VIEW, ...view }));
  const totalled = (id: number, totals: Partial<BatchTotals>): DownloadBatch => ({
    ...batch(id, 1),
    totals: { ...NONE, count: 1, ...totals },
  });

  it('show what was finished last first, under its total if it has several files', () => {
    const downloads = [download(1), download(2, 2), download(3, 2)];
    expect(
      rowsOf([totalled(1, { done: 1 }), totalled(2, { count: 2, done: 2 })], downloads),
    ).toEqual(['batch 2', 'download 2', 'download 3', 'download 1']);
  });

  it('show the total of a single file, too, where the server left others out', () => {
    const omitted = [{ kind: 'device-name' as const, count: 1, names: ['con'] }];
    expect(rowsOf([batch(1, 1, omitted)], [download(1)])).toEqual(['batch 1', 'download 1']);
  });

  it('show batches that move first, then those that wait in their order, then trouble', () => {
    const batches = [
      totalled(1, { done: 1 }),
      totalled(2, { failed: 1 }),
      { ...totalled(3, { waiting: 1 }), rank: 9 },
      totalled(4, { waiting: 1 }),
      totalled(5, {}),
      totalled(6, { done: 1 }),
    ];
    const downloads = [1, 2, 3, 4, 5, 6].map((id) => download(id, id));
    expect(rowsOf(batches, downloads)).toEqual([5, 4, 3, 2, 6, 1].map((id) => `download ${id}`));
  });

  it('show the files of a batch as they come: active, next, failed, paused, finished', () => {
    const states = ['done', 'waiting', 'paused', 'failed', 'waiting'] as const;
    const files = states.map((state, index) => ({ ...download(index + 1), state }));
    const active = { ...download(6), state: 'downloading' as const };
    const [, second] = files;
    const downloads = [...files.with(1, { ...second!, rank: 77 }), active];
    expect(rowsOf([batch(1, 6)], downloads, { folded: new Map([[1, true]]) }).slice(1)).toEqual(
      [6, 5, 2, 4, 3, 1].map((id) => `download ${id}`),
    );
  });

  it('fold what has many files, unless somebody unfolds it or looks for a name', () => {
    const downloads = [1, 2, 3, 4, 5, 6].map((id) => download(id));
    const batches = [batch(1, 6)];
    expect(rowsOf(batches, downloads)).toEqual(['batch 1']);
    expect(rowsOf(batches, downloads, { folded: new Map([[1, true]]) })).toHaveLength(7);
    expect(rowsOf(batches, downloads, { text: 'file-3' })).toEqual(['batch 1', 'download 3']);
    expect(rowsOf(batches, downloads, { text: 'file-3', folded: new Map([[1, false]]) })).toEqual([
      'batch 1',
    ]);
    expect(rowsOf(batches, downloads, { text: 'nothing' })).toEqual([]);
  });

  it('show one state alone', () => {
    const downloads = [
      { ...download(1), state: 'failed' as const },
      { ...download(2), state: 'verifying' as const },
      { ...download(3), state: 'skipped' as const },
    ];
    const shown = (filter: DownloadsView['filter']) =>
      rowsOf([batch(1, 3)], downloads, { filter }).slice(1);
    expect(shown('failed')).toEqual(['download 1']);
    expect(shown('active')).toEqual(['download 2']);
    expect(shown('canceled')).toEqual(['download 3']);
    expect(shown('done')).toEqual([]);
    expect(countsOf(downloads)).toMatchObject({ all: 3, failed: 1, active: 1, canceled: 1 });
  });

  it.each([
    ['name', [2, 3, 1]],
    ['size', [3, 1, 2]],
    ['progress', [2, 1, 3]],
    ['speed', [1, 3, 2]],
  ] as const)('are sorted by %s, batches and files alike', (sort, expected) => {
    const change = (id: number, name: string, [size, receivedBytes, bytesPerSecond]: number[]) => ({
      ...{ ...download(id, id), name, size: size! },
      ...{ receivedBytes: receivedBytes!, bytesPerSecond: bytesPerSecond! },
    });
    const downloads = [
      change(1, 'file 10', [50, 20, 9]),
      change(2, 'file 2', [10, 9, 0]),
      change(3, 'file 9', [90, 0, 5]),
    ];
    const batches = downloads.map((one) => totalled(one.id, one));
    const keys = expected.map((id) => `download ${id}`);
    expect(rowsOf(batches, downloads, { sort })).toEqual(keys);
    const inOne = downloads.map((one) => ({ ...one, batch: 1 }));
    expect(rowsOf([batch(1, 3)], inOne, { sort })).toEqual(['batch 1', ...keys]);
  });

  it('stay the same objects for the same downloads', () => {
    const state = { batches: [batch(1, 2)], downloads: [download(1)] };
    const [first, second] = [downloadRows(state, USUAL_VIEW), downloadRows(state, USUAL_VIEW)];
    expect(first[0]).toBe(second[0]);
    expect(first[1]).toBe(second[1]);
  });
});

describe('how far a batch is', () => {
  it('is known from the start, by its bytes', () => {
    const totals = { ...NONE, count: 4, size: 1000, receivedBytes: 250, bytesPerSecond: 250 };
    expect(progressOf(totals)).toEqual({
      ...{ isOver: false, isMoving: true, fraction: 0.25, timeLeftMs: 3000 },
    });
  });

  it('goes by the number of files while a size is unknown', () => {
    const totals = { ...NONE, count: 4, done: 1, receivedBytes: 250, bytesPerSecond: 250 };
    expect(progressOf(totals)).toMatchObject({ fraction: 0.25, timeLeftMs: undefined });
  });

  it('does not count what was canceled or skipped as done', () => {
    const totals = {
      ...NONE,
      count: 4,
      done: 1,
      canceled: 2,
      skipped: 1,
      size: 9,
      receivedBytes: 9,
    };
    expect(progressOf(totals)).toMatchObject({ isOver: true, isMoving: false, fraction: 0.25 });
    expect(progressOf({ ...NONE, count: 2, canceled: 2, size: 0 })).toMatchObject({
      ...{ isOver: true, fraction: 0 },
    });
  });

  it('stands still when all that is left has failed or is paused', () => {
    expect(progressOf({ ...NONE, count: 3, done: 1, failed: 1, paused: 1 })).toMatchObject({
      ...{ isOver: false, isMoving: false },
    });
  });
});

it('shows the time left only when it is known', () => {
  expect(timeLeftMs(50, 100, 10)).toBe(5000);
  expect(timeLeftMs(50, 100, 0)).toBeUndefined();
  expect(timeLeftMs(50, undefined, 10)).toBeUndefined();
  expect(timeLeftMs(100, 100, 10)).toBeUndefined();
});

it('offers something to do in every state', () => {
  for (const state of downloadStateSchema.options) expect(actionsFor(state)).not.toHaveLength(0);
  expect(actionsFor('failed')[0]).toBe('retry');
});
