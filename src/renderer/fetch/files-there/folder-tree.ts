import type { RemoteFile } from '../../../shared/contract-downloads.ts';
import type { EpochMilliseconds } from '../../../shared/units.ts';

export interface FolderRow {
  readonly kind: 'folder';
  readonly key: string;
  /** With `/` between the parts, without one at the end. */
  readonly path: string;
  readonly name: string;
  /** Of all files in it, at any depth. */
  readonly count: number;
  readonly bytes: number;
  readonly cachedCount: number;
  /** Of the file in it that was changed last. */
  readonly modifiedAtMs: EpochMilliseconds;
}

export interface FileRow {
  readonly kind: 'file';
  readonly key: string;
  readonly name: string;
  readonly file: RemoteFile;
}

export type TreeRow = FolderRow | FileRow;

/** A folder with what is in it, by name. */
export interface Folder {
  readonly row: FolderRow;
  readonly folders: readonly Folder[];
  readonly files: readonly FileRow[];
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

interface Draft {
  readonly row: { -readonly [Field in keyof FolderRow]: FolderRow[Field] };
  readonly folders: Map<string, Draft>;
  readonly files: FileRow[];
}

/** The files of a server as a tree of folders; the root's path is empty. */
export function buildTree(files: readonly RemoteFile[]): Folder {
  const root = draft('', '');
  for (const file of files) {
    const parts = file.name.split('/');
    const name = parts.pop() ?? file.name;
    let folder = root;
    count(folder, file);
    for (const part of parts) {
      const { path } = folder.row;
      const next = folder.folders.get(part) ?? draft(path === '' ? part : `${path}/${part}`, part);
      folder.folders.set(part, next);
      folder = next;
      count(folder, file);
    }
    folder.files.push({ kind: 'file', key: fileKey(file.name), name, file });
  }
  return finish(root);
}

function draft(path: string, name: string): Draft {
  return {
    row: {
      ...{ kind: 'folder', key: folderKey(path), path, name },
      ...{ count: 0, bytes: 0, cachedCount: 0, modifiedAtMs: 0 },
    },
    folders: new Map(),
    files: [],
  };
}

function count({ row }: Draft, file: RemoteFile): void {
  row.count += 1;
  row.bytes += file.size;
  if (file.cached) row.cachedCount += 1;
  row.modifiedAtMs = Math.max(row.modifiedAtMs, file.modifiedAtMs);
}

function finish({ row, folders, files }: Draft): Folder {
  return {
    row,
    folders: [...folders.values()]
      .map(finish)
      .sort((a, b) => collator.compare(a.row.name, b.row.name)),
    files: files.sort((a, b) => collator.compare(a.name, b.name)),
  };
}

/** The folder there, or the nearest around it that there is. */
export function folderAt(root: Folder, path: string): Folder {
  let folder = root;
  for (const part of path === '' ? [] : path.split('/')) {
    const next = folder.folders.find(({ row }) => row.name === part);
    if (next === undefined) break;
    folder = next;
  }
  return folder;
}

/** The folders that a path leads through, the outermost first; without the root. */
export function pathParts(
  path: string,
): readonly { readonly name: string; readonly path: string }[] {
  if (path === '') return [];
  const parts = path.split('/');
  return parts.map((name, at) => ({ name, path: parts.slice(0, at + 1).join('/') }));
}

/** All files in a folder, at any depth: those of its sub-folders first. */
export function* filesIn({ folders, files }: Folder): Generator<FileRow, void> {
  for (const folder of folders) yield* filesIn(folder);
  yield* files;
}

/** How deep a row is inside of an open folder, from 1. */
export function levelOf(row: TreeRow, openPath: string): number {
  const path = row.kind === 'file' ? row.file.name : row.path;
  const inside = openPath === '' ? path : path.slice(openPath.length + 1);
  return inside.split('/').length;
}

export function fileKey(name: string): string {
  return `file ${name}`;
}

export function folderKey(path: string): string {
  return `folder ${path}`;
}

/** The name or path that a row's key is for. */
export function pathOfKey(key: string): string {
  return key.slice(key.indexOf(' ') + 1);
}

/** What is to be fetched. */
export interface Wanted {
  readonly names: readonly string[];
  readonly folders: readonly string[];
}

/** Of selected keys, what to ask for: nothing that a selected folder brings anyway. */
export function wantedOf(keys: Iterable<string>): Wanted {
  const names: string[] = [];
  const folders: string[] = [];
  for (const key of keys) (key.startsWith('folder ') ? folders : names).push(pathOfKey(key));
  const chosen = new Set(folders);
  const isWithin = (path: string): boolean => {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      if (chosen.has(path.slice(0, end))) return true;
    }
    return false;
  };
  return {
    names: names.filter((name) => !isWithin(name)),
    folders: folders.filter((folder) => !isWithin(folder)),
  };
}
