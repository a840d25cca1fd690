import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { ClientError } from './client-error.ts';
import { localPath, numberedPath, partPaths } from './target-path.ts';

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
    expect(error).toBeInstanceOf(ClientError);
    expect((error as ClientError).code).toBe('local');
    return;
  }
  const way = relative(root, path);
  expect(isAbsolute(way)).toBe(false);
  expect(way.split(sep)).not.toContain('..');
  expect(way.split(sep).join('/')).toBe(name);
});

describe('paths beside a target', () => {
  it('are the name with an ending', () => {
    expect(partPaths(join(root, 'a.txt'))).toEqual({
      part: join(root, 'a.txt.part'),
      info: join(root, 'a.txt.part.json'),
      lock: join(root, 'a.txt.part.lock'),
    });
  });

  test.prop([fc.string({ unit: 'grapheme', minLength: 60, maxLength: 250 })])(
    'fit into 255 bytes for any name that does, and differ for different names',
    (text) => {
      const name = text.replaceAll(/[/\\]/gu, '_');
      const { lock, part } = partPaths(join(root, name));
      expect(relative(root, lock)).not.toContain(sep);
      if (Buffer.byteLength(name) > 240) {
        expect(Buffer.byteLength(relative(root, lock))).toBeLessThanOrEqual(255);
      }
      expect(part).not.toBe(partPaths(join(root, `${name}x`)).part);
    },
  );
});

it.each([
  ['a.txt', 'a (2).txt'],
  ['archive.tar.gz', 'archive.tar (2).gz'],
  ['README', 'README (2)'],
  ['.profile', '.profile (2)'],
])('numbers %s as %s', (name, numbered) => {
  expect(numberedPath(join(root, name), 2)).toBe(join(root, numbered));
});
