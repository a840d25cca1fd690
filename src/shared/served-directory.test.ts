import { describe, expect, it } from 'vitest';
import {
  baseName,
  describeDirectory,
  foldersOf,
  withFolder,
  withFolderName,
  withoutFolder,
} from './served-directory.ts';

describe('folders to share', () => {
  it('are one path until there are two', () => {
    const one = withFolder('', '/a/photos');
    expect(one).toBe('/a/photos');
    expect(foldersOf(one)).toEqual([{ name: '', path: '/a/photos' }]);
    expect(withFolder(one, '/b/docs')).toEqual([
      { name: 'photos', path: '/a/photos' },
      { name: 'docs', path: '/b/docs' },
    ]);
  });

  it('get names that none of the others has, whatever the case', () => {
    const three = withFolder(withFolder(withFolder('', '/a/docs'), '/b/Docs'), '/c/docs');
    expect(describeDirectory(three)).toBe('docs, Docs 2, docs 3');
  });

  it('are not added twice', () => {
    expect(withFolder('/a', '/a')).toBe('/a');
    const two = withFolder('/a', '/b');
    expect(withFolder(two, '/b')).toBe(two);
  });

  it('are a single path again when one is left, and nothing without that', () => {
    const two = withFolder('/a', '/b');
    expect(withoutFolder(two, '/a')).toBe('/b');
    expect(withoutFolder('/b', '/b')).toBe('');
  });

  it('keep a name that was given', () => {
    const named = withFolderName(withFolder('/a', '/b'), '/b', 'mine');
    expect(describeDirectory(withFolder(named, '/c/mine'))).toBe('a, mine, mine 2');
  });

  it.each([
    ['/srv/files/', 'files'],
    ['C:\\Users\\me\\Pictures', 'Pictures'],
    ['C:\\', 'C'],
    ['/', 'files'],
  ])('%s is called %s', (path, name) => {
    expect(baseName(path)).toBe(name);
  });
});
