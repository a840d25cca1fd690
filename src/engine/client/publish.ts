import { link, lstat, open, rename, stat, unlink } from 'node:fs/promises';
import { clientErrors } from './client-error.ts';
import type { IfExists } from './download-types.ts';
import { numberedPath } from './target-path.ts';

const MAX_NUMBER = 9_999;

/**
 * Whether something, be it a dangling link, is at a path.
 *
 * @throws {ClientError} `local`
 */
export async function isTaken(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw clientErrors.local(`write ${path}`, error);
  }
}

/**
 * Gives a complete file its final name. Only `replace` ever takes the place of something, whatever
 * appears at the target at whatever moment.
 *
 * @param part - the file's present path, in the same folder
 * @returns the path it has now; `undefined` if the target is taken and the policy is `skip` or `fail`
 * @throws {ClientError} `local`; the part is then still there
 */
export async function publish(
  part: string,
  path: string,
  ifExists: IfExists,
): Promise<string | undefined> {
  try {
    if (ifExists === 'replace') {
      await replace(part, path);
      return path;
    }
    if (await moveWithoutReplacing(part, path)) return path;
    if (ifExists !== 'keep-both') return undefined;
    for (let number = 1; number <= MAX_NUMBER; number += 1) {
      const candidate = numberedPath(path, number);
      if (await moveWithoutReplacing(part, candidate)) return candidate;
    }
    return undefined;
  } catch (error) {
    throw clientErrors.local(`write ${path}`, error);
  }
}

async function replace(part: string, path: string): Promise<void> {
  // Windows reports a folder in the way as a permission problem.
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() === true) {
    throw Object.assign(new Error('a folder has this name'), { code: 'EISDIR' });
  }
  await rename(part, path);
}

/** A hard link fails if the target exists, on every system and without a gap; `rename` replaces it. */
async function moveWithoutReplacing(part: string, path: string): Promise<boolean> {
  try {
    await link(part, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code !== undefined && NO_HARD_LINKS.has(code)) return reserveAndMove(part, path);
    throw error;
  }
  await unlink(part);
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
async function reserveAndMove(part: string, path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx')).close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    await rename(part, path);
    return true;
  } catch (error) {
    await unlink(path).catch(() => undefined);
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
