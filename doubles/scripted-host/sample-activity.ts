import type { LogEntry } from '../../src/shared/contract-log.ts';
import type { CachedFile } from '../../src/shared/contract-cache.ts';
import { MIB } from '../../src/shared/units.ts';
import { seeded } from '../../harness/random.ts';
import type { Scene } from './scripted-host.ts';

export function someLog(files: readonly CachedFile[], nowMs: number): LogEntry[] {
  const random = seeded(3);
  const entries: LogEntry[] = [
    { type: 'serverStarted', id: 0, atMs: nowMs - 3_600_000, directory: '/home/ada/Shared/studio' },
    { type: 'portOpened', id: 1, atMs: nowMs - 3_599_900, port: 8080, host: '0.0.0.0' },
  ];
  const recent = files.slice(-70);
  for (const [index, file] of recent.entries()) {
    const common = { id: entries.length, atMs: nowMs - (recent.length - index) * 2300 };
    const request = {
      ...common,
      peer: `192.168.1.${(30 + (index % 5)).toFixed(0)}:${(50_000 + index).toFixed(0)}`,
      port: 8080,
      thread: index % 2,
      dialect: 'native',
      op: 'get',
      name: file.name,
    } as const;
    if (index % 17 === 8) {
      entries.push({
        type: 'requestFailed',
        ...request,
        name: 'reports/missing.pdf',
        sentBytes: 0,
        code: 'not-found',
        why: { reason: 'not-found' },
      });
    } else if (index % 6 === 3) {
      entries.push({
        type: 'entryEvicted',
        ...common,
        name: `archive/old-${index.toFixed(0)}.zip`,
        size: 2.4 * MIB * random(),
        reason: 'room',
      });
    } else if (index % 23 === 20) {
      entries.push({ type: 'requestsOmitted', ...common, count: 118 });
    } else {
      entries.push({
        type: 'requestCompleted',
        ...request,
        sentBytes: file.size,
        durationMs: 0.3 + random() ** 2 * 90,
        source: index % 4 === 0 ? 'disk' : 'cache',
      });
    }
  }
  return entries.map((entry) =>
    'size' in entry ? { ...entry, size: Math.floor(entry.size) } : entry,
  );
}

export function someThroughput(nowMs: number): Scene['throughput'] {
  const random = seeded(11);
  return Array.from({ length: 120 }, (_, index) => ({
    atMs: nowMs - (119 - index) * 1000,
    bytesPerSecond: Math.max(
      0,
      (26 + 20 * Math.sin(index / 9) + 14 * Math.sin(index / 3.1) + 8 * random()) *
        MIB *
        (index > 14 ? 1 : 0),
    ),
    requestsPerSecond: 12,
    connectionsOpen: 3,
  }));
}

export function someTransfers(nowMs: number): Scene['transfers'] {
  const common = { connection: 4, dialect: 'native', from: 0, startedAtMs: nowMs - 2000 } as const;
  return [
    {
      ...common,
      request: 1,
      thread: 0,
      port: 8080,
      peer: '192.168.1.34:50112',
      name: 'video/clip-041.mp4',
      size: 48 * MIB,
      sentBytes: 31 * MIB,
      source: 'cache',
      bytesPerSecond: 28.4 * MIB,
    },
    {
      ...common,
      request: 2,
      connection: 5,
      thread: 1,
      port: 8081,
      peer: '192.168.1.31:49820',
      dialect: 'http',
      agent: 'Firefox',
      name: 'data/export-all.parquet',
      size: 210 * MIB,
      sentBytes: 36 * MIB,
      source: 'disk',
      bytesPerSecond: 12.9 * MIB,
    },
  ];
}
