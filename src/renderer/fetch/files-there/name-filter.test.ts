import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { matchesGlob } from 'node:path';
import { nameFilter } from './name-filter.ts';

const NAMES = [
  'a.dat',
  'b.DAT',
  'notes.txt',
  'music/x1',
  'music/live/x2',
  'music/live/encore.dat',
  'x3',
  '[1].dat',
];

function matching(typed: string): string[] {
  const isWanted = nameFilter(typed);
  return NAMES.filter((name) => isWanted?.(name) !== false);
}

it('wants everything where nothing was typed', () => {
  expect(nameFilter('')).toBeUndefined();
  expect(nameFilter('  ')).toBeUndefined();
});

it('looks for plain text anywhere in names', () => {
  expect(matching('LIVE')).toEqual(['music/live/x2', 'music/live/encore.dat']);
  expect(matching('[1]')).toEqual(['[1].dat']);
  expect(matching('music/x')).toEqual(['music/x1']);
});

it('a pattern without a slash is for the last part', () => {
  expect(matching('*.dat')).toEqual(['a.dat', 'b.DAT', 'music/live/encore.dat', '[1].dat']);
  expect(matching('x?')).toEqual(['music/x1', 'music/live/x2', 'x3']);
  expect(matching('x??')).toEqual([]);
  expect(matching('*t*')).toEqual([
    ...['a.dat', 'b.DAT', 'notes.txt', 'music/live/encore.dat', '[1].dat'],
  ]);
});

it('a pattern with a slash is for whole names', () => {
  expect(matching('**/x?')).toEqual(['music/x1', 'music/live/x2', 'x3']);
  expect(matching('/x?')).toEqual(['x3']);
  expect(matching('music/*')).toEqual(['music/x1']);
  expect(matching('music/**')).toEqual(['music/x1', 'music/live/x2', 'music/live/encore.dat']);
  expect(matching('**/live/**/x*')).toEqual(['music/live/x2']);
});

it('one question mark is one character, also where that takes two code units', () => {
  expect(nameFilter('?.txt')!('🎵.txt')).toBe(true);
  expect(nameFilter('??.txt')!('🎵.txt')).toBe(false);
});

it('takes no time that grows with every further asterisk', () => {
  expect(nameFilter(`${'*a'.repeat(40)}b`)!('a'.repeat(4000))).toBe(false);
  expect(nameFilter(`${'**/a/'.repeat(20)}b`)!(Array(1000).fill('a').join('/'))).toBe(false);
});

const PART = fc.stringMatching(/^[abx.]{1,4}$/);
const PATTERN_PART = fc.oneof(fc.constant('**'), fc.stringMatching(/^[abx.*?]{1,4}$/));

test.prop([
  fc.array(PART, { minLength: 1, maxLength: 4 }),
  fc.array(PATTERN_PART, { minLength: 2, maxLength: 4 }),
])('agrees with Node about patterns of whole names', (name, parts) => {
  // Node hides names that begin with a dot; `***` is no part of its patterns, and neither is a dot alone.
  const isPlain = (part: string): boolean => !part.startsWith('.') && part !== '***';
  fc.pre(name.every(isPlain) && parts.every(isPlain) && parts.some((part) => /[*?]/.test(part)));
  fc.pre(parts.every((part) => part === '**' || !part.includes('**')));
  const pattern = parts.join('/');
  expect(nameFilter(pattern)!(name.join('/'))).toBe(matchesGlob(name.join('/'), pattern));
});
