import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../../shared/contract-log.ts';
import { kindOf, logLine, selectEntries } from './log-lines.ts';

const request = {
  atMs: 0,
  peer: '10.0.0.2:5000',
  port: 8080,
  thread: 0,
  dialect: 'native',
  op: 'get',
  name: 'a.txt',
  sentBytes: 1024,
} as const;

const entries: LogEntry[] = [
  { type: 'serverStarted', id: 0, atMs: 0, directory: '/srv' },
  { type: 'requestCompleted', id: 1, ...request, durationMs: 2, source: 'cache' },
  { type: 'entryEvicted', id: 2, atMs: 0, name: 'old.bin', size: 2048, reason: 'room' },
  {
    type: 'requestFailed',
    id: 3,
    ...request,
    name: 'b.txt',
    code: 'not-found',
    why: { reason: 'not-found' },
  },
  {
    type: 'connectionCut',
    id: 4,
    atMs: 0,
    peer: '10.0.0.3:1',
    port: 1,
    thread: 0,
    reason: 'timed-out',
  },
];

describe('the log', () => {
  it('says what happened', () => {
    expect(logLine(entries[1]!)).toMatchObject({
      subject: 'a.txt',
      detail: '1 KiB · cache · in 2 ms · to 10.0.0.2:5000',
    });
    const inBrowser = { ...entries[1], dialect: 'http', agent: 'Firefox' } as LogEntry;
    expect(logLine(inBrowser).detail).toMatch(/ · to 10\.0\.0\.2:5000 \(Firefox\)$/);
    expect(logLine(entries[2]!).detail).toBe('2 KiB · evicted to make room');
    expect(logLine(entries[3]!)).toMatchObject({ subject: 'b.txt', tone: 'bad' });
    expect(logLine(entries[4]!).detail).toBe('timed out');
  });

  it('names requests that have no file', () => {
    const list: LogEntry = {
      ...request,
      type: 'requestCompleted',
      id: 9,
      name: '',
      op: 'list',
      durationMs: 1,
      source: 'none',
    };
    expect(logLine(list)).toMatchObject({ subject: 'Cache list' });
    expect(logLine(list).detail).not.toContain('·  ·');
  });

  it('narrows to a kind, newest first', () => {
    const ids = (kind: Parameters<typeof selectEntries>[1], filter = ''): number[] =>
      selectEntries(entries, kind, filter).map(({ id }) => id);
    expect(ids('all')).toEqual([4, 3, 2, 1, 0]);
    expect(ids('requests')).toEqual([1]);
    expect(ids('evictions')).toEqual([2]);
    expect(ids('problems')).toEqual([4, 3]);
    expect(ids('all', 'ROOM')).toEqual([2]);
    expect(entries.map(kindOf)).toContain('server');
  });
});
