import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { formatHttpDate, parseHttpDate } from './http-date.ts';

const NOW_MS = Date.UTC(2026, 5, 1);
const parse = (text: string): string | undefined => {
  const ms = parseHttpDate(text, NOW_MS);
  return ms === undefined ? undefined : new Date(ms).toISOString();
};

describe('dates of HTTP', () => {
  it.each([
    ['Sun, 06 Nov 1994 08:49:37 GMT', '1994-11-06T08:49:37.000Z'],
    ['Sunday, 06-Nov-94 08:49:37 GMT', '1994-11-06T08:49:37.000Z'],
    ['Sun Nov  6 08:49:37 1994', '1994-11-06T08:49:37.000Z'],
    ['Wed Nov 16 08:49:37 1994', '1994-11-16T08:49:37.000Z'],
    ['Monday, 01-Jan-76 00:00:00 GMT', '2076-01-01T00:00:00.000Z'],
    ['Saturday, 01-Jan-77 00:00:00 GMT', '1977-01-01T00:00:00.000Z'],
    ['Thu, 29 Feb 2024 23:59:60 GMT', '2024-03-01T00:00:00.000Z'],
    ['Sat, 01 Jan 0000 00:00:00 GMT', '0000-01-01T00:00:00.000Z'],
  ])('%j is read', (text, expected) => {
    expect(parse(text)).toBe(expected);
  });

  it.each([
    '',
    'now',
    '2026-01-01',
    'Sun, 06 Nov 1994 08:49:37',
    'Sun, 06 Nov 1994 08:49:37 UTC',
    'Sun, 06 Nov 1994 08:49:37 GMT ',
    'Sun, 6 Nov 1994 08:49:37 GMT',
    'sun, 06 nov 1994 08:49:37 gmt',
    'Sun, 31 Feb 2024 00:00:00 GMT',
    'Sun, 00 Jan 2024 00:00:00 GMT',
    'Sun, 01 Jan 2024 24:00:00 GMT',
    'Sun, 01 Jan 2024 00:60:00 GMT',
    'Sun, 01 Jan 2024 00:00:61 GMT',
    'Sun, 01 Foo 2024 00:00:00 GMT',
  ])('%j is none', (text) => {
    expect(parse(text)).toBeUndefined();
  });

  const FIRST_MS = new Date('0000-01-01T00:00:00Z').getTime();
  const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

  test.prop([fc.integer({ min: FIRST_MS, max: LAST_MS })])(
    'are read as they were written, to the second before',
    (ms) => {
      expect(parseHttpDate(formatHttpDate(ms)!, NOW_MS)).toBe(Math.floor(ms / 1000) * 1000);
    },
  );

  it('are not written where the year does not have four digits', () => {
    expect(formatHttpDate(FIRST_MS - 1)).toBeUndefined();
    expect(formatHttpDate(LAST_MS + 1)).toBeUndefined();
  });
});
