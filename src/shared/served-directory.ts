import type { NamedFolder, ServedDirectory } from './server-state.ts';

/** Folders to share, as a person puts them together one by one. */

/** The folders in their order; the name of a single one is empty, as its files are at the top. */
export function foldersOf(directory: ServedDirectory): readonly NamedFolder[] {
  if (typeof directory !== 'string') return directory;
  return directory === '' ? [] : [{ name: '', path: directory }];
}

/** As a path, or as the names of folders: for a line of text. */
export function describeDirectory(directory: ServedDirectory): string {
  return typeof directory === 'string' ? directory : directory.map(({ name }) => name).join(', ');
}

/** Shares one more folder, under a name that none of the others has; one that is shared already is not added. */
export function withFolder(directory: ServedDirectory, path: string): ServedDirectory {
  const folders = foldersOf(directory);
  if (folders.length === 0) return path;
  if (folders.some((folder) => folder.path === path)) return directory;
  const named: NamedFolder[] = [];
  for (const folder of [...folders, { name: '', path }]) {
    const name = folder.name === '' ? freeName(baseName(folder.path), named) : folder.name;
    named.push({ ...folder, name });
  }
  return named;
}

/** Shares it no longer. A single folder that is left has its files at the top again. */
export function withoutFolder(directory: ServedDirectory, path: string): ServedDirectory {
  const left = foldersOf(directory).filter((folder) => folder.path !== path);
  const [only] = left;
  if (only === undefined) return '';
  return left.length === 1 ? only.path : left;
}

/** Gives one of several folders another name. */
export function withFolderName(
  directory: ServedDirectory,
  path: string,
  name: string,
): ServedDirectory {
  if (typeof directory === 'string') return directory;
  return directory.map((folder) => (folder.path === path ? { name, path } : folder));
}

/** The name of a folder without those above it, in the notation of any system; of a drive or `/`, a word for it. */
export function baseName(path: string): string {
  const part = path.split(/[/\\]/).findLast((each) => each !== '') ?? '';
  return part.replace(/:$/, '') || 'files';
}

function freeName(wanted: string, taken: readonly NamedFolder[]): string {
  const isTaken = (name: string): boolean =>
    taken.some((folder) => folder.name.toLowerCase() === name.toLowerCase());
  let name = wanted;
  for (let number = 2; isTaken(name); number++) name = `${wanted} ${number}`;
  return name;
}
