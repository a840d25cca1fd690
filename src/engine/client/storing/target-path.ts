import { mkdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { checkLocalName, checkName } from '../../files/name-rules.ts';
import { hasReservedEnding } from './partial-files/partial-file-paths.ts';
import { isTemporaryName } from './temporary-file.ts';
import { FailureError } from '../../../shared/failure.ts';
import { fileSystemFailure } from '../client-failures.ts';

/**
 * Makes the folder that downloads go into, if it is missing.
 *
 * @returns its real path, free of symbolic links
 * @throws {FailureError} `local`
 */
export async function openTargetFolder(directory: string): Promise<string> {
  const path = resolve(directory);
  const existing = await stat(path).catch(() => undefined);
  if (existing !== undefined && !existing.isDirectory())
    throw new FailureError({ code: 'target-not-a-folder', path });
  try {
    if (existing === undefined) await makeFolder(path);
    return await realpath(path);
  } catch (error) {
    throw fileSystemFailure('create-folder', path, error);
  }
}

/**
 * With the folders above it. Node's own way to do that says of a read-only file system that there is no such
 * folder (ENOENT).
 */
async function makeFolder(path: string): Promise<void> {
  const above = dirname(path);
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && above !== path) {
      await makeFolder(above);
      await makeFolder(path);
    } else if (code !== 'EEXIST' || !(await stat(path)).isDirectory()) {
      throw error;
    }
  }
}

/**
 * Where a name from a server is written: below `root`, always. The file system is not looked at.
 *
 * @param root - an absolute path
 * @throws {FailureError} `local`, for a name that must not or cannot become a path on `platform`
 */
export function localPath(root: string, name: string, platform: NodeJS.Platform): string {
  const problem = checkName(name) ?? checkLocalName(name, platform);
  if (problem !== undefined) throw new FailureError({ code: 'unsafe-name', name, why: problem });
  if (hasReservedEnding(name) || isTemporaryName(basename(name))) {
    throw new FailureError({ code: 'unsafe-name', name, why: 'reserved-ending' });
  }
  const path = join(root, ...name.split('/'));
  // The rules for names imply this; it stands here in case they ever do not.
  if (!isBelow(root, path)) throw new FailureError({ code: 'unsafe-name', name, why: 'leads-out' });
  return path;
}

/** Whether `path` lies in the folder `root`, at any depth. */
export function isBelow(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** `NAME (1).ext` for 1; the way to keep both files. */
export function numberedPath(path: string, number: number): string {
  const name = basename(path);
  const dot = name.lastIndexOf('.');
  const stem = dot > 0 ? name.slice(0, dot) : name;
  const extension = dot > 0 ? name.slice(dot) : '';
  return join(dirname(path), `${stem} (${String(number)})${extension}`);
}
