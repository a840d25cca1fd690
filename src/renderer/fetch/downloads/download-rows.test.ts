import { describe, expect, it } from 'vitest';
import { downloadStateSchema, type Download } from '../../../shared/contract-downloads.ts';
import { actionsFor } from './download-actions.ts';
import { downloadRows, timeLeftMs, totalsOf } from './download-rows.ts';

function download(id: number, change: Partial<Download> = {}): Download {
  const plain: Download = {
    id,
    batch: 1,
    endpoint: { host: 'nas', port: 8080 },
    name: `file-${id}`,
    directory: '/downloads',
    size: 100,
    receivedBytes: 0,
    resumedFromBytes: 0,
    bytesPerSecond: 0,
    state: 'waiting',
    verified: false,
    verifiedFromBytes: 0,
    ifExists: 'keep-both',
    leftOver: false,
    addedAtMs: 0,
  };
  return Object.assign(plain, change);
}

describe('rows of the downloads', () => {
  it('show the newest batch first, under its total if it has several files', () => {
    const rows = downloadRows([download(1), download(2, { batch: 2 }), download(3, { batch: 2 })]);
    expect(rows.map(({ key }) => key)).toEqual([
      'batch 2',
      'download 2',
      'download 3',
      'download 1',
    ]);
  });

  it('stay the same objects for the same downloads', () => {
    const one = download(1);
    expect(downloadRows([one])[0]).toBe(downloadRows([one])[0]);
  });
});

describe('totals', () => {
  it('leave out what was given up', () => {
    const totals = totalsOf([
      download(1, { state: 'done', receivedBytes: 100 }),
      download(2, { state: 'downloading', receivedBytes: 40, bytesPerSecond: 20 }),
      download(3, { state: 'canceled', receivedBytes: 60 }),
      download(4, { state: 'failed', receivedBytes: 10 }),
    ]);
    expect(totals).toEqual({
      count: 4,
      finished: 2,
      failed: 1,
      receivedBytes: 150,
      size: 300,
      bytesPerSecond: 20,
    });
  });

  it('are unknown while one size is', () => {
    const unsized = download(2);
    delete unsized.size;
    expect(totalsOf([download(1), unsized]).size).toBeUndefined();
  });
});

it('tells the time left only when it can be known', () => {
  expect(timeLeftMs(50, 100, 10)).toBe(5000);
  expect(timeLeftMs(50, 100, 0)).toBeUndefined();
  expect(timeLeftMs(50, undefined, 10)).toBeUndefined();
  expect(timeLeftMs(100, 100, 10)).toBeUndefined();
});

it('offers something to do in every state', () => {
  for (const state of downloadStateSchema.options) expect(actionsFor(state)).not.toHaveLength(0);
  expect(actionsFor('failed')[0]).toBe('retry');
});
