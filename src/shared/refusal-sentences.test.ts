import { expect, it } from 'vitest';
import { refusalSentence } from './refusal-sentences.ts';

it.each([
  [{ reason: 'unreadable' }, 'The server is not allowed to read this file.'],
  [
    { reason: 'untrue-size' },
    'The system does not report the true size of this file, so it cannot be served.',
  ],
  [{ reason: 'root-gone' }, 'The shared folder no longer exists.'],
  [{ reason: 'name', problem: 'empty' }, 'The name is not allowed: it is empty.'],
  [{ reason: 'system', systemCode: 'EIO' }, 'The server could not read this file (EIO).'],
  [
    { reason: 'malformed', detail: 'the request is not valid UTF-8' },
    'The request is not valid UTF-8.',
  ],
] as const)('a server says of %o: %s', (refusal, sentence) => {
  expect(refusalSentence(refusal)).toBe(sentence);
});
