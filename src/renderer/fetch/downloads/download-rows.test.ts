import { describe, expect, it } from 'vitest';
import {
  downloadStateSchema,
  type BatchTotals,
  type Download,
  type DownloadBatch,
} from '../../../shared/contract-downloads.ts';
import { actionsFor } from './download-actions.ts';
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

  it('show the newest batch first, under its total if it has several files', () => {
    const downloads = [download(1), download(2, 2), download(3, 2)];
    const rows = downloadRows({ batches: [batch(1, 1), batch(2, 2)], downloads });
    expect(keysOf(rows)).toEqual(['batch 2', 'download 2', 'download 3', 'download 1']);
  });

  it('show the total of a single file, too, where the server left others out', () => {
    const omitted = [{ kind: 'device-name' as const, count: 1, names: ['con'] }];
    const rows = downloadRows({ batches: [batch(1, 1, omitted)], downloads: [download(1)] });
    expect(keysOf(rows)).toEqual(['batch 1', 'download 1']);
  });

  it('stay the same objects for the same downloads', () => {
    const state = { batches: [batch(1, 1)], downloads: [download(1)] };
    expect(downloadRows(state)[0]).toBe(downloadRows(state)[0]);
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
