import { describe, expect, it } from 'vitest';
import { formatShare, formatUsage } from './numbers.ts';
import { formatAgo } from './times.ts';

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
});
