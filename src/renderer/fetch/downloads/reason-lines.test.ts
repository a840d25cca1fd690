import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { wrappedLines } from './reason-lines.ts';

it('counts lines as a wrapped text has them, at least', () => {
  expect(wrappedLines('', 300)).toBe(1);
  expect(wrappedLines('short', 300)).toBe(1);
  expect(wrappedLines('one two three four', 70)).toBe(2);
  expect(wrappedLines('x'.repeat(100), 300)).toBe(3);
  expect(wrappedLines(`a ${'x'.repeat(100)}`, 300)).toBe(4);
  expect(wrappedLines('語'.repeat(30), 200)).toBe(2);
  expect(wrappedLines('46,4\u00a0Mio sur 108\u00a0Mio', 60)).toBe(3);
  expect(wrappedLines('whatever', 0)).toBe(1);
});

test.prop([
  fc.array(fc.string({ minLength: 1, maxLength: 40 })),
  fc.integer({ min: 50, max: 900 }),
])(
  'is never fewer than the characters need, and no fewer where there is less room',
  (words, width) => {
    const text = words.join(' ');
    const lines = wrappedLines(text, width);
    expect(lines * width).toBeGreaterThanOrEqual(Array.from(text).length * 6.6 - 1e-6);
    expect(wrappedLines(text, width - 20)).toBeGreaterThanOrEqual(lines);
  },
);
