import { describe, expect, it } from 'vitest';
import { type Failure, type PanelFailureCode, failureSchema } from './contract-failure.ts';
import {
  FailureError,
  type FailureKind,
  failureOf,
  kindOf,
  refusalOf,
  systemCodeOf,
} from './failure.ts';
import { failureReason, failureSentence } from './failure-sentences.ts';
import { failures } from './locales/en/failures.ts';

const address = 'far:8080';
const unreachable = { code: 'unreachable', address, detail: 'whatever it was' } as const;
const write = { code: 'file-system', action: 'write', path: '/a', detail: 'what it was.' } as const;

describe('every failure', () => {
  it.each(Object.keys(failures.panel) as PanelFailureCode[])('%s has sentences', (code) => {
    expect(failureSchema.parse({ code })).toEqual({ code });
    expect(failureSentence({ code })).toMatch(/^[A-Z].*\.$/);
    expect(kindOf({ code })).toBe('panel');
  });

  it.each<[Failure, FailureKind, string]>([
    [
      { ...unreachable, systemCode: 'ECONNREFUSED' },
      'no-connection',
      "Can't reach far:8080: connection refused. Check the port, and that the server is running.",
    ],
    [unreachable, 'no-connection', "Can't reach far:8080: whatever it was."],
    [
      { ...unreachable, systemCode: 'constructor' },
      'no-connection',
      "Can't reach far:8080: whatever it was.",
    ],
    [
      { code: 'connect-timed-out', address, timeoutMs: 1500 },
      'no-connection',
      "Can't reach far:8080: no answer within 1.5 s. Check the address and any firewall in between.",
    ],
    [
      { code: 'connection-lost', address, when: 'before-answer' },
      'connection-lost',
      'far:8080 ended the connection before it answered. Try again.',
    ],
    [
      { code: 'wrong-checksum', name: 'a' },
      'verification',
      "a: the received file does not match its checksum (CRC-32) and was discarded. Try again; if it happens again, check the network and the server's disk.",
    ],
    [
      { code: 'refused', name: 'a', refusal: 'busy', message: 'Later.' },
      'refused-by-server',
      'a: Later.',
    ],
    [
      { code: 'refused', name: '', refusal: 'busy', message: 'Later.' },
      'refused-by-server',
      'The server refused: Later.',
    ],
    [
      { ...write, systemCode: 'ENOSPC' },
      'local',
      'Cannot write /a: the disk is full. Free some space, then fetch again; the received part is kept.',
    ],
    [write, 'local', 'Cannot write /a: what it was.'],
    [
      { code: 'thread-died', detail: 'x' },
      'local',
      'The download thread ended unexpectedly: x. Fetch again; the received part is kept.',
    ],
    [{ code: 'canceled', keptBytes: 0 }, 'canceled', 'Canceled.'],
    [
      { code: 'share-missing', directory: 'C:\\a' },
      'local',
      'Cannot share "C:\\a": there is no such folder. Check the spelling, or create it.',
    ],
    [
      { code: 'too-few-descriptors', limit: 30, threads: 4 },
      'local',
      'This program may have 30 files open at once, which is too few for a server with 4 threads. Allow more (ulimit -n), or close other things in this program.',
    ],
    [
      { code: 'identity-file-unreadable', path: 'c.pem', systemCode: 'ENOENT', detail: 'x' },
      'local',
      'c.pem is needed for TLS: there is no such file. Let this account read it.',
    ],
    [
      { code: 'unusable-access-code', problem: 'too-short' },
      'local',
      'An access code needs at least 8 characters.',
    ],
    [
      { code: 'own-identity-not-kept', path: 'k.pem', systemCode: 'ENOSPC', detail: 'x' },
      'local',
      "This server's key for TLS cannot be kept in k.pem: the disk is full. Make room or give this account the right to write there, or use --tls-cert and --tls-key.",
    ],
  ])('%o is %s: %s', (failure, kind, sentence) => {
    expect(failureSchema.parse(failure)).toEqual(failure);
    expect(kindOf(failure)).toBe(kind);
    expect(failureSentence(failure)).toBe(sentence);
  });
});

it('gives the reason alone, without the name and without advice', () => {
  expect(failureReason({ code: 'wrong-checksum', name: 'a' })).toBe(
    'The received file does not match its checksum (CRC-32) and was discarded.',
  );
  expect(failureReason({ code: 'silent', address: 'far:1', timeoutMs: 2000 })).toBe(
    'far:1 sent nothing for 2 s.',
  );
});

it("knows the system's and the server's own codes", () => {
  expect(systemCodeOf({ ...write, systemCode: 'EIO' })).toBe('EIO');
  expect(systemCodeOf({ code: 'silent', address, timeoutMs: 1 })).toBe('ETIMEDOUT');
  expect(systemCodeOf({ code: 'internal' })).toBeUndefined();
  expect(refusalOf({ code: 'plain-not-found', name: 'a' })).toBe('not-found');
  expect(refusalOf(write)).toBeUndefined();
});

it('lets a failure through and nothing else', () => {
  const failure: Failure = { code: 'own-identity-gone', path: '/key' };
  expect(failureOf(new FailureError(failure, { cause: new Error('x') }))).toEqual(failure);
  expect(failureOf(new Error('/home/me'))).toEqual({ code: 'internal' });
  expect(failureOf('thrown text')).toEqual({ code: 'internal' });
});

it('is a closed set', () => {
  expect(failureSchema.safeParse({ code: 'constructor' }).success).toBe(false);
});
