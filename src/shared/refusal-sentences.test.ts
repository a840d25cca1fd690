import { expect, it } from 'vitest';
import { refusalSentence } from './refusal-sentences.ts';

it.each([
  [{ reason: 'unreadable' }, 'The server is not allowed to read this file.'],
  [
    { reason: 'untrue-size' },
    'The system does not report the true size of this file, so it cannot be served.',
  ],
  [{ reason: 'root-gone' }, 'The shared folder no longer exists.'],
  [{ reason: 'name', detail: 'is empty' }, 'The name is not allowed: it is empty.'],
  [{ reason: 'system', detail: 'EIO' }, 'The server could not read this file (EIO).'],
] as const)('a server says of %o: %s', (refusal, sentence) => {
  expect(refusalSentence(refusal)).toBe(sentence);
});
