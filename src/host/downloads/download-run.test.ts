import { expect, it } from 'vitest';
import type { Download } from '../../shared/contract-downloads.ts';
import { FakeBatch } from '../../../doubles/host/fake-downloads.ts';
import type { BatchFacts } from './download-list.ts';
import { DownloadRun } from './download-run.ts';

const MIB = 1024 * 1024;

const DOWNLOAD: Download = {
  ...{ id: 7, batch: 1, rank: 7, name: 'a', receivedBytes: 0, resumedFromBytes: 0 },
  ...{ bytesPerSecond: 0, state: 'waiting', verified: false, verifiedFromBytes: 0 },
  leftOver: false,
};

const BATCH: BatchFacts = {
  ...{ id: 1, rank: 1, endpoint: { host: '127.0.0.1', port: 8080 }, directory: '/here' },
  ...{ ifExists: 'keep-both', addedAtMs: 0, omitted: [], truncated: false },
};

it('reports a speed that falls to 0 while nothing arrives, and rises again', () => {
  let nowMs = 0;
  let batch!: FakeBatch;
  const speeds: (number | undefined)[] = [];
  const run = new DownloadRun({
    startDownloads: (options) => (batch = new FakeBatch(options)),
    entryOf: (server) => server,
    now: () => nowMs,
    batch: BATCH,
    downloads: [DOWNLOAD],
    wishes: { keepTimes: true },
    onUpdate: (_id, { bytesPerSecond }) => speeds.push(bytesPerSecond),
    onEnd: () => undefined,
  });
  const item = { item: 0, name: 'a', size: 100 * MIB };
  const arrived = (haveBytes: number) => {
    batch.report({ type: 'downloadProgressed', ...item, haveBytes });
  };
  // The first of it comes together with the start, from which no speed can be told.
  batch.report({ type: 'downloadStarted', ...item, start: { kind: 'fresh' } });
  nowMs = 0.001;
  arrived(5 * MIB);
  nowMs = 1000;
  arrived(10 * MIB);
  expect(speeds).toEqual([0, 0, 10 * MIB]);

  nowMs = 1500;
  expect(run.refreshSpeeds()).toBe(true);
  expect(speeds.at(-1)).toBeGreaterThan(0);
  expect(speeds.at(-1)).toBeLessThan(10 * MIB);
  nowMs = 2000;
  expect(run.refreshSpeeds()).toBe(false);
  expect(speeds.at(-1)).toBe(0);
  expect(run.refreshSpeeds()).toBe(false);
  expect(speeds).toHaveLength(5);

  nowMs = 2500;
  arrived(15 * MIB);
  expect(speeds.at(-1)).toBeGreaterThan(0);
});
