import { expect, it } from 'vitest';
import type { RemoteFolder } from '../../../shared/contract-downloads.ts';
import { sizeOfWanted } from './wanted-size.ts';

const folder: RemoteFolder = {
  ...{ listing: 1, count: 4, omitted: [], truncated: false, unshared: 0 },
  files: [
    ['a', 1],
    ['d/b', 10],
    ['d/e/c', 100],
    ['dd/f', 1000],
  ].map(([name, size]) => ({ name, size, modifiedAtMs: 0, cached: false })) as never,
};
const cache = { files: [{ name: 'a', size: 1 }, { name: 'gone', size: 7 }, { name: 'unsized' }] };

it.each([
  [['a'], [], 1],
  [['a', 'gone'], [], 8],
  [[], ['d'], 110],
  [['a'], ['d/e'], 101],
  [[], [''], 1111],
  [['unsized'], [], undefined],
  [['nowhere'], [], undefined],
  [[], [], 0],
])('files %j and folders %j have %s bytes', (names, folders, expected) => {
  expect(sizeOfWanted({ names, folders }, { cache, folder })).toBe(expected);
});

it('of a folder it is not known without its whole list', () => {
  const wanted = { names: [], folders: ['d'] };
  expect(sizeOfWanted(wanted, { cache, folder: undefined })).toBeUndefined();
  expect(sizeOfWanted(wanted, { cache, folder: { ...folder, truncated: true } })).toBeUndefined();
});
