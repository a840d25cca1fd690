import { describe, expect, it } from 'vitest';
import { formatShare, formatUsage } from './numbers.ts';
import { formatAgo, formatDuration, formatLatency } from './times.ts';

describe('numbers', () => {
  it('are shares of a whole, if there is one', () => {
    expect(formatShare(91, 100)).toBe('91 %');
    expect(formatShare(0, 0)).toBe('–');
  });

  it('say the unit once', () => {
    expect(formatUsage(40_055_603, 67_108_864)).toBe('38.2 of 64 MiB');
    expect(formatUsage(0, 67_108_864)).toBe('0 of 64 MiB');
    expect(formatUsage(512, 4096)).toBe('512 B of 4 KiB');
  });
});

describe('times', () => {
  it.each([
    [0, 'now'],
    [-5000, 'now'],
    [12_000, '12 s ago'],
    [119_000, '1 min ago'],
    [3_600_000, '1 h ago'],
  ])('%i ms ago', (elapsed, text) => {
    expect(formatAgo(1_000_000_000_000 - elapsed, 1_000_000_000_000)).toBe(text);
  });

  it.each([
    [0, '0 s'],
    [59_400, '59 s'],
    [125_000, '2 min 05 s'],
    [4_800_000, '1 h 20 min'],
  ])('lasting %i ms', (duration, text) => {
    expect(formatDuration(duration)).toBe(text);
  });

  it('are short for what is quick', () => {
    expect([0, 12, 1300].map(formatLatency)).toEqual(['under 1 ms', '12 ms', '1.3 s']);
  });
});
