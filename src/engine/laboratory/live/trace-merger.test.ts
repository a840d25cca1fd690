import { expect, it } from 'vitest';
import { seeded } from '../../../../harness/random.ts';
import type { TraceRecord } from '../../telemetry/request-trace-reader.ts';
import { TraceMerger } from './trace-merger.ts';

const version = { size: 1, modifiedNs: 1n, inode: 1n, device: 1n };

function entered(order: number): TraceRecord {
  const file = { name: String(order), nameHash: 1, version };
  return { kind: 'entered', order, atMs: 0, slot: order, heldBytes: 0, ...file };
}

function hit(order: number, arrival = order): TraceRecord {
  return { kind: 'hit', order, atMs: 0, slot: arrival, arrival };
}

function left(order: number, arrival: number): TraceRecord {
  return { kind: 'left', order, name: String(arrival) };
}

it('a hit goes before what ends its entry, though it is read a round later', () => {
  const emitted: TraceRecord[] = [];
  const merger = new TraceMerger(2, (record) => emitted.push(record));
  const rounds: TraceRecord[][][] = [
    [[entered(1)], []],
    [[left(1, 1)], []],
    [[], [hit(1)]],
    [[], []],
  ];
  for (const round of rounds) merger.round(1, (thread, records) => records.push(...round[thread]!));
  expect(emitted).toEqual([entered(1), hit(1), left(1, 1)]);
  expect(merger.late).toBe(0);
});

it('nothing is emitted before all that came earlier could be read', () => {
  const emitted: TraceRecord[] = [];
  const merger = new TraceMerger(2, (record) => emitted.push(record));
  merger.round(2, (thread, records) => {
    if (thread === 1) records.push(entered(2));
  });
  expect(emitted).toEqual([]);
  merger.round(2, (thread, records) => {
    if (thread === 0) records.push(entered(1));
  });
  expect(emitted).toEqual([entered(1), entered(2)]);
});

it('what comes too late is emitted all the same, and counted', () => {
  const emitted: TraceRecord[] = [];
  const merger = new TraceMerger(1, (record) => emitted.push(record));
  merger.round(2, (_, records) => records.push(entered(2)));
  merger.round(2, () => undefined);
  merger.round(2, (_, records) => records.push(hit(1)));
  merger.finish();
  expect(emitted).toEqual([entered(2), hit(1)]);
  expect(merger.late).toBe(1);
});

it.each([1, 2, 3])('everything is emitted once, in order, however it is read (seed %i)', (seed) => {
  const random = seeded(seed);
  const threads: TraceRecord[][] = [[], [], []];
  let order = 0;
  for (let count = 0; count < 3000; count++) {
    const thread = threads[Math.floor(random() * threads.length)]!;
    if (random() < 0.3 || order === 0) thread.push(entered(++order));
    else if (random() < 0.9) thread.push(hit(order));
    else thread.push(left(order, order));
  }
  const emitted: TraceRecord[] = [];
  const merger = new TraceMerger(threads.length, (record) => emitted.push(record));
  const read = threads.map(() => 0);
  for (let arrivals = 0; arrivals < order; arrivals += 20) {
    merger.round(arrivals, (thread, records) => {
      for (;;) {
        const record = threads[thread]![read[thread]!];
        if (record === undefined || record.order > arrivals) break;
        records.push(record);
        read[thread]! += 1;
      }
    });
  }
  merger.round(order, (thread, records) => records.push(...threads[thread]!.slice(read[thread])));
  merger.finish();
  expect(emitted).toHaveLength(3000);
  expect(new Set(emitted).size).toBe(3000);
  expect(merger.late).toBe(0);
  const orders = emitted.map((record) => record.order);
  expect(orders).toEqual([...orders].sort((a, b) => a - b));
});
