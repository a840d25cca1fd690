import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { contentOf } from '../../../../../../doubles/content.ts';
import type { ByteRange } from '../../../../dialects/http/ranges.ts';
import { multipartOf } from './multipart.ts';

const FILE = { contentType: 'text/plain; charset=utf-8', size: 1000 };
const CONTENT = contentOf('multipart', FILE.size);

function bodyOf(ranges: readonly ByteRange[]): { readonly text: string; readonly length: number } {
  const { parts, length } = multipartOf(FILE, ranges);
  const text = parts
    .map(
      ({ range: { from, end }, before, after }) =>
        before + CONTENT.toString('latin1', from, end) + after,
    )
    .join('');
  return { text, length };
}

describe('several ranges as one body', () => {
  it('are parts between the lines of a boundary', () => {
    const ranges = [
      { from: 0, end: 2 },
      { from: 999, end: 1000 },
    ];
    const { boundary, parts } = multipartOf(FILE, ranges);
    expect(parts).toEqual([
      {
        range: ranges[0],
        before: `--${boundary}\r\nContent-Type: ${FILE.contentType}\r\nContent-Range: bytes 0-1/1000\r\n\r\n`,
        after: '',
      },
      {
        range: ranges[1],
        before: `\r\n--${boundary}\r\nContent-Type: ${FILE.contentType}\r\nContent-Range: bytes 999-999/1000\r\n\r\n`,
        after: `\r\n--${boundary}--\r\n`,
      },
    ]);
  });

  it('have another boundary each time, of characters that need no quotes', () => {
    const ranges = [{ from: 0, end: 1 }];
    const boundaries = new Set(
      Array.from({ length: 50 }, () => multipartOf(FILE, ranges).boundary),
    );
    expect(boundaries.size).toBe(50);
    for (const boundary of boundaries) expect(boundary).toMatch(/^[\w-]{24}$/);
  });

  const range = fc
    .tuple(fc.nat(FILE.size - 1), fc.nat(FILE.size - 1))
    .map(([a, b]) => ({ from: Math.min(a, b), end: Math.max(a, b) + 1 }));

  test.prop([fc.array(range, { minLength: 1, maxLength: 16 })])(
    'have exactly the length that was promised',
    (ranges) => {
      const { text, length } = bodyOf(ranges);
      expect(text).toHaveLength(length);
    },
  );
});
