import { expect, it } from 'vitest';
import { RateMeter } from './rate-meter.ts';

it('is 0 until there is something to measure', () => {
  const meter = new RateMeter();
  expect(meter.perSecondAt(1000)).toBe(0);
  meter.add(1000, 5);
  expect(meter.perSecondAt(1000)).toBe(0);
  // Two reports that came together: no speed can be told from these.
  meter.add(1000.001, 50_000_005);
  expect(meter.perSecondAt(1000.001)).toBe(0);
  expect(meter.perSecondAt(1200)).toBe(250_000_000);
});

it('looks at about the last second', () => {
  const meter = new RateMeter();
  for (let atMs = 0; atMs <= 5000; atMs += 100) meter.add(atMs, atMs < 3000 ? 0 : atMs - 3000);
  expect(meter.perSecondAt(5000)).toBe(1000);
  for (let atMs = 5100; atMs <= 6200; atMs += 100) meter.add(atMs, 2000);
  expect(meter.perSecondAt(6200)).toBe(0);
});

it('falls to 0 when nothing arrives any more', () => {
  const meter = new RateMeter();
  for (let atMs = 0; atMs <= 2000; atMs += 100) meter.add(atMs, atMs);
  expect(meter.perSecondAt(2000)).toBe(1000);
  expect(meter.perSecondAt(2500)).toBe(500);
  expect(meter.perSecondAt(2900)).toBe(100);
  expect(meter.perSecondAt(3000)).toBe(0);
  expect(meter.perSecondAt(60_000)).toBe(0);
  meter.add(60_500, 2500);
  expect(meter.perSecondAt(60_500)).toBe(400);
  meter.add(61_500, 4500);
  expect(meter.perSecondAt(61_500)).toBe(2000);
});

it('is never negative, and forgets', () => {
  const meter = new RateMeter();
  meter.add(0, 100);
  meter.add(500, 0);
  expect(meter.perSecondAt(500)).toBe(0);
  meter.reset();
  meter.add(1000, 0);
  meter.add(1500, 100);
  expect(meter.perSecondAt(1500)).toBe(200);
});

it('measures over another window', () => {
  const meter = new RateMeter(3000);
  for (let atMs = 0; atMs <= 10_000; atMs += 100) meter.add(atMs, atMs);
  expect([10_000, 11_500, 13_000].map((atMs) => meter.perSecondAt(atMs))).toEqual([1000, 500, 0]);
});
