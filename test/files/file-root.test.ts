import {
  closeSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenedFile } from '../../src/engine/files/file-root.ts';
import { FileRoot } from '../../src/engine/files/file-root.ts';
import { sameVersion } from '../../src/engine/files/file-version.ts';
import { locateByDescriptor, locateByPath } from '../../src/engine/files/open-location.ts';
import type { SampleFolder } from './sample-folder.ts';
import { makeFifo, makeSampleFolder, NFC_NAME, NFD_NAME } from './sample-folder.ts';
import type { Failure } from '../../src/shared/contract-failure.ts';
import { failureOf } from '../../src/shared/failure.ts';
import { failureSentence } from '../../src/shared/failure-sentences.ts';

const isWindows = process.platform === 'win32';
const hasDescriptors = existsSync('/proc/self/fd');

let sample: SampleFolder;
beforeEach(() => {
  sample = makeSampleFolder();
});
afterEach(() => sample.remove());

/** What the opened file holds; closes it. */
function contentOf(opened: OpenedFile): string {
  try {
    return readFileSync(opened.fd, 'utf8');
  } finally {
    closeSync(opened.fd);
  }
}

function outcome(root: FileRoot, name: string): { key: string; content: string } | string {
  const opened = root.openFile(name);
  return opened.ok ? { key: opened.key, content: contentOf(opened) } : opened.code;
}

describe.each([
  { way: 'by descriptor', locate: locateByDescriptor, isPossible: hasDescriptors },
  { way: 'by path', locate: locateByPath, isPossible: true },
])('FileRoot, told $way where a file is', ({ locate, isPossible }) => {
  const when = it.skipIf(!isPossible || isWindows);
  const open = (): FileRoot => FileRoot.open(sample.inside, locate);

  when.each([
    ['a.txt', 'a.txt', 'a'],
    ['sub/b.txt', 'sub/b.txt', 'bb'],
    ['sub/deep/c.txt', 'sub/deep/c.txt', 'ccc'],
    ['nothing', 'nothing', ''],
    ['hard-link', 'hard-link', 'a'],
    ['link-to-file', 'a.txt', 'a'],
    ['link-to-link', 'a.txt', 'a'],
    ['link-to-folder/b.txt', 'sub/b.txt', 'bb'],
    ['link-to-folder/link-up/a.txt', 'a.txt', 'a'],
    ['link-absolute', 'sub/b.txt', 'bb'],
    ['link-out-and-in', 'a.txt', 'a'],
    ['link-to-here/link-to-here/a.txt', 'a.txt', 'a'],
    ['link-to-parent/shared/a.txt', 'a.txt', 'a'],
    [NFC_NAME, NFC_NAME, 'composed'],
    [NFC_NAME.normalize('NFD'), NFC_NAME, 'composed'],
    [NFD_NAME, NFD_NAME, 'decomposed'],
    [NFD_NAME.normalize('NFC'), NFD_NAME, 'decomposed'],
  ])('opens %j as %j', (name, key, content) => {
    expect(outcome(open(), name)).toEqual({ key, content });
  });

  when.each([
    ['no such file', 'not-found'],
    ['no/such/folder', 'not-found'],
    ['a.txt/b', 'not-found'],
    ['link-to-nowhere', 'not-found'],
    ['link-to-itself', 'not-found'],
    ['x'.repeat(300), 'not-found'],
    ['sub', 'not-a-file'],
    ['link-to-folder', 'not-a-file'],
    ['link-to-here', 'not-a-file'],
    ['link-outside', 'forbidden'],
    ['link-outside-relative', 'forbidden'],
    ['link-outside-folder', 'forbidden'],
    ['link-outside-folder/secret.txt', 'forbidden'],
    ['link-to-parent/shared-not/secret.txt', 'forbidden'],
    ['link-to-root/etc/passwd', 'forbidden'],
    ['link-to-device', 'forbidden'],
    ['', 'forbidden'],
    ['..', 'forbidden'],
    ['../shared-not/secret.txt', 'forbidden'],
    ['sub/../a.txt', 'forbidden'],
    ['/etc/passwd', 'forbidden'],
    ['a.txt\0', 'forbidden'],
  ])('refuses %j as %s', (name, code) => {
    expect(outcome(open(), name)).toBe(code);
  });

  when('refuses a link to a file whose own name nobody may ask for', () => {
    writeFileSync(join(sample.inside, 'aux'), 'x');
    symlinkSync('aux', join(sample.inside, 'fine'));
    expect(outcome(open(), 'fine')).toBe('forbidden');
  });

  when('refuses a link to a file whose own name is not UTF-8', () => {
    const odd = Buffer.concat([Buffer.from(`${sample.inside}/odd`), Buffer.of(0xff)]);
    writeFileSync(odd, 'x');
    symlinkSync(odd, join(sample.inside, 'fine'));
    expect(outcome(open(), 'fine')).toBe('forbidden');
    writeFileSync(join(sample.inside, 'real \ufffd'), 'y');
    expect(outcome(open(), 'real \ufffd')).toEqual({ key: 'real \ufffd', content: 'y' });
  });

  when('serves a file that is really called "(deleted)"', () => {
    writeFileSync(join(sample.inside, 'a (deleted)'), 'still here');
    expect(outcome(open(), 'a (deleted)')).toEqual({ key: 'a (deleted)', content: 'still here' });
  });

  when('does not wait for a writer, nor take a FIFO or a socket for a file', async () => {
    makeFifo(join(sample.inside, 'fifo'));
    symlinkSync('fifo', join(sample.inside, 'link-to-fifo'));
    const server = createServer();
    // A socket's path is limited to about a hundred characters, so it is given relative.
    const socket = relative(process.cwd(), join(sample.inside, 'socket'));
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    try {
      const root = open();
      expect(outcome(root, 'fifo')).toBe('not-a-file');
      expect(outcome(root, 'link-to-fifo')).toBe('not-a-file');
      expect(outcome(root, 'socket')).toBe('not-a-file');
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  when('says so when the folder has vanished, and serves again when it is back', () => {
    const root = open();
    renameSync(sample.inside, `${sample.inside}-away`);
    expect(root.openFile('a.txt')).toMatchObject({
      code: 'internal',
      why: { reason: 'root-gone' },
    });
    expect(root.isPresent()).toBe(false);
    expect(root.statKey('a.txt')).toBe('missing');
    renameSync(`${sample.inside}-away`, sample.inside);
    expect(outcome(root, 'a.txt')).toEqual({ key: 'a.txt', content: 'a' });
  });

  when('serves nothing when the folder became a link to its neighbour', () => {
    const root = open();
    renameSync(sample.inside, `${sample.inside}-away`);
    symlinkSync(sample.outside, sample.inside);
    expect(outcome(root, 'a.txt')).toBe('forbidden');
    rmSync(sample.inside);
    renameSync(`${sample.inside}-away`, sample.inside);
  });
});

describe('FileRoot', () => {
  it('names Unicode spellings by what is on the disk, exact ones first', () => {
    const both = [NFC_NAME, NFC_NAME.normalize('NFD')];
    for (const name of both) writeFileSync(join(sample.inside, name), name);
    const root = FileRoot.open(sample.inside);
    for (const name of both) {
      const found = root.openFile(name);
      // File systems that normalize names hold one file here, others two.
      expect(found.ok && both.includes(found.key)).toBe(true);
      if (found.ok) expect(contentOf(found).normalize('NFC')).toBe(NFC_NAME);
    }
  });

  it('tells the version that was opened, and when another is there', () => {
    const path = join(sample.inside, 'a.txt');
    const root = FileRoot.open(sample.inside);
    const opened = root.openFile('a.txt') as OpenedFile;
    closeSync(opened.fd);
    expect(opened.version.size).toBe(1);
    const isSame = (): boolean => {
      const now = root.statKey(opened.key);
      return now !== 'missing' && sameVersion(now, opened.version);
    };
    expect(isSame()).toBe(true);
    utimesSync(path, 1, 1);
    expect(isSame()).toBe(false);
    rmSync(path);
    expect(root.statKey(opened.key)).toBe('missing');
    mkdirSync(path);
    expect(root.statKey(opened.key)).toBe('missing');
  });

  it.skipIf(isWindows)('does not take a key that became a link outside for the file', () => {
    const root = FileRoot.open(sample.inside);
    const opened = root.openFile('a.txt') as OpenedFile;
    closeSync(opened.fd);
    rmSync(join(sample.inside, 'a.txt'));
    symlinkSync(join(sample.outside, 'secret.txt'), join(sample.inside, 'a.txt'));
    const now = root.statKey('a.txt');
    expect(now !== 'missing' && sameVersion(now, opened.version)).toBe(false);
    expect(outcome(root, 'a.txt')).toBe('forbidden');
    symlinkSync('loop', join(sample.inside, 'loop'));
    expect(root.statKey('loop')).toBe('missing');
  });

  it.each([
    ['no such folder', 'share-missing', /there is no such folder\. Check the spelling/],
    ['a.txt', 'share-not-a-folder', /is not a folder/],
    // Windows does not tell what is missing of a path.
    isWindows
      ? ['a.txt/b', 'share-missing', /there is no such folder/]
      : ['a.txt/b', 'share-not-a-folder', /is not a folder/],
    ['link-to-itself', 'share-unreadable', /cannot be read \(ELOOP\)/],
  ] as const)('says why %j cannot be shared', (name, code, message) => {
    const failure = failureOfOpening(join(sample.inside, name));
    expect(failure.code).toBe(code);
    expect(failureSentence(failure)).toMatch(message);
  });

  it('says that there is no folder without a name', () => {
    expect(failureOfOpening('')).toEqual({ code: 'share-missing', directory: '' });
  });

  it.skipIf(isWindows)('resolves links to the folder itself', () => {
    const link = join(sample.outside, 'link-to-shared');
    symlinkSync(sample.inside, link);
    const root = FileRoot.open(link);
    expect(root.directory).toBe(sample.inside);
    expect(outcome(root, 'link-absolute')).toEqual({ key: 'sub/b.txt', content: 'bb' });
  });
});

function failureOfOpening(directory: string): Failure {
  try {
    FileRoot.open(directory);
  } catch (error) {
    return failureOf(error);
  }
  throw new Error(`${directory} was opened`);
}
