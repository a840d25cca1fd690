import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { TrustList } from '../../src/engine/client/trust/trust-list.ts';
import { temporaryFolder } from './download-setup.ts';

const KEY = 'A'.repeat(43);
const OTHER = `${'B'.repeat(42)}A`;
const NAS = { host: 'nas', port: 8080 };

async function listIn(...folders: string[]): Promise<TrustList> {
  return new TrustList(path.join(await temporaryFolder(), ...folders, 'trusted.json'), () => 0);
}

it('remembers servers by their address, in whatever capitals, until they are forgotten', async () => {
  const list = await listIn('new', 'folder');
  expect(list.find(NAS)).toBeUndefined();
  await list.remember({ host: 'NAS', port: 8080 }, KEY);
  await list.remember({ host: '::1', port: 1 }, OTHER);
  expect(list.find({ host: 'nAs', port: 8080 })).toMatchObject({ fingerprint: KEY });
  expect(list.find({ host: 'nas', port: 8081 })).toBeUndefined();
  expect(list.list().map(({ address }) => address)).toEqual(['nas:8080', '[::1]:1']);
  expect(await list.forget(NAS)).toBe(true);
  expect(await list.forget(NAS)).toBe(false);
  expect(list.list().map(({ address }) => address)).toEqual(['[::1]:1']);
  expect(readdirSync(path.dirname(list.path))).toEqual(['trusted.json']);
});

it('puts no other key in the place of one that is known', async () => {
  const list = await listIn();
  await list.remember(NAS, KEY);
  await list.remember(NAS, KEY);
  await expect(list.remember(NAS, OTHER)).rejects.toMatchObject({
    failure: { code: 'changed-key', fingerprint: OTHER, expected: KEY },
  });
  expect(list.find(NAS)).toMatchObject({ fingerprint: KEY });
});

it.skipIf(process.platform === 'win32')('is its owner’s alone, also after a change', async () => {
  const list = await listIn('folder');
  await list.remember(NAS, KEY);
  expect(statSync(list.path).mode & 0o777).toBe(0o600);
  expect(statSync(path.dirname(list.path)).mode & 0o777).toBe(0o700);
  chmodSync(list.path, 0o644);
  await list.forget(NAS);
  expect(statSync(list.path).mode & 0o777).toBe(0o600);
});

it('is never written over where it is not understood', async () => {
  const list = await listIn();
  writeFileSync(list.path, 'damaged');
  for (const work of [() => list.remember(NAS, KEY), () => list.forget(NAS)]) {
    await expect(work()).rejects.toMatchObject({
      failure: { code: 'trust-list-damaged', path: list.path },
    });
  }
  expect(() => list.list()).toThrow('trust-list-damaged');
  expect(readFileSync(list.path, 'utf8')).toBe('damaged');
  expect(existsSync(`${list.path}.lock`)).toBe(false);
});

it('says where it cannot be read or written', async () => {
  const list = await listIn();
  const file = new TrustList(path.join(list.path, 'below a file'));
  writeFileSync(list.path, '');
  await expect(file.remember(NAS, KEY)).rejects.toMatchObject({
    failure: { code: 'trust-list-failed' },
  });
  expect(() => file.list()).toThrow('trust-list-failed');
});

it('loses nothing where several programs write it at once', async () => {
  const list = await listIn();
  const module = path.resolve(import.meta.dirname, '../../src/engine/client/trust/trust-list.ts');
  const children = Array.from({ length: 4 }, (_, child) =>
    spawn(process.execPath, [
      '--input-type=module',
      '--eval',
      `import { TrustList } from ${JSON.stringify(`file://${module}`)};
       const list = new TrustList(process.argv[1]);
       for (let port = 1; port <= 10; port++) {
         await list.remember({ host: 'host${child}', port }, ${JSON.stringify(KEY)});
       }`,
      list.path,
    ]),
  );
  const codes = await Promise.all(children.map((child) => once(child, 'exit')));
  expect(codes.map(([code]) => code as number)).toEqual([0, 0, 0, 0]);
  expect(new Set(list.list().map(({ address }) => address)).size).toBe(40);
});
