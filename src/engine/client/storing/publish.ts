import {
  closeSync,
  linkSync,
  lstatSync,
  openSync,
  renameSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import type { IfExists } from '../download-types.ts';
import { removeQuietly } from './remove-quietly.ts';
import { numberedPath } from './target-path.ts';
import { fileSystemFailure } from '../client-failures.ts';

const MAX_NUMBER = 9_999;

/**
 * Whether something, be it a dangling link, is at a path.
 *
 * @throws {FailureError} `local`
 */
export function isTaken(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    throw fileSystemFailure('write', path, error);
  }
}

/**
 * Gives a complete file its final name. Only `replace` ever takes the place of something, whatever
 * appears at the target at whatever moment.
 *
 * @param part - the file's present path, in the same folder
 * @returns the path it has now; `undefined` if the target is taken and the policy is `skip` or `fail`
 * @throws {FailureError} `local`; the part is then still there
 */
export function publish(part: string, path: string, ifExists: IfExists): string | undefined {
  try {
    if (ifExists === 'replace') {
      replace(part, path);
      return path;
    }
    if (moveWithoutReplacing(part, path)) return path;
    if (ifExists !== 'keep-both') return undefined;
    for (let number = 1; number <= MAX_NUMBER; number += 1) {
      const candidate = numberedPath(path, number);
      if (moveWithoutReplacing(part, candidate)) return candidate;
    }
    return undefined;
  } catch (error) {
    throw fileSystemFailure('write', path, error);
  }
}

function replace(part: string, path: string): void {
  // Windows reports a folder in the way as a permission problem.
  if (isFolder(path)) {
    throw Object.assign(new Error('a folder has this name'), { code: 'EISDIR' });
  }
  renameSync(part, path);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}

/** A hard link fails if the target exists, on every system and without a gap; `rename` replaces it. */
function moveWithoutReplacing(part: string, path: string): boolean {
  try {
    linkSync(part, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code !== undefined && NO_HARD_LINKS.has(code)) return reserveAndMove(part, path);
    throw error;
  }
  unlinkSync(part);
  return true;
}

/** What file systems without hard links (FAT, some of the network) say to one. */
const NO_HARD_LINKS: ReadonlySet<string> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EINVAL',
  'EXDEV',
  'UNKNOWN',
  'EISDIR',
]);

/** Without hard links: an empty file of the name, created only if there is none, is then replaced. */
function reserveAndMove(part: string, path: string): boolean {
  try {
    closeSync(openSync(path, 'wx'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    renameSync(part, path);
    return true;
  } catch (error) {
    removeQuietly(path);
    throw error;
  }
}

/** Makes the names in a folder durable, where the system can (not on Windows). */
export async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch {
    // The files are there and whole; only their names could still be lost with the power.
  }
}
