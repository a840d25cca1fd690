import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { ACCESS_CODE_LENGTH } from '../../shared/server-values.ts';
import { accessCodeProblem, makeAccessCode, normalizeAccessCode } from './access-code.ts';

const randomBytes = fc.uint8Array({ minLength: 12, maxLength: 12 });

describe('a code made for somebody', () => {
  it('is six groups of two characters', () => {
    expect(makeAccessCode(Uint8Array.from({ length: 12 }, (_, index) => index * 19))).toBe(
      '0k-6s-cz-j5-rb-yh',
    );
    expect(() => makeAccessCode(new Uint8Array(11))).toThrow(RangeError);
  });

  test.prop([randomBytes])('is a code, and means itself', (random) => {
    const code = makeAccessCode(random);
    expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{2}(?:-[0-9a-hjkmnp-tv-z]{2}){5}$/);
    expect(normalizeAccessCode(code)).toBe(code);
    expect(accessCodeProblem(code)).toBeUndefined();
  });

  test.prop([randomBytes, fc.constantFrom('', ' ', '-', '  '), fc.boolean()])(
    'may be typed without hyphens, in capitals, and with letters for digits',
    (random, separator, letters) => {
      const code = makeAccessCode(random);
      const plain = letters ? code.replaceAll('0', 'o').replaceAll('1', 'l') : code;
      expect(normalizeAccessCode(` ${plain.replaceAll('-', separator).toUpperCase()}\n`)).toBe(
        code,
      );
    },
  );
});

describe('a code of one’s own', () => {
  it('keeps its case and its spaces, but not those around it', () => {
    expect(normalizeAccessCode('  Correct Horse-Battery ')).toBe('Correct Horse-Battery');
    expect(normalizeAccessCode('pass\u0065\u0301word')).toBe('pass\u00e9word');
  });

  test.prop([fc.string({ unit: 'grapheme', maxLength: 300 })])('means what it means', (typed) => {
    const code = normalizeAccessCode(typed);
    if (accessCodeProblem(code) === undefined) expect(normalizeAccessCode(code)).toBe(code);
  });

  it.each([
    ['1234567', 'too-short'],
    ['x'.repeat(ACCESS_CODE_LENGTH.max), undefined],
    ['x'.repeat(ACCESS_CODE_LENGTH.max + 1), 'too-long'],
    ['two\nlines of text', 'control-character'],
  ])('%j: %s', (code, problem) => {
    expect(accessCodeProblem(code)).toBe(problem);
  });
});
