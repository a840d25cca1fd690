import { execFileSync } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder with everything in it that a shared folder can hold, beside one that must stay secret. */
export interface SampleFolder {
  /** The shared folder. */
  readonly inside: string;
  /** Its neighbour; every file in it holds {@link SECRET}. */
  readonly outside: string;
  readonly remove: () => void;
}

export const SECRET = 'secret of the neighbour';

export const NFC_NAME = 'Übergröße.txt'.normalize('NFC');
export const NFD_NAME = 'Ångström.txt'.normalize('NFD');

export function makeSampleFolder(): SampleFolder {
  const base = realpathSync.native(mkdtempSync(join(tmpdir(), 'fifolio-files-')));
  const inside = join(base, 'shared');
  // The shared folder's name is the beginning of its neighbour's, which a careless check overlooks.
  const outside = join(base, 'shared-not');
  mkdirSync(join(inside, 'sub/deep'), { recursive: true });
  mkdirSync(join(inside, 'empty'));
  mkdirSync(join(outside, 'sub'), { recursive: true });
  for (const name of ['secret.txt', 'a.txt', 'sub/b.txt'])
    writeFileSync(join(outside, name), SECRET);

  writeFileSync(join(inside, 'a.txt'), 'a');
  writeFileSync(join(inside, 'sub/b.txt'), 'bb');
  writeFileSync(join(inside, 'sub/deep/c.txt'), 'ccc');
  writeFileSync(join(inside, 'nothing'), '');
  writeFileSync(join(inside, 'sub.txt'), 'sorted before sub/');
  writeFileSync(join(inside, NFC_NAME), 'composed');
  writeFileSync(join(inside, NFD_NAME), 'decomposed');
  linkSync(join(inside, 'a.txt'), join(inside, 'hard-link'));

  const links: readonly [name: string, target: string][] = [
    ['link-to-file', 'a.txt'],
    ['link-to-link', 'link-to-file'],
    ['link-to-folder', 'sub'],
    ['link-absolute', join(inside, 'sub/b.txt')],
    ['link-out-and-in', join('..', 'shared', 'a.txt')],
    ['link-to-here', '.'],
    ['sub/link-up', '..'],
    ['link-to-nowhere', 'no such file'],
    ['link-to-itself', 'link-to-itself'],
    ['link-outside', join(outside, 'secret.txt')],
    ['link-outside-relative', '../shared-not/secret.txt'],
    ['link-outside-folder', outside],
    ['link-to-parent', '..'],
    ['link-to-root', '/'],
    ['link-to-device', '/dev/zero'],
  ];
  for (const [name, target] of links) symlinkSync(target, join(inside, name));
  return { inside, outside, remove: () => removeFolder(base) };
}

const MAKE_FIFO = 'mkfifo';

/** Makes a FIFO, for which Node has no function. */
export function makeFifo(path: string): void {
  execFileSync(MAKE_FIFO, [path]);
}

/** Of Node's versions, 22 cannot remove paths that are longer than the system takes in one call. */
function removeFolder(folder: string): void {
  if (process.platform === 'win32') rmSync(folder, { recursive: true, force: true });
  else execFileSync('rm', ['-rf', folder]);
}
