import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { parseRanges } from './ranges.ts';

describe('Range, for a file of 10 bytes', () => {
  it.each([
    ['bytes=0-0', [[0, 1]]],
    ['bytes=0-', [[0, 10]]],
    ['BYTES=9-9', [[9, 10]]],
    ['bytes=5-100', [[5, 10]]],
    ['bytes=-3', [[7, 10]]],
    ['bytes=-100', [[0, 10]]],
    [
      'bytes=0-1,4-5',
      [
        [0, 2],
        [4, 6],
      ],
    ],
    [
      'bytes= 4-5 ,\t0-1',
      [
        [4, 6],
        [0, 2],
      ],
    ],
    ['bytes=,0-1,,', [[0, 2]]],
    ['bytes=0-1,10-', [[0, 2]]],
    [`bytes=0-${'9'.repeat(400)}`, [[0, 10]]],
    [
      'bytes=0-4,5-9',
      [
        [0, 5],
        [5, 10],
      ],
    ],
  ])('%j is read', (value, expected) => {
    expect(parseRanges(value, 10)).toEqual(expected.map(([from, end]) => ({ from, end })));
  });

  it.each([
    '',
    'bytes',
    'bytes=',
    'bytes=,',
    'bytes=-',
    'bytes=a-b',
    'bytes=2-1',
    'bytes=0-1,2-1',
    'bytes=--1',
    'bytes=0 - 1',
    'bytes=0x0-1',
    'lines=0-1',
    'bytes 0-1/10',
    'bytes=0-9,0-9',
    'bytes=0-,0-',
  ])('%j is ignored', (value) => {
    expect(parseRanges(value, 10)).toBe('whole');
  });

  it.each(['bytes=10-', 'bytes=10-20', 'bytes=-0', 'bytes=10-,11-12', `bytes=${'9'.repeat(400)}-`])(
    '%j cannot be satisfied',
    (value) => {
      expect(parseRanges(value, 10)).toBe('unsatisfiable');
    },
  );

  it('an empty file has no range', () => {
    for (const value of ['bytes=0-', 'bytes=-1', 'bytes=0-0']) {
      expect(parseRanges(value, 0)).toBe('unsatisfiable');
    }
  });

  it('takes sixteen parts, and ignores more', () => {
    const parts = Array.from({ length: 16 }, (_, at) => `${at}-${at}`);
    expect(parseRanges(`bytes=${parts.join(',')}`, 100)).toHaveLength(16);
    expect(parseRanges(`bytes=${[...parts, '20-20'].join(',')}`, 100)).toBe('whole');
  });

  test.prop([
    fc.array(
      fc.oneof(
        fc.tuple(fc.nat(50), fc.nat(50)).map(([from, last]) => `${from}-${last}`),
        fc.nat(50).map((from) => `${from}-`),
        fc.nat(50).map((length) => `-${length}`),
        fc.string({ maxLength: 4 }),
      ),
      { maxLength: 20 },
    ),
    fc.nat(40),
  ])('never has an empty part, one beyond the file, or more than the file', (specs, size) => {
    const ranges = parseRanges(`bytes=${specs.join(',')}`, size);
    if (typeof ranges === 'string') return;
    expect(ranges.length).toBeGreaterThan(0);
    for (const { from, end } of ranges) {
      expect(from).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThan(from);
      expect(end).toBeLessThanOrEqual(size);
    }
    expect(ranges.reduce((sum, { from, end }) => sum + end - from, 0)).toBeLessThanOrEqual(size);
  });
});
