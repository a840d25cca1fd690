import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../../shared/contract-log.ts';
import { foldEvictions, keyOfRow } from './log-rows.ts';

const evicted = (id: number, atMs: number, reason: 'room' | 'changed' = 'room'): LogEntry => ({
  type: 'entryEvicted',
  ...{ id, atMs, name: `${id}.bin`, size: 10, reason },
});
const stopped = (id: number, atMs: number): LogEntry => ({ type: 'serverStopped', id, atMs });

const NEWEST_FIRST = [
  evicted(7, 125_000),
  evicted(6, 62_000),
  stopped(5, 61_500),
  evicted(4, 61_000),
  evicted(3, 60_500, 'changed'),
  evicted(2, 60_000),
  evicted(1, 59_999),
];

describe('evictions to make room', () => {
  it('are one row for a minute, where the newest of them was', () => {
    const rows = foldEvictions(NEWEST_FIRST, new Set());
    expect(rows.map(keyOfRow)).toEqual(['7', 'minute 1', '5', '3', '1']);
    expect(rows[1]).toEqual({
      kind: 'fold',
      ...{ minute: 1, atMs: 62_000, count: 3, bytes: 30, isOpen: false },
    });
  });

  it('are shown below it once it is open', () => {
    const rows = foldEvictions(NEWEST_FIRST, new Set([1]));
    expect(rows.map(keyOfRow)).toEqual(['7', 'minute 1', '6', '4', '2', '5', '3', '1']);
    expect(rows[2]).toMatchObject({ level: 2 });
  });
});
