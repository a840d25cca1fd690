import { describe, expect, it } from 'vitest';
import type { RemoteFile } from '../../../shared/contract-downloads.ts';
import { buildTree, fileKey, folderKey, matchingRows, treeRows, wantedOf } from './folder-tree.ts';

function file(name: string, size = 1): RemoteFile {
  return { name, size, modifiedAtMs: 0, cached: false };
}

const tree = buildTree([
  file('readme.md'),
  file('photos/b.jpg', 5),
  file('photos/2026/a10.jpg', 7),
  file('photos/2026/a2.jpg', 8),
  file('docs/x.pdf', 3),
]);

describe('a server’s folder', () => {
  it('shows folders before files, closed at first, with what is in them', () => {
    const rows = treeRows(tree, new Set());
    expect(
      rows.map((row) => (row.kind === 'folder' ? [row.path, row.count, row.bytes] : [row.name])),
    ).toEqual([['docs', 1, 3], ['photos', 3, 20], ['readme.md']]);
  });

  it('opens what was expanded, in the order of numbers', () => {
    const rows = treeRows(tree, new Set([folderKey('photos'), folderKey('photos/2026')]));
    expect(rows.map(({ name, level }) => [name, level])).toEqual([
      ['docs', 1],
      ['photos', 1],
      ['2026', 2],
      ['a2.jpg', 3],
      ['a10.jpg', 3],
      ['b.jpg', 2],
      ['readme.md', 1],
    ]);
  });

  it('finds files by any part of their path', () => {
    expect(matchingRows(tree, 'PHOTOS/20').map(({ name }) => name)).toEqual([
      'photos/2026/a10.jpg',
      'photos/2026/a2.jpg',
    ]);
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
