import { expect, it } from 'vitest';
import { RateMeter } from './rate-meter.ts';

it('is nought until there are two points in time', () => {
  const meter = new RateMeter();
  expect(meter.perSecond).toBe(0);
  meter.add(1000, 5);
  meter.add(1000, 50);
  expect(meter.perSecond).toBe(0);
});

it('looks at about the last second', () => {
  const meter = new RateMeter();
  for (let atMs = 0; atMs <= 5000; atMs += 100) meter.add(atMs, atMs < 3000 ? 0 : atMs - 3000);
  expect(meter.perSecond).toBe(1000);
  for (let atMs = 5100; atMs <= 6200; atMs += 100) meter.add(atMs, 2000);
  expect(meter.perSecond).toBe(0);
});

it('is never negative, and forgets', () => {
  const meter = new RateMeter();
  meter.add(0, 100);
  meter.add(500, 0);
  expect(meter.perSecond).toBe(0);
  meter.reset();
  meter.add(1000, 0);
  meter.add(1500, 100);
  expect(meter.perSecond).toBe(200);
});
