import type { RemoteFile } from '../../../shared/contract-downloads.ts';

export interface FolderRow {
  readonly kind: 'folder';
  readonly key: string;
  /** With `/` between the parts, without one at the end. */
  readonly path: string;
  readonly name: string;
  /** From 1. */
  readonly level: number;
  /** Of all files in it, at any depth. */
  readonly count: number;
  readonly bytes: number;
}

export interface FileRow {
  readonly kind: 'file';
  readonly key: string;
  readonly name: string;
  readonly level: number;
  readonly file: RemoteFile;
}

export type TreeRow = FolderRow | FileRow;

/** A folder with what is in it. */
export interface Folder {
  readonly row: FolderRow;
  readonly folders: Folder[];
  readonly files: FileRow[];
}

/** The files of a server as a tree of folders. */
export interface FolderTree {
  readonly root: Folder;
  readonly files: readonly RemoteFile[];
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

interface Draft {
  path: string;
  name: string;
  level: number;
  count: number;
  bytes: number;
  folders: Map<string, Draft>;
  files: FileRow[];
}

export function buildTree(files: readonly RemoteFile[]): FolderTree {
  const root = draft('', '', 0);
  for (const file of files) {
    const parts = file.name.split('/');
    const name = parts.pop() ?? file.name;
    let folder = root;
    count(folder, file);
    for (const part of parts) {
      const path = folder.path === '' ? part : `${folder.path}/${part}`;
      const next = folder.folders.get(part) ?? draft(path, part, folder.level + 1);
      folder.folders.set(part, next);
      folder = next;
      count(folder, file);
    }
    folder.files.push({
      kind: 'file',
      key: fileKey(file.name),
      name,
      level: folder.level + 1,
      file,
    });
  }
  return { root: finish(root), files };
}

function draft(path: string, name: string, level: number): Draft {
  return { path, name, level, count: 0, bytes: 0, folders: new Map(), files: [] };
}

function count(folder: Draft, file: RemoteFile): void {
  folder.count += 1;
  folder.bytes += file.size;
}

function finish({ path, name, level, count, bytes, folders, files }: Draft): Folder {
  return {
    row: { kind: 'folder', key: folderKey(path), path, name, level, count, bytes },
    folders: [...folders.values()]
      .map(finish)
      .sort((a, b) => collator.compare(a.row.name, b.row.name)),
    files: files.sort((a, b) => collator.compare(a.name, b.name)),
  };
}

/** The rows to show: folders before files, what is in a folder only if it is expanded. */
export function treeRows(tree: FolderTree, expanded: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  const add = ({ folders, files }: Folder): void => {
    for (const folder of folders) {
      rows.push(folder.row);
      if (expanded.has(folder.row.key)) add(folder);
    }
    rows.push(...files);
  };
  add(tree.root);
  return rows;
}

/** The files whose whole names contain the text, without their folders. */
export function matchingRows(tree: FolderTree, filter: string): TreeRow[] {
  const wanted = filter.trim().toLowerCase();
  return tree.files
    .filter((file) => file.name.toLowerCase().includes(wanted))
    .map((file) => ({ kind: 'file', key: fileKey(file.name), name: file.name, level: 1, file }));
}

export function fileKey(name: string): string {
  return `file ${name}`;
}

export function folderKey(path: string): string {
  return `folder ${path}`;
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
  for (const key of keys) {
    if (key.startsWith('folder ')) folders.push(key.slice('folder '.length));
    else names.push(key.slice('file '.length));
  }
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
