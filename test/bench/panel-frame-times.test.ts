import { expect, test } from 'vitest';
import { frameTimesOf } from '../../bench/panel-load/scrolling.ts';

test('even frames are sixty in each second', () => {
  const times = frameTimesOf(Array.from({ length: 180 }, () => 1000 / 60 + 0.001));
  expect(times.perSecond).toHaveLength(3);
  for (const frames of times.perSecond) expect(frames).toBeCloseTo(60, 1);
  expect(times.late).toBe(0);
});

test('a frame that comes late is counted, and lowers its own second only', () => {
  const second = Array.from({ length: 10 }, () => 100);
  const times = frameTimesOf([...second, 400, 600, ...second, 50]);
  expect(times.perSecond).toEqual([10, 2, 10]);
  expect(times.longestMs).toBe(600);
  expect(times.frames).toBe(23);
  expect(times.p50Ms).toBe(100);
});
