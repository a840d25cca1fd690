import { expect, it } from 'vitest';
import type { RemoteFolder } from '../../../shared/contract-downloads.ts';
import { buildTree, type Wanted } from './folder-tree.ts';
import { knownSizes, selectedTotal, sizeToFetch } from './selected-total.ts';

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

const deep: RemoteFolder = {
  ...{ listing: 1, count: 4, omitted: [], truncated: false, unshared: 0 },
  files: [
    ['a', 1],
    ['d/b', 10],
    ['d/e/c', 100],
    ['dd/f', 1000],
  ].map(([name, size]) => ({ name, size, modifiedAtMs: 0, cached: false })) as never,
};
const cache = { files: [{ name: 'a', size: 1 }, { name: 'gone', size: 7 }, { name: 'unsized' }] };

function toFetch(wanted: Wanted, list: RemoteFolder | undefined): number | undefined {
  const total = selectedTotal(wanted, buildTree(list?.files ?? []), knownSizes(list, cache));
  return sizeToFetch(wanted, total, list);
}

it.each([
  [['a'], [], 1],
  [['a', 'gone'], [], 8],
  [[], ['d'], 110],
  [['a'], ['d/e'], 101],
  [[], [''], 1111],
  [['unsized'], [], undefined],
  [['nowhere'], [], undefined],
  [[], [], 0],
])('files %j and folders %j have %s bytes to fetch', (names, folders, expected) => {
  expect(toFetch({ names, folders }, deep)).toBe(expected);
});

it('what is to be fetched of a folder is not known without its whole list', () => {
  const wanted = { names: [], folders: ['d'] };
  expect(toFetch(wanted, undefined)).toBeUndefined();
  expect(toFetch(wanted, { ...deep, truncated: true })).toBeUndefined();
});
