import { createHash } from 'node:crypto';
import { mkdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Bytes } from '../../shared/units.ts';
import { checkLocalName, checkName } from '../files/name-rules.ts';
import { clientErrors } from './client-error.ts';
import { isTemporaryName } from './temporary-file.ts';

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
  if (RESERVED_ENDING.test(name) || isTemporaryName(basename(name))) {
    throw clientErrors.unsafeName(name, 'its ending is kept for unfinished downloads');
  }
  const path = join(root, ...name.split('/'));
  // The rules for names imply this; it stands here in case they ever do not.
  if (!isBelow(root, path)) throw clientErrors.unsafeName(name, 'it leads out of the folder');
  return path;
}

/** Whether `path` lies in the folder `root`, at any depth. */
export function isBelow(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
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
