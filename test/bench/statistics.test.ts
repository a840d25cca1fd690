import { describe, expect, it } from 'vitest';
import { formatNumber, median, overlap } from '../../bench/report/statistics.ts';

describe('median', () => {
  it('is the middle value, whatever the order', () => {
    expect(median([9, 1, 100])).toBe(9);
    expect(median([5])).toBe(5);
  });

  it('of an even number of values is the mean of the two in the middle', () => {
    expect(median([4, 1, 100, 2])).toBe(3);
  });

  it('of nothing is an error, not a number', () => {
    expect(() => median([])).toThrow('no values');
  });
});

describe('overlap', () => {
  it('is when the ranges meet', () => {
    expect(overlap([1, 5], [5, 9])).toBe(true);
    expect(overlap([2, 3], [1, 9])).toBe(true);
    expect(overlap([1, 4], [5, 9])).toBe(false);
    expect(overlap([5, 9], [1, 4])).toBe(false);
  });
});

describe('formatNumber', () => {
  it('gives three digits that count', () => {
    expect(formatNumber(208_765.4)).toBe('209,000');
    expect(formatNumber(0.123456)).toBe('0.123');
  });
});
