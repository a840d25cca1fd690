import { describe, expect, it } from 'vitest';
import type { Download, DownloadBatch } from '../../../shared/contract-downloads.ts';
import { canDrop, dropOf, moveOf } from './download-moves.ts';
import type { DownloadsRow } from './download-rows.ts';

function download(id: number, batch: number, change: Partial<Download> = {}): Download {
  return {
    ...{ id, batch, rank: id, name: `file-${id}`, receivedBytes: 0, resumedFromBytes: 0 },
    ...{ bytesPerSecond: 0, state: 'waiting', verified: false, verifiedFromBytes: 0 },
    ...{ leftOver: false, ...change },
  };
}

function batch(id: number, done = 0): DownloadBatch {
  const totals = { count: 3, done, failed: 0, canceled: 0, skipped: 0, paused: 0, waiting: 0 };
  return {
    ...{ id, rank: id, endpoint: { host: 'nas', port: 1 }, directory: '/d', addedAtMs: 0 },
    ...{ ifExists: 'keep-both', truncated: false, omitted: [] },
    totals: { ...totals, receivedBytes: 0, bytesPerSecond: 0 },
  };
}

const batches = [batch(1), batch(2), batch(3), batch(4, 3)];
const downloads = [
  ...[download(1, 1), download(2, 1), download(3, 1, { rank: 0 })],
  ...[download(4, 1, { state: 'done' }), download(5, 2)],
];
const lists = { batches, downloads };
const file = (id: number): DownloadsRow => ({
  ...{ kind: 'download', key: `${id}`, isNested: true },
  download: downloads.find((one) => one.id === id)!,
});
const whole = (id: number): DownloadsRow => ({
  ...{ kind: 'batch', key: `batch ${id}`, isOpen: true },
  batch: batches.find((one) => one.id === id)!,
});

describe('by keys', () => {
  // In their order: 3, 1, 2.
  it.each([
    [1, 'up', { id: 1, before: 3 }],
    [1, 'down', { id: 1 }],
    [2, 'first', { id: 2, before: 3 }],
    [3, 'down', { id: 3, before: 2 }],
    [3, 'last', { id: 3 }],
    [3, 'up', undefined],
    [2, 'down', undefined],
    [4, 'up', undefined],
  ] as const)('file %i goes %s', (id, direction, expected) => {
    expect(moveOf(file(id), direction, lists)).toEqual(expected);
  });

  it('a batch goes among those that are not finished', () => {
    expect(moveOf(whole(1), 'down', lists)).toEqual({ batch: 1, before: 3 });
    expect(moveOf(whole(3), 'down', lists)).toBeUndefined();
    expect(moveOf(whole(4), 'first', lists)).toBeUndefined();
  });

  it('the only file of a batch goes as its batch', () => {
    const alone: DownloadsRow = { ...file(5), isNested: false } as DownloadsRow;
    expect(moveOf(alone, 'up', lists)).toEqual({ batch: 2, before: 1 });
  });
});

describe('by dragging', () => {
  it.each([
    [file(2), file(3), 'before', { id: 2, before: 3 }],
    [file(2), file(3), 'after', { id: 2, before: 1 }],
    [file(3), file(2), 'after', { id: 3 }],
    [file(3), file(4), 'before', { id: 3 }],
    [file(1), file(5), 'before', undefined],
    [file(1), whole(1), 'after', undefined],
    [whole(3), whole(1), 'before', { batch: 3, before: 1 }],
    [whole(4), whole(1), 'before', undefined],
  ] as const)('%o to %o, %s', (dragged, target, side, expected) => {
    expect(dropOf(dragged, { target, side }, lists)).toEqual(expected);
  });

  it('stays within a batch, and not on itself', () => {
    expect(canDrop(file(1), file(2))).toBe(true);
    expect(canDrop(file(1), file(1))).toBe(false);
    expect(canDrop(file(1), file(5))).toBe(false);
    expect(canDrop(whole(1), whole(2))).toBe(true);
  });
});
