import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseServedFolder, resolveServedFolder } from './served-folder.ts';

describe('a folder to share', () => {
  it.each([
    ['./files', { path: './files' }],
    ['~', { path: homedir() }],
    ['~/x', { path: join(homedir(), 'x') }],
    ['photos=/a/b', { name: 'photos', path: '/a/b' }],
    ['papers=~/x', { name: 'papers', path: join(homedir(), 'x') }],
    ['a=b=c', { name: 'a', path: 'b=c' }],
    ['./a=b', { path: './a=b' }],
    ['/srv/a=b', { path: '/srv/a=b' }],
    ['C:\\a=b', { path: 'C:\\a=b' }],
    ['=b', { path: '=b' }],
  ])('%j', (text, folder) => {
    expect(parseServedFolder(text)).toEqual(folder);
  });

  it.each(['', 'name='])('must not be empty: %j', (text) => {
    expect(() => parseServedFolder(text)).toThrow('must not be empty');
  });

  it('begins beside the configuration file, and may have an equals sign in its name', () => {
    const base = realpathSync(mkdtempSync(join(tmpdir(), 'fifolio-served-')));
    onTestFinished(() => rmSync(base, { recursive: true }));
    mkdirSync(join(base, 'a=b'));
    expect(resolveServedFolder('a=b', base)).toBe(join(base, 'a=b'));
    expect(resolveServedFolder('c=d', base)).toBe(`c=${join(base, 'd')}`);
    expect(resolveServedFolder('d', base)).toBe(join(base, 'd'));
    expect(parseServedFolder(join(base, 'a=b'))).toEqual({ path: join(base, 'a=b') });
  });
});
