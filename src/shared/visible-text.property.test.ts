import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { visibleJson, visibleText } from './visible-text.ts';

const ANY_TEXT = fc.string({ unit: 'binary', maxLength: 60 });
const DECEPTIVE = /[\p{Cc}\u2028-\u202e\u2066-\u2069\ufeff\u200b]/u;

describe('text from elsewhere', () => {
  test.prop([ANY_TEXT])('never holds a character that acts on a terminal', (text) => {
    expect(visibleText(text)).not.toMatch(DECEPTIVE);
  });

  test.prop([ANY_TEXT])('as JSON neither, and still parses to exactly itself', (text) => {
    const json = visibleJson({ name: text });
    expect(json).not.toMatch(DECEPTIVE);
    expect(JSON.parse(json)).toEqual({ name: text });
  });
});

test.each([
  ['plain name.txt', 'plain name.txt'],
  ['Grüße 東京 👩‍👩‍👧', 'Grüße 東京 👩‍👩‍👧'],
  ['a\nb\tc\rd', 'a\\nb\\tc\\rd'],
  ['\u001b[31mred', '\\e[31mred'],
  ['txt.\u202eexe', 'txt.\\u{202e}exe'],
  ['\u009b2J\u007f\u0000', '\\u{9b}2J\\u{7f}\\u{0}'],
  ['\ud800', '\\u{d800}'],
])('%j is shown as %j', (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});
