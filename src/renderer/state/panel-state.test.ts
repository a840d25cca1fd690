import { expect, it } from 'vitest';
import { LOG_CAPACITY, type LogEntry } from '../../shared/contract-log.ts';
import { THROUGHPUT_SAMPLES } from '../../shared/contract-server.ts';
import { appendLog, appendSamples } from './panel-state.ts';

function entries(from: number, count: number): LogEntry[] {
  return Array.from({ length: count }, (_, index) => ({
    type: 'serverStopped',
    id: from + index,
    atMs: 0,
  }));
}

it('keeps each log entry once, and no more than the host does', () => {
  const log = appendLog(entries(0, 10), entries(5, 10));
  expect(log.map(({ id }) => id)).toEqual(entries(0, 15).map(({ id }) => id));
  expect(appendLog(log, entries(3, 2))).toBe(log);
  expect(appendLog(log, entries(15, 2000))).toHaveLength(LOG_CAPACITY);
});

it('keeps two minutes of throughput', () => {
  const samples = Array.from({ length: 200 }, (_, index) => ({
    atMs: 1 + index,
    bytesPerSecond: index,
    requestsPerSecond: 0,
    connectionsOpen: 0,
  }));
  const kept = appendSamples(samples.slice(0, 150), samples.slice(140));
  expect(kept).toEqual(samples.slice(-THROUGHPUT_SAMPLES));
});
