import { describe, expect, it } from 'vitest';
import type { RemoteFile } from '../../../shared/contract-downloads.ts';
import {
  buildTree,
  fileKey,
  folderAt,
  folderKey,
  levelOf,
  pathParts,
  wantedOf,
} from './folder-tree.ts';
import { nameFilter } from './name-filter.ts';
import { fileRows, folderRows, matchingRows } from './tree-rows.ts';

function file(name: string, size = 1, modifiedAtMs = 0, cached = false): RemoteFile {
  return { name, size, modifiedAtMs, cached };
}

const tree = buildTree([
  file('readme.md', 9, 50),
  file('photos/b.jpg', 5, 10, true),
  file('photos/2026/a10.jpg', 7, 30, true),
  file('photos/2026/a2.jpg', 8, 20),
  file('docs/x.pdf', 3, 40),
  file('notes.md', 2, 60, true),
]);

describe('a server’s folder', () => {
  it('shows folders before files, closed at first, with what is in them', () => {
    const rows = folderRows(tree, new Set(), undefined);
    expect(
      rows.map((row) => (row.kind === 'folder' ? [row.path, row.count, row.bytes] : [row.name])),
    ).toEqual([['docs', 1, 3], ['photos', 3, 20], ['notes.md'], ['readme.md']]);
  });

  it('opens what was expanded, in the order of numbers', () => {
    const expanded = new Set([folderKey('photos'), folderKey('photos/2026')]);
    const rows = folderRows(tree, expanded, undefined);
    expect(rows.map((row) => [row.name, levelOf(row, '')])).toEqual([
      ['docs', 1],
      ['photos', 1],
      ['2026', 2],
      ['a2.jpg', 3],
      ['a10.jpg', 3],
      ['b.jpg', 2],
      ['notes.md', 1],
      ['readme.md', 1],
    ]);
  });

  it('sorts folders and files each for themselves', () => {
    const by = (column: string, direction: 'ascending' | 'descending') =>
      folderRows(tree, new Set(), { column, direction }).map(({ name }) => name);
    expect(by('name', 'descending')).toEqual(['photos', 'docs', 'readme.md', 'notes.md']);
    expect(by('size', 'ascending')).toEqual(['docs', 'photos', 'notes.md', 'readme.md']);
    expect(by('modified', 'descending')).toEqual(['docs', 'photos', 'notes.md', 'readme.md']);
    expect(by('cached', 'descending')).toEqual(['photos', 'docs', 'notes.md', 'readme.md']);
  });

  it('opens a folder, or the nearest around one that has gone', () => {
    const photos = folderAt(tree, 'photos');
    const [year] = folderRows(photos, new Set(), undefined);
    expect([year?.name, levelOf(year!, 'photos')]).toEqual(['2026', 1]);
    expect(folderAt(tree, 'photos/1999/a').row.path).toBe('photos');
    expect(folderAt(tree, '')).toBe(tree);
    expect(pathParts('a/b')).toEqual([
      { name: 'a', path: 'a' },
      { name: 'b', path: 'a/b' },
    ]);
    expect(pathParts('')).toEqual([]);
  });

  it('finds files by their names from the open folder on, in the order that was asked for', () => {
    const found = (path: string, typed: string) => {
      const folder = folderAt(tree, path);
      const rows = fileRows(folder, { column: 'size', direction: 'descending' });
      return matchingRows(rows, folder, nameFilter(typed)!).map(({ name }) => name);
    };
    expect(found('', 'PHOTOS/20')).toEqual(['a2.jpg', 'a10.jpg']);
    expect(found('', '*.md')).toEqual(['readme.md', 'notes.md']);
    expect(found('photos', 'photos')).toEqual([]);
    expect(found('photos', '/*.jpg')).toEqual(['b.jpg']);
  });

  it('asks for nothing twice', () => {
    const keys = [
      folderKey('photos'),
      folderKey('photos/2026'),
      fileKey('photos/b.jpg'),
      fileKey('photos-of-cats.txt'),
    ];
    expect(wantedOf(keys)).toEqual({ names: ['photos-of-cats.txt'], folders: ['photos'] });
  });
});
