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
import type { OmissionKind } from '../../src/shared/omissions.ts';
import { FileRoot } from '../../src/engine/files/file-root.ts';
import type { FileListing, ListingOptions } from '../../src/engine/files/listing.ts';
import { listFiles } from '../../src/engine/files/listing.ts';
import { locateByPath, platformLocator } from '../../src/engine/files/open-location.ts';
import type { SampleFolder } from './sample-folder.ts';
import { makeFifo, makeSampleFolder, NFC_NAME, NFD_NAME } from './sample-folder.ts';
import { refusalSentence } from '../../src/shared/refusal-sentences.ts';

let sample: SampleFolder;
beforeEach(() => {
  sample = makeSampleFolder();
});
afterEach(() => sample.remove());

async function list(root: FileRoot, options?: ListingOptions): Promise<FileListing> {
  const listing = await listFiles(root, options);
  if (!listing.ok) throw new Error(refusalSentence(listing.why));
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

  it('says which links it left out, and why', async () => {
    const { omitted } = await list(open(), { recursive: true });
    const names = (kind: OmissionKind): readonly string[] =>
      [...(omitted.find((omission) => omission.kind === kind)?.names ?? [])].sort();
    expect(names('broken-link')).toEqual(['link-to-itself', 'link-to-nowhere']);
    expect(names('link-outside')).toEqual(
      [
        'link-outside',
        'link-outside-relative',
        'link-outside-folder/',
        'link-to-device',
        'link-to-parent/',
        'link-to-root/',
      ].sort(),
    );
    expect(names('repeated-link')).toContain('link-to-here/');
    expect(omitted.map(({ kind }) => kind).sort()).toEqual([
      'broken-link',
      'link-outside',
      'repeated-link',
    ]);
  });

  it('leaves out names that nobody can ask for, counts each kind, and shows the first', async () => {
    const before = await list(open(), { prefix: 'sub/', recursive: true });
    const below = `${sample.inside}/sub/`;
    writeFileSync(Buffer.concat([Buffer.from(`${below}b`), Buffer.of(0xff, 0xfe)]), 'x');
    mkdirSync(Buffer.concat([Buffer.from(`${below}dé`), Buffer.of(0xff)]));
    for (const name of ['nul', 'aux.txt', 'back\\slash', 'bell\u0007\u202e', 'dot.', 'space ']) {
      writeFileSync(join(below, name), 'x');
    }
    const { files, omitted } = await list(open(), { prefix: 'sub/', recursive: true });
    expect(files).toEqual(before.files);
    const found = new Map(omitted.map(({ kind, count, names }) => [kind, { count, names }]));
    const sorted = (kind: OmissionKind): readonly string[] =>
      [...(found.get(kind)?.names ?? [])].sort();
    expect(sorted('not-utf8')).toEqual(['sub/b\\xff\\xfe', 'sub/dé\\xff']);
    expect(sorted('device-name')).toEqual(['sub/aux.txt', 'sub/nul']);
    expect(sorted('trailing-dot-or-space')).toEqual(['sub/dot.', 'sub/space ']);
    expect(found.get('backslash')).toEqual({ count: 1, names: ['sub/back\\slash'] });
    expect(found.get('control-character')).toEqual({
      count: 1,
      names: ['sub/bell\\u{7}\\u{202e}'],
    });
  });

  it('keeps ten names of a kind, and counts them all', async () => {
    for (let index = 0; index < 25; index += 1) {
      writeFileSync(join(sample.inside, `empty/com1.${index}`), 'x');
    }
    const { omitted } = await list(open(), { prefix: 'empty/' });
    expect(omitted).toMatchObject([{ kind: 'device-name', count: 25 }]);
    expect(omitted[0]?.names).toHaveLength(10);
  });

  it('leaves out paths that are too long', async () => {
    let folder = sample.inside;
    // One path would be too long for the system, too.
    const cwd = process.cwd();
    for (let depth = 0; depth < 17; depth += 1) {
      process.chdir(folder);
      mkdirSync('d'.repeat(250));
      folder = 'd'.repeat(250);
    }
    process.chdir(cwd);
    const { omitted } = await list(open(), { prefix: 'd', recursive: true });
    expect(omitted).toMatchObject([{ kind: 'name-too-long', count: 1 }]);
  });

  it('leaves out what is no file, and counts it', async () => {
    makeFifo(join(sample.inside, 'fifo'));
    symlinkSync('fifo', join(sample.inside, 'link-to-fifo'));
    const { files, omitted } = await list(open());
    expect(files.map((file) => file.name)).toEqual(TOP);
    const special = omitted.find(({ kind }) => kind === 'special-file');
    expect([...(special?.names ?? [])].sort()).toEqual(['fifo', 'link-to-fifo']);
  });

  it('lists folders with what is in them, if asked to', async () => {
    const { folders, files } = await list(open(), { folders: true });
    expect(files.map((file) => file.name)).toEqual(TOP);
    const byName = new Map(folders.map(({ name, content }) => [name, content]));
    expect(byName.get('empty')).toEqual({ files: 0, bytes: 0 });
    expect(byName.get('sub')).toEqual({ files: 2, bytes: 5 });
    expect(byName.get('link-to-folder')).toEqual({ files: 2, bytes: 5 });
    expect(byName.has('link-outside-folder')).toBe(false);
    expect((await list(open())).folders).toEqual([]);
  });

  it('lists sub-folders too when it walks them', async () => {
    const { folders } = await list(open(), { folders: true, recursive: true, prefix: 'sub/' });
    expect(folders).toEqual([{ name: 'sub/deep', content: { files: 1, bytes: 3 } }]);
    const cut = await list(open(), { folders: true, recursive: true, limit: 1, prefix: 'sub' });
    expect(cut).toMatchObject({ truncated: true, folders: [{ name: 'sub' }] });
    expect(cut.folders[0]).not.toHaveProperty('content');
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
  // No two that differ in case alone: on Windows and macOS they would be one.
  const part = fc.constantFrom('a', 'a.b', 'a-b', 'B', 'a b', 'é', 'z', '😀', '～');
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

  it('is empty for a folder that the system cannot have', async () => {
    const root = FileRoot.open(sample.inside);
    for (const prefix of ['a\u{10ffff}/', `${'a'.repeat(256)}/`]) {
      expect((await list(root, { prefix })).files).toEqual([]);
    }
  });
});
