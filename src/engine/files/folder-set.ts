import { closeSync } from 'node:fs';
import type { NamedFolder } from '../../shared/server-state.ts';
import { MOST_SERVED_FOLDERS } from '../../shared/server-values.ts';
import { FailureError } from '../../shared/failure.ts';
import { FILE_REFUSALS, type FileRefusal, refusedName } from './file-refusal.ts';
import { FileRoot, type FileRootOptions, type OpenedFile } from './file-root.ts';
import type { FileVersion } from './file-version.ts';
import { checkName } from './name-rules.ts';

/** What a server shares: the files of one folder, or several folders by name. */
export type SharedFiles = FileRoot | FolderSet;

/** One of several folders, by the name that it has at the top. */
export interface Member {
  readonly name: string;
  readonly root: FileRoot;
}

/**
 * Several folders under one server: the first part of a name says which, the rest is a name in that
 * folder. The rules of a share are applied within each. A link never leads from one to another.
 */
export class FolderSet {
  /** In the order in which the names of their files are sorted. */
  readonly members: readonly Member[];
  /** By name in Unicode NFC. */
  readonly #roots: ReadonlyMap<string, Member>;

  private constructor(members: readonly Member[]) {
    this.members = members.toSorted((a, b) => (`${a.name}/` < `${b.name}/` ? -1 : 1));
    this.#roots = new Map(members.map((member) => [member.name.normalize('NFC'), member]));
  }

  /**
   * Their absolute paths, links resolved.
   *
   * @throws FailureError when a folder cannot be shared, a name cannot be asked for, two names are the
   *   same (or differ only in case, which other systems do not tell apart), or there are too many.
   */
  static resolve(folders: readonly NamedFolder[]): NamedFolder[] {
    if (folders.length > MOST_SERVED_FOLDERS) {
      throw new FailureError({ code: 'too-many-folders', most: MOST_SERVED_FOLDERS });
    }
    const taken = new Map<string, string>();
    for (const { name, path } of folders) {
      if (name.includes('/') || checkName(name) !== undefined) {
        throw new FailureError({ code: 'share-bad-name', name, directory: path });
      }
      const key = name.normalize('NFC').toLowerCase();
      const first = taken.get(key);
      if (first !== undefined) {
        throw new FailureError({ code: 'share-name-taken', name, first, second: path });
      }
      taken.set(key, path);
    }
    return folders.map(({ name, path }) => ({ name, path: FileRoot.open(path).directory }));
  }

  /** Of folders that {@link resolve} gave, whether they are there at the moment or not. */
  static at(folders: readonly NamedFolder[], options: FileRootOptions = {}): FolderSet {
    return new FolderSet(
      folders.map(({ name, path }) => ({ name, root: FileRoot.at(path, options) })),
    );
  }

  /** As `FileRoot.openFile`; a key has the folder's name before it. */
  openFile(name: string): OpenedFile | FileRefusal {
    const problem = checkName(name);
    if (problem !== undefined) return refusedName(problem);
    const found = this.find(name);
    if (found === undefined) return FILE_REFUSALS.notFound;
    if (found.rest === undefined) return FILE_REFUSALS.folder;
    const file = found.member.root.openFile(found.rest);
    if (!file.ok) return file;
    const key = `${found.member.name}/${file.key}`;
    if (checkName(key) === undefined) return { ...file, key };
    // A link in the folder leads to a path that is too long together with the folder's name.
    closeSync(file.fd);
    return FILE_REFUSALS.unnameable;
  }

  /** As `FileRoot.refuseFolder`; at the top are the folders, even if none of them is there. */
  refuseFolder(name: string): FileRefusal | undefined {
    if (name === '') return undefined;
    const problem = checkName(name);
    if (problem !== undefined) return refusedName(problem);
    const found = this.find(name);
    return found === undefined
      ? FILE_REFUSALS.notFound
      : found.member.root.refuseFolder(found.rest ?? '');
  }

  /** As `FileRoot.statKey`. */
  statKey(key: string): FileVersion | 'missing' {
    const found = this.find(key);
    return found?.rest === undefined ? 'missing' : found.member.root.statKey(found.rest);
  }

  /** The folder that a name begins with, and the name within it, if it has more than one part. */
  find(name: string): { readonly member: Member; readonly rest: string | undefined } | undefined {
    const end = name.indexOf('/');
    const top = end === -1 ? name : name.slice(0, end);
    const member = this.#roots.get(top) ?? this.#roots.get(top.normalize('NFC'));
    if (member === undefined) return undefined;
    return { member, rest: end === -1 ? undefined : name.slice(end + 1) };
  }
}

/** What threads share of a directory that was resolved: one folder costs nothing for being possibly several. */
export function sharedFilesAt(
  directory: string | readonly NamedFolder[],
  options: FileRootOptions,
): SharedFiles {
  return typeof directory === 'string'
    ? FileRoot.at(directory, options)
    : FolderSet.at(directory, options);
}

/** @throws FailureError as `FileRoot.open` and {@link FolderSet.resolve} */
export function resolveDirectory(
  directory: string | readonly NamedFolder[],
): string | NamedFolder[] {
  return typeof directory === 'string'
    ? FileRoot.open(directory).directory
    : FolderSet.resolve(directory);
}
