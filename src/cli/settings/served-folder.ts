import { statSync } from 'node:fs';
import path from 'node:path';
import { parsePath } from './values.ts';

/** A folder to share, and the name that it was given, if any. */
export interface ServedFolder {
  readonly name?: string;
  readonly path: string;
}

/**
 * `DIRECTORY` or `NAME=DIRECTORY`; `~` at the beginning of a directory is the user's folder. A folder that
 * is really called `a=b` is itself, and so is `./a=b`, as a name has no separators.
 */
export function parseServedFolder(text: string): ServedFolder {
  const [, name, directory] = /^([^/\\=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || directory === undefined || isFolder(text)) {
    return { path: parsePath(text) };
  }
  return { name, path: parsePath(directory) };
}

/** The same text with an absolute directory; a relative one begins in `base`. */
export function resolveServedFolder(text: string, base: string): string {
  const whole = path.resolve(base, text);
  if (isFolder(whole)) return whole;
  const folder = parseServedFolder(text);
  const absolute = path.resolve(base, folder.path);
  return folder.name === undefined ? absolute : `${folder.name}=${absolute}`;
}

/** Whether there is a folder at a path as it is given. */
export function isFolder(directory: string): boolean {
  try {
    return statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}
