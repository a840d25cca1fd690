import { createHash } from 'node:crypto';
import { lstat, mkdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Bytes } from '../../shared/units.ts';
import { checkLocalName, checkName } from '../files/name-rules.ts';
import { clientErrors } from './client-error.ts';

/**
 * Makes the folder that downloads go into, if it is missing.
 *
 * @returns its real path, free of symbolic links
 * @throws {ClientError} `local`
 */
export async function openTargetFolder(directory: string): Promise<string> {
  const path = resolve(directory);
  const existing = await stat(path).catch(() => undefined);
  if (existing !== undefined && !existing.isDirectory()) throw clientErrors.notAFolder(path);
  try {
    await mkdir(path, { recursive: true });
    return await realpath(path);
  } catch (error) {
    throw clientErrors.local(`create the folder ${path}`, error);
  }
}

/**
 * Names whose endings are kept for what lies beside an unfinished download. A server that could plant
 * such files could make the next download from another server continue from bytes of its own.
 */
const RESERVED_ENDING = /\.part\.(?:json|lock)(?:\.[^/]*)?$/iu;

/**
 * Where a name from a server is written: below `root`, always. The file system is not looked at.
 *
 * @param root - an absolute path
 * @throws {ClientError} `local`, for a name that must not or cannot become a path on `platform`
 */
export function localPath(root: string, name: string, platform: NodeJS.Platform): string {
  const problem = checkName(name) ?? checkLocalName(name, platform);
  if (problem !== undefined) throw clientErrors.unsafeName(name, `the name ${problem}`);
  if (RESERVED_ENDING.test(name)) {
    throw clientErrors.unsafeName(name, 'its ending is kept for unfinished downloads');
  }
  const path = join(root, ...name.split('/'));
  // The rules for names imply this; it stands here in case they ever do not.
  if (!isBelow(root, path)) throw clientErrors.unsafeName(name, 'it leads out of the folder');
  return path;
}

function isBelow(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/**
 * Makes the folders between `root` and `path`. A symbolic link among those that exist is followed only
 * to a folder inside `root`.
 *
 * @param root - the real path of the target folder
 * @returns the path with its folders' links resolved
 * @throws {ClientError} `local`
 */
export async function makeFolders(root: string, path: string): Promise<string> {
  let folder = root;
  const parts = relative(root, dirname(path))
    .split(sep)
    .filter((part) => part !== '');
  for (const part of parts) {
    const next = join(folder, part);
    try {
      await mkdir(next).catch(ignoreExisting);
      const found = await lstat(next);
      folder = found.isSymbolicLink() ? await realpath(next) : next;
      if (!found.isSymbolicLink() && !found.isDirectory()) throw clientErrors.notAFolder(next);
    } catch (error) {
      if (error instanceof Error && error.name === 'ClientError') throw error;
      throw clientErrors.local(`create the folder ${next}`, error);
    }
    if (folder !== root && !isBelow(root, folder)) {
      throw clientErrors.unsafeName(
        next,
        'it is a symbolic link that leads out of the target folder',
      );
    }
    if (!(await stat(folder)).isDirectory()) throw clientErrors.notAFolder(next);
  }
  return join(folder, basename(path));
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/** Whether the folder of `path` still is, links resolved, the one that was meant. */
export async function folderIsUnmoved(path: string): Promise<boolean> {
  const folder = dirname(path);
  return (await realpath(folder)) === folder;
}

/** The three paths beside a target that an unfinished download uses. */
export interface PartPaths {
  /** What has arrived. */
  readonly part: string;
  /** Which version of which file the part is of; see `part-info.ts`. */
  readonly info: string;
  /** There while somebody writes the part. */
  readonly lock: string;
}

/** The longest file name that leaves room for the endings, where names may have 255 bytes. */
const LONGEST_PART_STEM: Bytes = 240;

/** `NAME.part` and its companions; for very long names, with a hash in place of the name's end. */
export function partPaths(path: string): PartPaths {
  const name = basename(path);
  let stem = path;
  if (Buffer.byteLength(name) > LONGEST_PART_STEM) {
    const hash = createHash('sha256').update(name).digest('hex').slice(0, 16);
    // 48 characters are at most 192 bytes, and whole ones.
    stem = join(dirname(path), `${Array.from(name).slice(0, 48).join('')}~${hash}`);
  }
  return { part: `${stem}.part`, info: `${stem}.part.json`, lock: `${stem}.part.lock` };
}

/** `NAME (1).ext` for 1; the way to keep both files. */
export function numberedPath(path: string, number: number): string {
  const name = basename(path);
  const dot = name.lastIndexOf('.');
  const stem = dot > 0 ? name.slice(0, dot) : name;
  const extension = dot > 0 ? name.slice(dot) : '';
  return join(dirname(path), `${stem} (${String(number)})${extension}`);
}
