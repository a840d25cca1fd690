import { expect, test } from 'vitest';
import { STRINGS } from './strings.ts';

test.each([
  [STRINGS.notStarted, /^An error stopped it .* \(no such file\)\. Open Fifolio again\./],
  [
    STRINGS.panelNotLoaded,
    /^Its page could not be loaded \(no such file\)\. .* open Fifolio again/,
  ],
])('an error box says what happened, why, and what to do', (sentence, expected) => {
  expect(sentence(new Error('no such file'))).toMatch(expected);
  expect(sentence('no such file')).toMatch(expected);
});
