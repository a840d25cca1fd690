import { expect, it } from 'vitest';
import { type Failure, failureSchema } from './contract-failure.ts';
import { failureReason, failureSentence } from './failure-sentences.ts';
import { type FailureKind, kindOf, refusalOf, systemCodeOf } from './failure.ts';

const address = 'far:8080';
const fingerprint = 'A'.repeat(43);
const path = '/home/me/trusted-servers.json';

it.each<[Failure, FailureKind, string]>([
  [
    { code: 'unauthorized', address, accessCode: 'missing', message: '' },
    'unauthorized',
    'far:8080 asks for an access code. Ask whoever runs it for the code.',
  ],
  [
    { code: 'unauthorized', address, accessCode: 'wrong', message: 'The code is wrong.' },
    'unauthorized',
    'far:8080 does not let you in: The code is wrong.',
  ],
  [{ code: 'code-not-asked', address }, 'unproven-server', 'does not ask for the access code'],
  [{ code: 'code-not-proven', address }, 'unproven-server', 'could not prove that it knows'],
  [{ code: 'code-in-plain', address }, 'unsupported', 'the plain dialect cannot prove'],
  [{ code: 'not-encrypting', address }, 'protocol', 'does not encrypt (TLS), so nothing was asked'],
  [{ code: 'no-certificate', address }, 'protocol', 'encrypts without showing a key'],
  [
    { code: 'lost-in-handshake', address, systemCode: 'ECONNRESET' },
    'connection-lost',
    'far:8080 ended the connection before it was encrypted. Check that the server encrypts (TLS), and try again.',
  ],
  [
    { code: 'handshake-timed-out', address, timeoutMs: 1500 },
    'no-connection',
    'did not encrypt it within 1.5 s.',
  ],
  [{ code: 'unknown-key', address, fingerprint }, 'unknown-key', 'is not known yet'],
  [
    { code: 'changed-key', address, fingerprint, expected: 'B', knownFrom: 'user' },
    'changed-key',
    'has another key than the one that was given for it.',
  ],
  [
    { code: 'changed-key', address, fingerprint, expected: 'B', knownFrom: 'trust-list' },
    'changed-key',
    'has another key than the one it was known by.',
  ],
  [
    { code: 'trust-list-damaged', path, fault: 'incomplete', server: 2 },
    'local',
    `The list of trusted servers, ${path}, cannot be understood, so no server is known. Server 2 lacks its address, its fingerprint or its date. Repair it, or move it away to meet all servers anew.`,
  ],
  [
    {
      code: 'trust-list-failed',
      path,
      action: 'written',
      detail: 'no space',
      systemCode: 'ENOSPC',
    },
    'local',
    `The list of trusted servers, ${path}, cannot be written: no space.`,
  ],
  [{ code: 'trust-list-in-use', path }, 'local', 'another program is writing the list'],
])('%j', (failure, kind, sentence) => {
  expect(failureSchema.parse(failure)).toEqual(failure);
  expect(kindOf(failure)).toBe(kind);
  expect(failureSentence(failure)).toContain(sentence);
  expect(failureSentence(failure)).toMatch(/^\S.*\.$/);
  expect(failureReason(failure)).toMatch(/\.$/);
});

it('what the system or the wire has a code for keeps it', () => {
  const unauthorized = { code: 'unauthorized', address, accessCode: 'wrong', message: '' } as const;
  expect(refusalOf(unauthorized)).toBe('unauthorized');
  expect(systemCodeOf({ code: 'handshake-timed-out', address, timeoutMs: 1 })).toBe('ETIMEDOUT');
  expect(systemCodeOf({ code: 'trust-list-in-use', path })).toBe('EBUSY');
});
