import { expect, it } from 'vitest';
import { buildTree } from './folder-tree.ts';
import { knownSizes, selectedTotal } from './selected-total.ts';

const files = [
  { name: 'a', size: 1, modifiedAtMs: 0, cached: true },
  { name: 'd/b', size: 10, modifiedAtMs: 0, cached: false },
  { name: 'd/c', size: 100, modifiedAtMs: 0, cached: false },
];
const root = buildTree(files);
const folder = { listing: 1, count: 3, files, truncated: false, omitted: [], unshared: 0 };
const sizes = knownSizes(folder, { files: [{ name: 'a', size: 2 }, { name: 'z' }] });

it('counts files, and those in folders', () => {
  expect(selectedTotal({ names: ['a'], folders: ['d'] }, root, sizes)).toEqual({
    files: 3,
    bytes: 111,
  });
  expect(selectedTotal({ names: [], folders: [''] }, root, sizes)).toEqual({
    files: 3,
    bytes: 111,
  });
  expect(selectedTotal({ names: [], folders: [] }, root, sizes)).toEqual({ files: 0, bytes: 0 });
});

it('says no size where one is not known, and counts no folder that has gone', () => {
  expect(selectedTotal({ names: ['z', 'a'], folders: ['d/x'] }, root, sizes)).toEqual({
    files: 2,
    bytes: undefined,
  });
});
