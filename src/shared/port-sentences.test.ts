import { expect, it } from 'vitest';
import { portProblemReason, portProblemSentence } from './port-sentences.ts';

const address = { host: 'example', port: 8080 };

it.each([
  ['EADDRINUSE', 'port 8080 is in use by another program'],
  ['EACCES', 'port 8080 may not be used by this account'],
  ['EADDRNOTAVAIL', 'this computer has no address example'],
  ['ENOTFOUND', 'the address example is not known'],
  ['EMFILE', '8080 cannot be listened on: what the system said'],
])('%s in words', (systemCode, words) => {
  const detail = 'what the system said';
  const reason = portProblemReason({ code: 'cannot-listen', ...address, systemCode, detail });
  expect(reason).toContain(words);
});

it('makes a sentence of it', () => {
  expect(portProblemSentence({ code: 'socket-lost', ...address })).toBe(
    'The socket that the program was given ended with a thread; start the program again.',
  );
});
