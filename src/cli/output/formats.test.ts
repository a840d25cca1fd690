import { expect, it } from 'vitest';
import { formatCount, formatDuration, formatShare, formatSpeed } from './formats.ts';
import { wantsColors } from './terminal.ts';

it.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1200, '1.2 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [125_000, '2 min 5 s'],
  [3_600_000, '1 h'],
  [12_060_000, '3 h 21 min'],
  [187_200_000, '2 d 4 h'],
])('%d ms is told as %s', (durationMs, text) => {
  expect(formatDuration(durationMs)).toBe(text);
});

it('tells speeds, shares and counts', () => {
  expect(formatSpeed(1_048_576, 500)).toBe('2 MiB/s');
  expect(formatSpeed(1, 0)).toBe('–');
  expect(formatShare(1, 8)).toBe('12.5 %');
  expect(formatShare(0, 0)).toBe('–');
  expect([formatCount(1, 'file'), formatCount(2, 'file')]).toEqual(['1 file', '2 files']);
});

it.each([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '' }, true],
  [true, { TERM: 'dumb' }, false],
  [false, { FORCE_COLOR: '1' }, true],
  [true, { FORCE_COLOR: '0' }, false],
  [true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
])('colours: terminal %s, environment %j: %s', (isTerminal, environment, expected) => {
  expect(wantsColors(isTerminal, environment)).toBe(expected);
});
