import { closeSync, fstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { FileRoot } from '../../src/engine/files/file-root.ts';
import type { Locator } from '../../src/engine/files/open-location.ts';
import { locateByPath, platformLocator } from '../../src/engine/files/open-location.ts';
import type { SampleFolder } from './sample-folder.ts';
import { makeSampleFolder, SECRET } from './sample-folder.ts';
import { refusalSentence } from '../../src/shared/refusal-sentences.ts';

let sample: SampleFolder;
beforeAll(() => {
  sample = makeSampleFolder();
});
afterAll(() => sample.remove());

const step = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('a.txt', 'b.txt', 'sub', 'deep', 'c.txt', 'shared') },
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      'link-to-folder',
      'link-up',
      'link-to-here',
      'link-to-parent',
      'link-to-root',
      'link-outside-folder',
      'link-outside',
      'shared-not',
      'secret.txt',
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom('..', '.', '', '\\', '%2e%2e', '..\\', '…', '\u0000') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
);
const anyName = fc
  .tuple(fc.constantFrom('', '/', '../', './', 'C:'), fc.array(step, { maxLength: 6 }))
  .map(([beginning, steps]) => beginning + steps.join('/'));

describe.each<{ way: string; locate: Locator }>([
  { way: 'as this system does', locate: platformLocator() },
  { way: 'by path', locate: locateByPath },
])('containment, located $way', ({ locate }) => {
  test.prop([anyName], { numRuns: 3000 })('no name leads out of the folder', (name) => {
    const root = FileRoot.open(sample.inside, locate);
    const opened = root.openFile(name);
    if (!opened.ok) {
      expect(refusalSentence(opened.why)).not.toContain(sample.inside);
      return;
    }
    try {
      const real = realpathSync.native(join(sample.inside, name));
      expect(real.startsWith(sample.inside + sep)).toBe(true);
      expect(join(sample.inside, opened.key)).toBe(real);
      expect(fstatSync(opened.fd).ino).toBe(statSync(real).ino);
      expect(readFileSync(opened.fd, 'utf8')).not.toContain(SECRET);
      const again = root.openFile(opened.key);
      expect(again).toMatchObject({ ok: true, key: opened.key });
      if (again.ok) closeSync(again.fd);
    } finally {
      closeSync(opened.fd);
    }
  });

  test.prop(
    [
      fc.array(fc.constantFrom('sub', 'link-up', 'link-to-here', 'link-to-parent', 'shared'), {
        maxLength: 12,
      }),
    ],
    {
      numRuns: 500,
    },
  )('any way round that stays inside leads to the same key', (steps) => {
    const path = [...steps, 'a.txt'].join('/');
    let isInside: boolean;
    try {
      isInside = realpathSync.native(join(sample.inside, path)) === join(sample.inside, 'a.txt');
    } catch {
      isInside = false;
    }
    fc.pre(isInside);
    const opened = FileRoot.open(sample.inside, locate).openFile(path);
    expect(opened).toMatchObject({ ok: true, key: 'a.txt' });
    if (opened.ok) closeSync(opened.fd);
  });
});
