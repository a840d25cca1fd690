import { describe, expect, it } from 'vitest';
import { countersSchema, threadStatusSchema } from '../../shared/server-state.ts';
import { createCountersMemory, readCounters, readThreads, ThreadCounters } from './counters.ts';

describe('counters', () => {
  it('begin at nothing', () => {
    const memory = createCountersMemory(2);
    const counters = countersSchema.parse(readCounters(memory));
    expect(Object.keys(counters)).toEqual(Object.keys(countersSchema.shape));
    expect(new Set(Object.values(counters))).toEqual(new Set([0]));
    expect(readThreads(memory)).toHaveLength(2);
  });

  it('add up over the threads, each of which keeps its own', () => {
    const memory = createCountersMemory(3);
    const rows = [0, 1, 2].map((thread) => new ThreadCounters(memory, thread));
    rows.forEach((row, thread) => {
      row.add('requests', thread + 1);
      row.add('connectionsOpen');
      row.add('connectionsAccepted', 2);
    });
    rows[1]!.add('connectionsOpen', -1);
    rows[2]!.add('bytesSent', 2 ** 52);
    rows[2]!.add('bytesSent', 1);
    expect(readCounters(memory)).toEqual({
      connectionsAccepted: 6,
      connectionsRefused: 0,
      connectionsOpen: 2,
      requests: 6,
      requestsNative: 0,
      requestsPlain: 0,
      requestsHttp: 0,
      requestsFailed: 0,
      wrongCodes: 0,
      cacheHits: 0,
      cacheMisses: 0,
      bytesSent: 2 ** 52 + 1,
      bytesSentFromCache: 0,
      evictions: 0,
      evictionsForRoom: 0,
      evictionsOfChanged: 0,
      evictionsOfRemoved: 0,
      evictionsByClearing: 0,
      evictionsByRequest: 0,
      evictionsForEntries: 0,
    });
    expect(new ThreadCounters(memory, 0).openConnections()).toBe(2);
    const threads = readThreads(memory).map((status) => threadStatusSchema.parse(status));
    expect(
      threads.map(({ thread, requests, connectionsOpen }) => [thread, requests, connectionsOpen]),
    ).toEqual([
      [0, 1, 1],
      [1, 2, 0],
      [2, 3, 1],
    ]);
  });

  it('have as many places as a thread has, so that no thread writes to those of another', () => {
    const memory = createCountersMemory(3);
    const counted = countersSchema.keyof().options;
    const rows = [0, 1, 2].map((thread) => new ThreadCounters(memory, thread));
    for (const counter of counted) rows[1]!.add(counter, 5);
    for (const counter of counted) rows[2]!.add(counter);
    expect(readCounters(memory)).toEqual(Object.fromEntries(counted.map((name) => [name, 6])));
    expect(readThreads(memory)[0]).toMatchObject({ requests: 0, bytesSent: 0 });
  });

  it('outlive their thread, but for its connections', () => {
    const memory = createCountersMemory(2);
    for (const thread of [0, 1]) {
      const row = new ThreadCounters(memory, thread);
      row.add('connectionsOpen', 4);
      row.add('requests', 10);
    }
    const replacement = new ThreadCounters(memory, 1);
    replacement.forgetOpenConnections();
    replacement.add('requests');
    expect(readCounters(memory)).toMatchObject({ connectionsOpen: 4, requests: 21 });
  });
});
