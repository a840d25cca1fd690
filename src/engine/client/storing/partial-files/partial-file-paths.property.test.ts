import { join, relative, resolve, sep } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { hasReservedEnding, partialFilePaths } from './partial-file-paths.ts';

const root = resolve('target', 'folder');

describe('paths beside a target', () => {
  it('are the name with an ending', () => {
    const { part, record, lock } = partialFilePaths(join(root, 'a.txt'));
    expect(part(1)).toBe(join(root, 'a.txt.part'));
    expect(part(2)).toBe(join(root, 'a.txt.part.kept-2'));
    expect(record).toBe(join(root, 'a.txt.part.json'));
    expect(lock).toBe(join(root, 'a.txt.part.lock'));
    for (const path of [part(2), record, `${record}.new`, lock]) {
      expect(hasReservedEnding(path), path).toBe(true);
    }
  });

  test.prop([fc.string({ unit: 'grapheme', minLength: 60, maxLength: 250 })])(
    'fit into 255 bytes for any name that does, and differ for different names',
    (text) => {
      const name = text.replaceAll(/[/\\]/gu, '_');
      const { lock, record, part } = partialFilePaths(join(root, name));
      for (const path of [lock, record, part(1), part(50)]) {
        const beside = relative(root, path);
        expect(beside).not.toContain(sep);
        expect(Buffer.byteLength(name) > 255 || Buffer.byteLength(beside) <= 255).toBe(true);
      }
      expect(part(1)).not.toBe(partialFilePaths(join(root, `${name}x`)).part(1));
    },
  );
});
