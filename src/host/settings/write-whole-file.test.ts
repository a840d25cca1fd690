import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { writeWholeFile } from './write-whole-file.ts';

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fifolio-write-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

it('makes the file, replaces it, and leaves nothing beside', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'a.json');
  writeWholeFile(path, 'first, and longer');
  expect(await readFile(path, 'utf8')).toBe('first, and longer');
  writeWholeFile(path, 'second');
  expect(await readFile(path, 'utf8')).toBe('second');
  expect(await readdir(folder)).toEqual(['a.json']);
});

it('leaves everything as it was when it cannot', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'taken');
  await mkdir(path);
  await writeFile(join(path, 'inside'), 'kept');
  expect(() => {
    writeWholeFile(path, 'text');
  }).toThrow();
  expect(await readdir(folder)).toEqual(['taken']);
  expect(await readFile(join(path, 'inside'), 'utf8')).toBe('kept');
});
