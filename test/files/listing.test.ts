import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileRoot } from '../../src/engine/files/file-root.ts';
import type { FileListing, ListingOptions } from '../../src/engine/files/listing.ts';
import { listFiles } from '../../src/engine/files/listing.ts';
import { locateByPath, platformLocator } from '../../src/engine/files/open-location.ts';
import type { SampleFolder } from './sample-folder.ts';
import { makeFifo, makeSampleFolder, NFC_NAME, NFD_NAME } from './sample-folder.ts';

let sample: SampleFolder;
beforeEach(() => {
  sample = makeSampleFolder();
});
afterEach(() => sample.remove());

async function list(root: FileRoot, options?: ListingOptions): Promise<FileListing> {
  const listing = await listFiles(root, options);
  if (!listing.ok) throw new Error(listing.message);
  return listing;
}

async function namesOf(root: FileRoot, options?: ListingOptions): Promise<string[]> {
  return (await list(root, options)).files.map((file) => file.name);
}

const TOP = [
  'a.txt',
  'hard-link',
  'link-absolute',
  'link-out-and-in',
  'link-to-file',
  'link-to-link',
  'nothing',
  'sub.txt',
  NFC_NAME,
  NFD_NAME,
].sort();

describe.skipIf(process.platform === 'win32').each([
  { way: 'as this system does', locate: platformLocator() },
  { way: 'by path', locate: locateByPath },
])('listFiles, located $way', ({ locate }) => {
  const open = (): FileRoot => FileRoot.open(sample.inside, locate);

  it('lists the files of the folder alone', async () => {
    expect(await namesOf(open())).toEqual(TOP);
  });

  it('walks sub-folders and links inside, each once and never in circles', async () => {
    const names = await namesOf(open(), { recursive: true });
    const expected = [
      ...TOP,
      'sub/b.txt',
      'sub/deep/c.txt',
      'link-to-folder/b.txt',
      'link-to-folder/deep/c.txt',
    ];
    expect(names).toEqual(expected.sort());
  });

  it('tells size, date and key of each, and every name can be asked for', async () => {
    const root = open();
    const { files } = await list(root, { recursive: true });
    for (const file of files) {
      const opened = root.openFile(file.name);
      expect(opened).toMatchObject({ ok: true, key: file.key, version: { size: file.size } });
      if (opened.ok) {
        expect(file.modifiedMs).toBe(Number(opened.version.modifiedNs / 1_000_000n));
        closeSync(opened.fd);
      }
    }
  });

  it.each([
    ['sub/', ['sub/b.txt', 'sub/deep/c.txt']],
    ['sub', ['sub.txt', 'sub/b.txt', 'sub/deep/c.txt']],
    ['sub/d', ['sub/deep/c.txt']],
    ['link-to-folder/deep/', ['link-to-folder/deep/c.txt']],
    ['empty/', []],
    ['no such folder/', []],
    ['a.txt/', []],
    ['zzz', []],
    ['link-outside-folder/', []],
    ['link-to-root/etc/', []],
    [NFC_NAME.normalize('NFD').slice(0, 4), [NFC_NAME]],
  ])('lists what begins with %j', async (prefix, names) => {
    expect(await namesOf(open(), { prefix, recursive: true })).toEqual(names);
  });

  it.each(['../', '/etc/', 'sub/../', 'C:/', 'a\\b/', '//'])(
    'refuses to list below %j',
    async (prefix) => {
      expect(await listFiles(open(), { prefix })).toMatchObject({ ok: false, code: 'forbidden' });
    },
  );

  it('stops at the limit, and says whether there was more', async () => {
    const all = await namesOf(open(), { recursive: true });
    for (const limit of [1, 3, all.length - 1, all.length, all.length + 1]) {
      const listing = await list(open(), { recursive: true, limit });
      expect(listing.files.map((file) => file.name)).toEqual(all.slice(0, limit));
      expect(listing.truncated).toBe(limit < all.length);
    }
  });

  it('leaves out names that nobody can ask for, and counts them', async () => {
    const before = await list(open(), { recursive: true });
    expect(before.skippedNames).toBe(0);
    const notUtf8 = Buffer.concat([Buffer.from(`${sample.inside}/b`), Buffer.of(0xff, 0xfe)]);
    writeFileSync(notUtf8, 'x');
    mkdirSync(Buffer.concat([Buffer.from(`${sample.inside}/sub/d`), Buffer.of(0xff)]));
    for (const name of ['nul', 'back\\slash', 'bell\u0007', 'dot.', 'space ', 'c:drive']) {
      writeFileSync(join(sample.inside, name), 'x');
    }
    const { files, skippedNames } = await list(open(), { prefix: '', recursive: true });
    expect(files).toEqual(before.files);
    // The folder below `sub` is met again through the link to it.
    expect(skippedNames).toBe(9);
  });

  it('leaves out what is no file', async () => {
    makeFifo(join(sample.inside, 'fifo'));
    symlinkSync('fifo', join(sample.inside, 'link-to-fifo'));
    expect(await namesOf(open())).toEqual(TOP);
  });

  it('is not led into more and more work by folders that link to each other', async () => {
    for (let from = 0; from < 12; from += 1) {
      mkdirSync(join(sample.inside, `web/${from}`), { recursive: true });
      writeFileSync(join(sample.inside, `web/${from}/file`), '');
      for (let to = 0; to < 12; to += 1) {
        symlinkSync(`../${to}`, join(sample.inside, `web/${from}/to${to}`));
      }
    }
    const { files, truncated } = await list(open(), { prefix: 'web/', recursive: true });
    expect(truncated).toBe(false);
    const names = files.map((file) => file.name);
    for (let folder = 0; folder < 12; folder += 1) expect(names).toContain(`web/${folder}/file`);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeLessThan(12 * 13);
  });

  it('says so when the folder has vanished', async () => {
    const root = open();
    renameSync(sample.inside, `${sample.inside}-away`);
    expect(await listFiles(root)).toMatchObject({ ok: false, code: 'internal' });
  });

  it('closes what it opens', async () => {
    const root = open();
    const count = (): number => readdirSync('/dev/fd').length;
    await list(root, { recursive: true });
    const before = count();
    for (let round = 0; round < 5; round += 1) await list(root, { recursive: true });
    expect(count()).toBe(before);
  });
});

describe('listFiles', () => {
  const part = fc.constantFrom('a', 'a.b', 'a-b', 'A', 'a b', 'é', 'z', '😀', '～');
  const anyPath = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));

  test.prop([fc.uniqueArray(anyPath, { maxLength: 12 }), fc.integer({ min: 1, max: 15 })], {
    numRuns: 60,
  })('is the sorted list of all files, cut at the limit', async (paths, limit) => {
    const base = mkdtempSync(join(sample.inside, 'generated-'));
    const folder = `${basename(base)}/`;
    const written: string[] = [];
    for (const path of paths) {
      try {
        mkdirSync(dirname(join(base, path)), { recursive: true });
        writeFileSync(join(base, path), path);
        written.push(`${folder}${path}`);
      } catch (error) {
        // A part of this path is a file already, or the path a folder.
        expect(['EEXIST', 'ENOTDIR', 'EISDIR']).toContain((error as NodeJS.ErrnoException).code);
      }
    }
    const root = FileRoot.open(sample.inside);
    const listing = await list(root, { prefix: folder, recursive: true, limit });
    expect(listing.files.map((file) => file.name)).toEqual(written.sort().slice(0, limit));
    expect(listing.truncated).toBe(written.length > limit);
  });
});
