import { expect, it } from 'vitest';
import { formatDuration, formatRate, formatSeconds, formatShare } from './format.ts';

it.each([
  [0, 'under 1 ms'],
  [0.999, 'under 1 ms'],
  [12, '12 ms'],
  [999, '999 ms'],
  [999.9, '999 ms'],
  [1200, '1.2 s'],
  [9999, '9.9 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [125_000, '2 min 5 s'],
  [3_600_000, '1 h'],
  [12_060_000, '3 h 21 min'],
  [187_200_000, '2 d 4 h'],
])('a duration of %d ms is %s', (durationMs, text) => {
  expect(formatDuration(durationMs)).toBe(text);
});

it.each([
  [0, '0 s'],
  [2000, '2 s'],
  [59_400, '59 s'],
  [59_500, '1 min'],
  [125_000, '2 min 5 s'],
  [4_800_000, '1 h 20 min'],
  [187_200_000, '2 d 4 h'],
])('%d ms in whole seconds are %s', (durationMs, text) => {
  expect(formatSeconds(durationMs)).toBe(text);
});

it('formats rates and shares', () => {
  expect(formatRate(2_097_152)).toBe('2 MiB/s');
  expect([formatShare(1, 8), formatShare(91, 100, 0)]).toEqual(['12.5 %', '91 %']);
  expect(formatShare(0, 0)).toBe('–');
});
