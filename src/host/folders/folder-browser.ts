import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { MAX_BROWSED_FOLDERS, type FolderListing } from '../../shared/contract-host.ts';
import { readTypedPath } from './typed-path.ts';
import { FailureError } from '../../shared/failure.ts';

/**
 * The folder that a person typed, pasted or dropped.
 *
 * @returns its absolute path
 * @throws FailureError if it is no folder of this machine, or cannot be looked at
 */
export async function findFolder(typed: string): Promise<string> {
  const path = readTypedPath(typed, { home: homedir(), platform: process.platform });
  const found = await stat(path).catch((error: unknown) => {
    throw folderFailure(error);
  });
  if (!found.isDirectory()) throw new FailureError({ code: 'not-a-folder' });
  return path;
}

/**
 * The folders in a folder of this machine, for panels that have no system dialog. Files are never
 * told; hidden folders are left out.
 *
 * @throws FailureError if the folder cannot be listed
 */
export async function browseFolder(
  path: string = homedir(),
  platform: NodeJS.Platform = process.platform,
): Promise<FolderListing> {
  const absolute = readTypedPath(path, { home: homedir(), platform });
  const entries = await readdir(absolute, { withFileTypes: true }).catch((error: unknown) => {
    throw folderFailure(error);
  });
  const names: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    if (
      entry.isDirectory() ||
      (entry.isSymbolicLink() && (await isFolder(join(absolute, entry.name))))
    ) {
      names.push(entry.name);
    }
  }
  names.sort((a, b) => a.localeCompare(b, undefined, { numeric: true, sensitivity: 'base' }));
  const parent = dirname(absolute);
  return {
    path: absolute,
    ...(parent === absolute ? {} : { parent }),
    folders: names
      .slice(0, MAX_BROWSED_FOLDERS)
      .map((name) => ({ name, path: join(absolute, name) })),
    truncated: names.length > MAX_BROWSED_FOLDERS,
    places: await listPlaces(platform),
  };
}

/** What a failure to look into a folder means. */
export function folderFailure(error: unknown): FailureError {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return new FailureError({ code: 'folder-not-found' });
    case 'ENOTDIR':
      return new FailureError({ code: 'not-a-folder' });
    default:
      return new FailureError({ code: 'folder-not-readable' }, { cause: error });
  }
}

async function listPlaces(platform: NodeJS.Platform): Promise<FolderListing['places']> {
  const home = homedir();
  const candidates: FolderListing['places'] = [
    { kind: 'home', path: home },
    { kind: 'desktop', path: join(home, 'Desktop') },
    { kind: 'documents', path: join(home, 'Documents') },
    { kind: 'downloads', path: join(home, 'Downloads') },
  ];
  if (platform === 'win32') {
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
      candidates.push({ kind: 'drive', path: `${letter}:\\` });
    }
  } else {
    candidates.push({ kind: 'root', path: '/' });
  }
  const exists = await Promise.all(candidates.map(({ path }) => isFolder(path)));
  return candidates.filter((_, index) => exists[index]);
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
