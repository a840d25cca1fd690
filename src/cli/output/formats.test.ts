import { expect, it } from 'vitest';
import { formatCount, formatSpeed } from './formats.ts';
import { wantsColors } from './terminal.ts';

it('formats average speeds and counts', () => {
  expect(formatSpeed(1_048_576, 500)).toBe('2 MiB/s');
  expect(formatSpeed(1, 0)).toBe('–');
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
