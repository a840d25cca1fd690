import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { LOWEST_RATE } from '../../shared/server-values.ts';
import { createRateMemory, RateLimit, setRate } from './rate-limit.ts';

const MS = 1_000_000n;

function limitAt(bytesPerSecond: number | undefined, slots = 1) {
  const memory = createRateMemory(bytesPerSecond, slots);
  const clock = { nowNs: 10_000n * MS };
  const at = (slot: number) => new RateLimit(memory, slot, () => clock.nowNs);
  return { memory, clock, at, limit: at(0) };
}

it('lets a quarter of a second pass at once, and what follows at its speed', () => {
  const { clock, limit } = limitAt(100_000);
  expect(limit.reserve(25_000)).toBe(0);
  expect(limit.reserve(10_000)).toBe(0);
  expect(limit.reserve(10_000)).toBe(100);
  expect(limit.reserve(0)).toBe(200);
  clock.nowNs += 150n * MS;
  expect(limit.reserve(10_000)).toBe(50);
});

it('gives no more credit for a longer rest', () => {
  const { clock, limit } = limitAt(100_000);
  limit.reserve(1_000_000);
  clock.nowNs += 3_600_000n * MS;
  expect(limit.reserve(25_000)).toBe(0);
  expect(limit.reserve(1_000)).toBe(0);
  expect(limit.reserve(0)).toBe(10);
});

it('holds for each slot by itself', () => {
  const { at } = limitAt(100_000, 2);
  at(0).reserve(100_000);
  expect(at(0).reserve(0)).toBe(750);
  expect(at(1).reserve(0)).toBe(0);
});

it('can be lifted, set and changed while it is used', () => {
  const { memory, limit } = limitAt(undefined);
  expect(limit.pieceBytes).toBe(Infinity);
  expect(limit.reserve(1e12)).toBe(0);
  setRate(memory, 2 ** 20);
  expect(limit.pieceBytes).toBe(Math.floor(2 ** 20 / 20));
  setRate(memory, LOWEST_RATE);
  expect(limit.pieceBytes).toBe(1024);
  setRate(memory, 1e12);
  expect(limit.pieceBytes).toBe(2 ** 20);
  setRate(memory, undefined);
  expect(limit.reserve(1e12)).toBe(0);
});

it.each([0, -1, LOWEST_RATE - 1, Number.NaN])('%d bytes a second are too few', (rate) => {
  expect(() => createRateMemory(rate)).toThrow(RangeError);
});

it('loses nothing that several threads take at the same time', async () => {
  const memory = createRateMemory(1_000_000);
  const before = process.hrtime.bigint();
  const takeMany = `
    const { workerData } = require('node:worker_threads');
    import(workerData.module).then(({ RateLimit }) => {
      const limit = new RateLimit(workerData.memory);
      for (let times = 0; times < 20_000; times++) limit.reserve(500);
    });`;
  const module = new URL('rate-limit.ts', import.meta.url).href;
  await Promise.all(
    [1, 2].map(async () => {
      const worker = new Worker(takeMany, { eval: true, workerData: { memory, module } });
      await new Promise((resolve, reject) => worker.on('exit', resolve).on('error', reject));
    }),
  );
  const limit = new RateLimit(memory, 0, () => before);
  // 2 * 20,000 * 500 bytes take 20 s; the credit of 0.25 s was had before.
  expect(limit.reserve(0)).toBeGreaterThanOrEqual(19_750);
});
