import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { ChunkSkipper } from './chunk-skipper.ts';

const skip = (text: string, limit = 1000): unknown =>
  new ChunkSkipper(limit).skip(Buffer.from(text, 'latin1'), 0);

describe('ChunkSkipper', () => {
  it.each([
    ['0\r\n\r\n', 5],
    ['3\r\nabc\r\n0\r\n\r\nrest', 13],
    ['00000003\r\n\r\n\r\r\n0\r\n\r\n', 20],
    ['A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n', 35],
  ])('%j ends at %d', (text, at) => {
    expect(skip(text)).toEqual({ at, isDone: true });
  });

  it.each([
    '\r\n',
    'x\r\n',
    '-1\r\n',
    '+1\r\n',
    '0x1\r\n',
    ' 1\r\n',
    '1 \r\n',
    '1;a=b\r\n',
    '1\n',
    '1\ra',
    '1\r\nab',
    '1\r\na\n',
    '1\r\na\rb',
    '1\r\na\r\n\r\n',
    '0\r\nTrailer: a\r\n\r\n',
    '0\r\n\n',
    '0\r\n\ra',
  ])('%j is malformed', (text) => {
    expect(skip(text)).toBe('malformed');
  });

  it('stops at the limit, before the data', () => {
    expect(skip('a\r\n0123456789\r\n0\r\n\r\n', 10)).toMatchObject({ isDone: true });
    expect(skip('b\r\n', 10)).toBe('too-large');
    expect(skip('a\r\n0123456789\r\n1\r\n', 10)).toBe('too-large');
    expect(skip('ffffffff\r\n', 10)).toBe('too-large');
    expect(skip('000000000')).toBe('too-large');
  });

  const stream = fc
    .tuple(fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 5 }), fc.boolean())
    .map(([chunks, isUpper]) => {
      const sizeOf = ({ length }: Uint8Array): string => {
        const size = length.toString(16);
        return isUpper ? size.toUpperCase() : size;
      };
      const parts = chunks.flatMap((chunk) => [`${sizeOf(chunk)}\r\n`, chunk, '\r\n']);
      return Buffer.concat([...parts, '0\r\n\r\n'].map((part) => Buffer.from(part as string)));
    });

  test.prop([stream, fc.integer({ min: 1, max: 7 }), fc.uint8Array({ maxLength: 9 })])(
    'ends where the chunks end, whatever they hold, however they are cut, whatever follows',
    (bytes, size, following) => {
      const all = Buffer.concat([bytes, following]);
      const skipper = new ChunkSkipper(1000);
      for (let from = 0; ; from += size) {
        const piece = all.subarray(from, from + size);
        const outcome = skipper.skip(piece, 0);
        if (typeof outcome === 'string') expect.fail(outcome);
        if (outcome.isDone) {
          expect(from + outcome.at).toBe(bytes.length);
          return;
        }
        expect(outcome.at).toBe(piece.length);
      }
    },
  );
});
