import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** The owner alone may read it, or list what is beside it. */
const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/** File systems without hard links say one of these. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL'];

/**
 * Writes a file for its owner alone, so that whoever reads it, even after a power failure, finds all of it.
 *
 * @param ifExists - `keep`: what another program has put there meanwhile stays, and nothing is written
 * @throws the system's error; what was there is as it was then, and nothing is left beside it
 */
export function writeSecretFile(path: string, text: string, ifExists: 'keep' | 'replace'): void {
  const temporary = `${path}.${process.pid}.new`;
  mkdirSync(dirname(path), { recursive: true, mode: OWNER_ONLY_FOLDER });
  try {
    rmSync(temporary, { force: true });
    const file = openSync(temporary, 'wx', OWNER_ONLY);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (ifExists === 'keep' && linked(temporary, path)) rmSync(temporary);
    else renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Gives a file a second name unless that is taken. `false`: this file system has no second names. */
function linked(file: string, name: string): boolean {
  try {
    linkSync(file, name);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return true;
    if (NO_LINKS.includes(code)) return false;
    throw error;
  }
}
