import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { visibleJson, visibleParts, visibleText } from './visible-text.ts';

const ANY_TEXT = fc.string({ unit: 'binary', maxLength: 60 });
const DECEPTIVE = /[\p{Cc}\u2028-\u202e\u2066-\u2069\ufeff\u200b]/u;

describe('text from elsewhere', () => {
  test.prop([ANY_TEXT])('never holds a character that acts on a terminal', (text) => {
    expect(visibleText(text)).not.toMatch(DECEPTIVE);
  });

  test.prop([ANY_TEXT])('stays as it is once it was made visible', (text) => {
    expect(visibleText(visibleText(text))).toBe(visibleText(text));
  });

  test.prop([ANY_TEXT])('is the same in pieces', (text) => {
    const parts = visibleParts(text);
    expect(parts.map((part) => part.text).join('')).toBe(visibleText(text));
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
  ['re\u200dadme', 're\\u{200d}adme'],
  ['\u200cname', '\\u{200c}name'],
  ['می\u200cخواهم क्\u200dष', 'می\u200cخواهم क्\u200dष'],
  ['a\ufe0f', 'a\\u{fe0f}'],
  ['1\ufe0f\u20e3 ❤\ufe0f 1\ufe0f', '1\ufe0f\u20e3 ❤\ufe0f 1\\u{fe0f}'],
  ['a\u3164b', 'a\\u{3164}b'],
  ['\ud800', '\\u{d800}'],
])('%j is shown as %j', (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

test.each([
  ['إلى \u2068a.txt\u2069', 'إلى \u2068a.txt\u2069'],
  ['\u2068a \u2068b\u2069\u2069', '\u2068a \u2068b\u2069\u2069'],
  ['\u2068a\u202e\u2069', '\u2068a\\u{202e}\u2069'],
  ['\u2069\u2068a\u2069\u2068', '\\u{2069}\u2068a\u2069\\u{2068}'],
  ['\u2066a\u2069', '\\u{2066}a\\u{2069}'],
])('%j, with what it isolates, is shown as %j', (text, shown) => {
  const parts = visibleParts(text, true);
  expect(parts.map((part) => part.text).join('')).toBe(shown);
});
