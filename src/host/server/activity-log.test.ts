import { describe, expect, it } from 'vitest';
import { LOG_CAPACITY, logEntrySchema } from '../../shared/contract-log.ts';
import type { ServerEvent } from '../../shared/server-state.ts';
import { ActivityLog } from './activity-log.ts';

const request = {
  ...{ request: 1, connection: 1, thread: 0, port: 8080, peer: 'p', dialect: 'plain' as const },
  ...{ op: 'get', name: 'a', sentBytes: 3 },
};
const completed = (atMs: number): ServerEvent => ({
  ...{ type: 'requestCompleted', atMs, ...request, durationMs: 1, source: 'cache' },
});

describe('ActivityLog', () => {
  it('reports what matters, once, in order, in the shapes of the contract', () => {
    const log = new ActivityLog();
    const status = { requestedPort: 1, port: 1, host: 'h', threads: [] };
    log.addEvent(completed(1));
    log.addEvent({ ...completed(1), op: 'hello', name: '' } as ServerEvent);
    log.addEvent({
      type: 'requestFailed',
      atMs: 2,
      ...request,
      code: 'cut',
      why: { reason: 'client-gone' },
    });
    log.addEvent({ type: 'entryEvicted', atMs: 3, thread: 0, name: 'a', size: 1, reason: 'room' });
    log.addEvent({ type: 'portOpened', atMs: 4, status: { ...status, state: 'listening' } });
    log.addEvent({
      ...{ type: 'portFailed', atMs: 5 },
      status: { ...status, state: 'failed', problem: { code: 'socket-lost', host: 'h', port: 1 } },
    });
    log.addEvent({ type: 'portClosed', atMs: 6, port: 1, host: 'h' });
    log.addEvent({ type: 'workerDied', atMs: 7, thread: 1, detail: 'gone', cacheEmptied: false });
    const peer = { connection: 1, thread: 0, port: 1, peer: 'p' };
    log.addEvent({ type: 'connectionClosed', atMs: 8, ...peer, reason: 'timed-out' });
    log.addEvent({ type: 'connectionClosed', atMs: 9, ...peer, reason: 'done' });
    log.addEvent({ type: 'connectionOpened', atMs: 9, ...peer });
    log.addEvent({ type: 'entryCached', atMs: 9, thread: 0, name: 'a', size: 1 });
    const batch = log.takeBatch(10);
    expect(batch.map(({ id, atMs, type }) => [id, atMs, type])).toEqual([
      [1, 1, 'requestCompleted'],
      [2, 2, 'requestFailed'],
      [3, 3, 'entryEvicted'],
      [4, 4, 'portOpened'],
      [5, 5, 'portFailed'],
      [6, 6, 'portClosed'],
      [7, 7, 'workerDied'],
      [8, 8, 'connectionCut'],
    ]);
    for (const entry of batch) expect(logEntrySchema.parse(entry)).toEqual(entry);
    expect(log.takeBatch(11)).toEqual([]);
    expect(log.recent()).toEqual(batch);
  });

  it('says how many requests it left out of a burst', () => {
    const log = new ActivityLog();
    for (let index = 0; index < 100; index++) log.addEvent(completed(index));
    log.addEvent({ type: 'eventsDropped', atMs: 100, thread: 0, count: 50 });
    const batch = log.takeBatch(200);
    expect(batch).toHaveLength(21);
    expect(batch.at(-1)).toEqual({ id: 21, type: 'requestsOmitted', atMs: 200, count: 105 });
    log.addEvent(completed(300));
    expect(log.takeBatch(400)).toHaveLength(1);
  });

  it('keeps the last thousand', () => {
    const log = new ActivityLog();
    for (let index = 1; index <= 5000; index++) log.add({ type: 'serverStopped', atMs: index });
    const recent = log.recent();
    expect(recent).toHaveLength(LOG_CAPACITY);
    expect(recent[0]?.id).toBe(4001);
    expect(recent.at(-1)?.id).toBe(5000);
    expect(log.takeBatch(1)).toHaveLength(200);
  });
});
