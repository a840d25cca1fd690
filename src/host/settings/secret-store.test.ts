import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type SecretBox, SecretStore } from './secret-store.ts';

let folder: string;
let errors: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fifolio-secrets-'));
  errors = [];
});
afterEach(() => rm(folder, { recursive: true }));

function boxOf(isSafe = true): SecretBox {
  return {
    isSafe: () => Promise.resolve(isSafe),
    seal: (secret) => Promise.resolve(Buffer.from(secret).toString('hex')),
    open: (sealed) =>
      sealed === 'foreign'
        ? Promise.reject(new Error('sealed elsewhere'))
        : Promise.resolve(Buffer.from(sealed, 'hex').toString()),
  };
}

async function open(box: SecretBox | undefined): Promise<SecretStore> {
  const store = new SecretStore(folder, box, (where) => errors.push(where));
  await store.opened;
  return store;
}

const file = (): Promise<string> => readFile(join(folder, 'secrets.json'), 'utf8');

it('keeps what is to last, sealed and for the owner alone', async () => {
  const store = await open(boxOf());
  expect(await store.isLasting()).toBe(true);
  expect(store.lasts).toBe(true);
  await store.set('a', 'the code', { lasts: true });
  await store.set('b', 'for today', { lasts: false });
  expect(await file()).not.toContain('the code');
  if (process.platform !== 'win32') {
    expect((await stat(join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600);
  }
  const later = await open(boxOf());
  expect([later.get('a'), later.get('b')]).toEqual(['the code', undefined]);
  await later.delete('a');
  expect(await file()).toBe('{}\n');
});

it('forgets what lasted once it is not to last any more', async () => {
  const store = await open(boxOf());
  await store.set('a', 'old', { lasts: true });
  await store.set('a', 'new', { lasts: false });
  expect(store.get('a')).toBe('new');
  expect((await open(boxOf())).get('a')).toBeUndefined();
});

it.each([
  ['without a box', undefined],
  ['with one that is not safe', boxOf(false)],
])('writes nothing %s', async (_case, box) => {
  const store = await open(box);
  expect(await store.isLasting()).toBe(false);
  await store.set('a', 'the code', { lasts: true });
  expect(store.get('a')).toBe('the code');
  await expect(file()).rejects.toThrow('ENOENT');
});

it('does without what cannot be opened or read', async () => {
  await writeFile(join(folder, 'secrets.json'), JSON.stringify({ a: 'foreign', b: '62' }));
  const store = await open(boxOf());
  expect([store.get('a'), store.get('b')]).toEqual([undefined, 'b']);
  expect(errors).toEqual(['secrets']);
  await writeFile(join(folder, 'secrets.json'), 'no JSON');
  expect((await open(boxOf())).get('b')).toBeUndefined();
});
