import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { MIB } from '../../shared/units.ts';
import { displayWidth } from '../output/display-width.ts';
import { drawWatch } from './watch-view.ts';
import type { WatchSample } from './watch-view.ts';

const thread = { thread: 0, connectionsOpen: 2, connectionsAccepted: 5, requests: 9, bytesSent: 0 };
const sample: WatchSample = {
  atMs: 100_000,
  version: '1.2.3',
  uptimeMs: 65_000,
  accepting: 'shared-port',
  ports: [{ host: '127.0.0.1', port: 8080 }],
  threads: [thread],
  transfers: [],
  counters: {
    connectionsAccepted: 5,
    connectionsRefused: 0,
    connectionsOpen: 2,
    requests: 30,
    requestsNative: 30,
    requestsPlain: 0,
    requestsHttp: 0,
    requestsFailed: 1,
    wrongCodes: 0,
    cacheHits: 3,
    cacheMisses: 1,
    bytesSent: 20 * MIB,
    bytesSentFromCache: 10 * MIB,
    evictions: 1,
    evictionsForRoom: 0,
    evictionsOfChanged: 0,
    evictionsOfRemoved: 0,
    evictionsByClearing: 0,
    evictionsByRequest: 0,
    evictionsForEntries: 0,
  },
  cache: { capacityBytes: 64 * MIB, usedBytes: 32 * MIB, heldBytes: 0, entries: 40 },
  hitRatio: 0.75,
  byteHitRatio: 0.5,
};
const previous: WatchSample = {
  ...sample,
  atMs: 98_000,
  counters: { ...sample.counters, requests: 10, bytesSent: 10 * MIB },
};
const entries = Array.from({ length: 40 }, (_, index) => ({
  name: `file-${index}-${'x'.repeat(index * 3)}\u001b`,
  size: index * MIB,
  cachedAtMs: 90_000,
  hits: index,
}));

const sending = {
  thread: 1,
  port: 8080,
  dialect: 'native',
  name: 'a film with a long name.mkv',
  size: 1000 * MIB,
  from: 0,
  sentBytes: 50 * MIB,
  source: 'disk',
  startedAtMs: 90_000,
} as const;

function draw(columns: number, rows: number): string[] {
  const colors = picocolors.createColors(false);
  const address = '127.0.0.1:8080';
  return drawWatch({ address, sample, previous, cache: { entries }, columns, rows, colors });
}

describe('drawWatch', () => {
  it('shows the answers under way, oldest first, with the speed since the last sample', () => {
    const transfer = {
      thread: 1,
      port: 8080,
      dialect: 'native',
      name: 'film.mkv',
      size: 100 * MIB,
      from: 0,
      sentBytes: 50 * MIB,
      source: 'disk',
      startedAtMs: 90_000,
    } as const;
    const newer = {
      ...transfer,
      dialect: 'http',
      agent: 'curl',
      name: 'new.iso',
      sentBytes: 10 * MIB,
      startedAtMs: 99_000,
    } as const;
    const picture = drawWatch({
      address: '127.0.0.1:8080',
      sample: { ...sample, transfers: [newer, transfer] },
      previous: { ...previous, transfers: [{ ...transfer, sentBytes: 30 * MIB }] },
      cache: { entries },
      columns: 100,
      rows: 20,
      colors: picocolors.createColors(false),
    });
    const rows = picture.filter((line) => line.includes('disk'));
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatch(/^film\.mkv +50\.0 % +100 MiB +10 MiB\/s +disk +native +1$/);
    expect(rows[1]).toMatch(/^new\.iso +10\.0 % +100 MiB +10 MiB\/s +disk +curl +1$/);
    expect(picture.length).toBeLessThanOrEqual(20);
    expect(picture.at(-1)).toBe('q leaves');
  });

  it('shows rates since the last sample, shares, and what leaves next', () => {
    const picture = draw(120, 23).join('\n');
    expect(picture).toContain('127.0.0.1:8080  fifolio 1.2.3, up 1 min 5 s');
    expect(picture).toContain('2 connections   10 requests/s   sending 5 MiB/s');
    expect(picture).toContain('hits 75.0 %   byte hits 50.0 %   1 eviction');
    expect(picture).toContain('32 MiB of 64 MiB, 40 files');
    expect(picture).toMatch(/^ {2}next {2}file-0-\\e +0 B {2}10 s ago +0$/m);
    expect(picture).toMatch(/^and \d+ more that came later$/m);
  });

  it('leaves columns out on a narrow terminal before names become unreadable', () => {
    const picture = drawWatch({
      address: '127.0.0.1:8080',
      sample: { ...sample, transfers: [sending] },
      previous,
      cache: { entries },
      columns: 40,
      rows: 30,
      colors: picocolors.createColors(false),
    });
    expect(picture).toContainEqual(expect.stringMatching(/^Sending +Done +Size +Speed$/));
    expect(picture).toContainEqual(expect.stringMatching(/^Leaves {2}Name +Size(?!.*Hits)/));
    for (const line of picture) expect(displayWidth(line)).toBeLessThan(40);
  });

  it.each([[20], [40], [60], [80], [200]])(
    'fits a terminal of %d columns, however low',
    (columns) => {
      for (let rows = 1; rows < 60; rows++) {
        const lines = draw(columns, rows);
        expect(lines.length).toBeLessThanOrEqual(rows);
        for (const line of lines) expect(line).not.toContain('\u001b');
        for (const line of lines) expect(displayWidth(line)).toBeLessThan(columns);
      }
    },
  );
});
