import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { fittingName } from './fitting-name.ts';

/** Ten px a character, as in a typewriter. */
const widthOf = (text: string): number => Array.from(text).length * 10;
const fitting = (path: string, characters: number): string | undefined =>
  fittingName(path, characters * 10, widthOf);

describe('the name on a block', () => {
  it('is the path, else the name of the file, else that without its middle', () => {
    expect(fitting('photos/lake-0001.jpeg', 21)).toBe('photos/lake-0001.jpeg');
    expect(fitting('photos/lake-0001.jpeg', 20)).toBe('lake-0001.jpeg');
    expect(fitting('photos/lake-0001.jpeg', 13)).toBe('lake-00….jpeg');
    expect(fitting('photos/lake-0001.jpeg', 8)).toBe('lake…peg');
    expect(fitting('photos/lake-0001.jpeg', 7)).toBeUndefined();
  });

  it('does not cut what is one character to a reader', () => {
    const letter = 'e\u0301';
    expect(fitting(letter.repeat(9), 15)).toBe(`${letter.repeat(4)}…${letter.repeat(3)}`);
  });

  test.prop([fc.string({ unit: 'grapheme', minLength: 1 }), fc.integer({ min: 0, max: 400 })])(
    'never is wider than its room',
    (path, roomPx) => {
      expect(widthOf(fittingName(path, roomPx, widthOf) ?? '')).toBeLessThanOrEqual(roomPx);
    },
  );
});
