import picocolors from 'picocolors';
import { expect, it } from 'vitest';
import type { ServerEvent } from '../../shared/server-state.ts';
import { formatLogLine, isServerTrouble } from './server-log.ts';

const style = { isTerminal: false, colors: picocolors.createColors(false) };
const atMs = Date.UTC(2026, 0, 2, 3, 4, 5, 6);
const request = {
  atMs,
  request: 1,
  connection: 1,
  thread: 0,
  port: 8080,
  peer: '10.0.0.9:5000',
  dialect: 'native',
  op: 'get',
  name: 'a\u001b.txt',
} as const;

it.each<[event: ServerEvent, line: string | undefined]>([
  [
    { ...request, type: 'requestCompleted', sentBytes: 2048, durationMs: 3, source: 'cache' },
    '2026-01-02T03:04:05.006Z  10.0.0.9:5000  get  a\\e.txt  2 KiB  cache  3 ms',
  ],
  [
    {
      ...{ ...request, type: 'requestCompleted', dialect: 'http', agent: 'Firefox' },
      ...{ sentBytes: 2048, durationMs: 3, source: 'disk' },
    },
    '2026-01-02T03:04:05.006Z  10.0.0.9:5000 (Firefox)  get  a\\e.txt  2 KiB  disk  3 ms',
  ],
  [
    {
      ...request,
      type: 'requestFailed',
      sentBytes: 0,
      code: 'not-found',
      why: { reason: 'not-found' },
    },
    '2026-01-02T03:04:05.006Z  10.0.0.9:5000  get  a\\e.txt  not-found  There is no such file in the shared folder.',
  ],
  [
    { type: 'entryEvicted', atMs, thread: 0, name: 'b', size: 1024, reason: 'room' },
    '2026-01-02T03:04:05.006Z  evicted  b  1 KiB  to make room',
  ],
  [
    { type: 'workerDied', atMs, thread: 1, detail: 'out of memory', cacheEmptied: false },
    '2026-01-02T03:04:05.006Z  worker died  thread 1: out of memory; another takes its place',
  ],
  [
    { type: 'workerDied', atMs, thread: 1, detail: 'killed', cacheEmptied: true },
    '2026-01-02T03:04:05.006Z  worker died  thread 1: killed; the cache had to be emptied; another takes its place',
  ],
  [
    { type: 'eventsDropped', atMs, thread: 1, count: 7 },
    '2026-01-02T03:04:05.006Z  7 more, too many to list',
  ],
  [
    {
      type: 'connectionClosed',
      atMs,
      connection: 1,
      thread: 0,
      port: 8080,
      peer: '10.0.0.9:5000',
      reason: 'timed-out',
    },
    '2026-01-02T03:04:05.006Z  10.0.0.9:5000  closed  timed out',
  ],
  [
    { type: 'guessingNoticed', atMs, thread: 1, address: '10.0.0.9' },
    '2026-01-02T03:04:05.006Z  wrong codes  several from 10.0.0.9; who guesses has to wait',
  ],
  [{ type: 'workerStarted', atMs, thread: 1 }, undefined],
])('%j', (event, line) => {
  expect(formatLogLine(event, style)).toBe(line);
});

it('shows only the time of day to a person', () => {
  const event = { type: 'eventsDropped', atMs, thread: 0, count: 1 } as const;
  expect(formatLogLine(event, { ...style, isTerminal: true })).toMatch(/^\d\d:\d\d:05 {2}1 more/);
});

it('counts as trouble what the server, not its clients, did wrong', () => {
  const failed = {
    ...request,
    type: 'requestFailed',
    sentBytes: 0,
    why: { reason: 'stopping' },
  } as const;
  expect(isServerTrouble({ ...failed, code: 'internal' })).toBe(true);
  expect(isServerTrouble({ ...failed, code: 'not-found' })).toBe(false);
  expect(
    isServerTrouble({ type: 'workerDied', atMs, thread: 0, detail: '', cacheEmptied: true }),
  ).toBe(true);
});
