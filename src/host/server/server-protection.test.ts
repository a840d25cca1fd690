import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FailureError } from '../../shared/failure.ts';
import { openIdentity, renewIdentity } from '../../engine/index.ts';
import { SecretStore } from '../settings/secret-store.ts';
import { ServerProtection, type ServerProtectionOptions } from './server-protection.ts';

const CODE = /^(?:[0-9a-z]{2}-){5}[0-9a-z]{2}$/;
const NOTHING = { askForCode: false, encrypt: false };

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fifolio-protection-'));
});
afterEach(() => rm(folder, { recursive: true }));

function protectionWith(options: Partial<ServerProtectionOptions> = {}): ServerProtection {
  return new ServerProtection({
    secrets: new SecretStore(folder, undefined, () => undefined),
    identity: {
      first: () => openIdentity(folder, Date.now()),
      again: () => renewIdentity(folder, Date.now()),
    },
    given: { access: undefined, tls: undefined },
    onError: () => undefined,
    ...options,
  });
}

it('is nothing until it is chosen', async () => {
  const protection = protectionWith();
  expect(await protection.open(NOTHING)).toEqual({});
  expect(protection.state).toEqual({});
});

it('makes a code, keeps it while it is not asked for, and makes another', async () => {
  const protection = protectionWith();
  const code = await protection.ask(true);
  expect(code).toMatch(CODE);
  expect(protection.state).toEqual({ accessCode: code });
  expect(await protection.ask(false)).toBeUndefined();
  expect(protection.state).toEqual({});
  expect(await protection.ask(true)).toBe(code);
  const renewed = await protection.renew();
  expect(renewed).toMatch(CODE);
  expect(renewed).not.toBe(code);
  expect(await protection.open({ ...NOTHING, askForCode: true })).toEqual({
    access: { code: renewed, allowPlain: false },
  });
});

it('takes encrypted connections alone, and shows its key while it runs', async () => {
  const protection = protectionWith();
  const { tls } = await protection.open({ ...NOTHING, encrypt: true });
  expect(tls).toMatchObject({ only: true });
  expect(protection.state.key?.words.split(' ')).toHaveLength(12);
  protection.close();
  expect(protection.state).toEqual({});
});

it('does what whoever started the program has said', async () => {
  const identity = await openIdentity(folder, 0);
  const given = {
    access: { code: 'a given code', allowPlain: true },
    tls: { ...identity, only: false },
  };
  const protection = protectionWith({ given });
  await protection.adopt();
  expect(protection.state.accessCode).toBe('a given code');
  expect(protection.state.key?.fingerprint).toBe(identity.fingerprint);
  expect(await protection.open({ askForCode: true, encrypt: true })).toMatchObject({
    access: given.access,
    tls: { only: false },
  });
});

it('says why there is no key to encrypt with', async () => {
  const broken = (): never => {
    throw new FailureError({ code: 'own-identity-damaged', path: '/the/file' });
  };
  const protection = protectionWith({ identity: { first: broken, again: broken } });
  await expect(protection.open({ ...NOTHING, encrypt: true })).rejects.toMatchObject({
    failure: { code: 'own-identity-damaged', path: '/the/file' },
  });
});
