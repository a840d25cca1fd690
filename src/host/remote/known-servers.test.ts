import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TrustList } from '../../engine/index.ts';
import { FailureError } from '../../shared/failure.ts';
import { SecretStore } from '../settings/secret-store.ts';
import { entryQuestionOf } from './entry-question.ts';
import { KnownServers } from './known-servers.ts';

const SERVER = { host: 'NAS', port: 8080 };
const KEY = 'A'.repeat(43);
/** 43 characters whose last has no spare bits, so that it is how its bytes are written. */
const OTHER = `${'B'.repeat(42)}A`;

let folder: string;
let errors: string[];
let known: KnownServers;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fifolio-known-'));
  errors = [];
  known = knownServers(join(folder, 'trusted.json'));
});
afterEach(() => rm(folder, { recursive: true }));

function knownServers(path: string): KnownServers {
  const note = (where: string): void => void errors.push(where);
  return new KnownServers(new SecretStore(folder, undefined, note), new TrustList(path), note);
}

it('uses what is given, and once it has let in, what was', async () => {
  expect(known.entryOf(SERVER)).toEqual(SERVER);
  const given = { accessCode: 'a code', key: KEY };
  const tls = { key: { fingerprint: KEY, knownFrom: 'user' } };
  expect(known.entryOf(SERVER, given)).toEqual({ ...SERVER, accessCode: 'a code', tls });
  expect(known.entryOf(SERVER)).toEqual(SERVER);

  await known.admitted(SERVER, given);
  const met = { key: { fingerprint: KEY, knownFrom: 'trust-list' } };
  const lower = { host: 'nas', port: 8080 };
  expect(known.entryOf(lower)).toEqual({ ...lower, accessCode: 'a code', tls: met });
  // Nor does a link replace the key of a first meeting.
  expect(known.entryOf(lower, { key: OTHER }).tls).toEqual(met);
  await known.forgetCode(lower);
  expect(known.entryOf(lower)).toEqual({ ...lower, tls: met });
});

it('encrypts to whom an authority vouches for, and refuses a key that is none', () => {
  expect(known.entryOf({ ...SERVER, encrypted: true })).toEqual({ ...SERVER, tls: {} });
  expect(() => known.entryOf(SERVER, { key: 'nonsense' })).toThrow('link-key-unreadable');
});

it('puts one key in the place of another, also where the disk cannot keep it', async () => {
  await known.trust(SERVER, KEY);
  await known.trust(SERVER, OTHER);
  expect(knownServers(join(folder, 'trusted.json')).entryOf(SERVER).tls?.key?.fingerprint).toBe(
    OTHER,
  );
  const unkept = knownServers(join(folder, 'secrets.json', 'no folder'));
  await unkept.trust(SERVER, KEY);
  expect(unkept.entryOf(SERVER).tls?.key?.fingerprint).toBe(KEY);
});

it('asks what a person has to decide', async () => {
  const address = 'nas:8080';
  const ask = (failure: ConstructorParameters<typeof FailureError>[0]) =>
    entryQuestionOf(new FailureError(failure));
  const wrong = { code: 'unauthorized', address, accessCode: 'wrong', message: '' } as const;
  expect(await ask(wrong)).toEqual({ asks: 'code', isWrong: true });
  expect(await ask({ code: 'code-not-asked', address })).toEqual({ asks: 'without-code' });
  const words = Array<string>(12).fill('abandon').join(' ');
  const key = { fingerprint: KEY, words };
  expect(await ask({ code: 'unknown-key', address, fingerprint: KEY })).toEqual({
    asks: 'first-key',
    key,
  });
  const changed = { code: 'changed-key', address, fingerprint: KEY, expected: KEY } as const;
  expect(await ask({ ...changed, knownFrom: 'trust-list' })).toEqual({
    asks: 'changed-key',
    key,
    knownWords: words,
  });
  expect(await ask({ ...changed, knownFrom: 'user' })).toEqual({
    asks: 'other-key-than-link',
    key,
  });
  expect(await ask({ code: 'canceled', keptBytes: 0 })).toBeUndefined();
  expect(await entryQuestionOf(new Error('a mistake'))).toBeUndefined();
});
