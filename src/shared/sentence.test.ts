import { expect, it } from 'vitest';
import { asSentence } from './sentence.ts';

it.each([
  ['the disk is full', 'the disk is full.'],
  ['the disk is full.', 'the disk is full.'],
  ['the disk is full..', 'the disk is full.'],
  ['the disk is full. ', 'the disk is full.'],
  ['is it full?', 'is it full?'],
  ['trying (again)', 'trying (again).'],
  ['', '.'],
])('%j as a sentence is %j', (text, sentence) => {
  expect(asSentence(text)).toBe(sentence);
});
