import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { localPath, numberedPath } from './target-path.ts';
import { FailureError } from '../../../shared/failure.ts';

const root = resolve('target', 'folder');

const hostilePart = fc.oneof(
  fc.constantFrom(
    '..',
    '.',
    '',
    '. .',
    '.. ',
    '...',
    'C:',
    'c:..',
    '\\..',
    '\u0000',
    'con',
    'aux.h',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: fc.constantFrom('.', '/', '\\', 'a', ' ', ':'), maxLength: 20 }),
);
const hostileName = fc
  .array(hostilePart, { maxLength: 8 })
  .chain((parts) => fc.constantFrom('/', '\\', '//').map((separator) => parts.join(separator)));

test.prop([hostileName, fc.constantFrom<NodeJS.Platform>('linux', 'darwin', 'win32')], {
  numRuns: 5000,
})('every name is refused, or lies below the root', (name, platform) => {
  let path: string;
  try {
    path = localPath(root, name, platform);
  } catch (error) {
    expect(error).toBeInstanceOf(FailureError);
    expect((error as FailureError).kind).toBe('local');
    return;
  }
  const way = relative(root, path);
  expect(isAbsolute(way)).toBe(false);
  expect(way.split(sep)).not.toContain('..');
  expect(way.split(sep).join('/')).toBe(name);
});

it.each([
  ['a.txt', 'a (2).txt'],
  ['archive.tar.gz', 'archive.tar (2).gz'],
  ['README', 'README (2)'],
  ['.profile', '.profile (2)'],
])('numbers %s as %s', (name, numbered) => {
  expect(numberedPath(join(root, name), 2)).toBe(join(root, numbered));
});
