import { isUtf8 } from 'node:buffer';
import type { Dirent } from 'node:fs';
import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { lstat, opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bytes, EpochMilliseconds } from '../../shared/units.ts';
import type { FileRoot } from './file-root.ts';
import { modifiedMsOf, versionOf } from './file-version.ts';
import { checkLocalName, checkName } from './name-rules.ts';
import { locateByDescriptor, pathInside } from './open-location.ts';

export interface ListedFile {
  /** A name that can be asked for. */
  readonly name: string;
  /** What `FileRoot.openFile` calls it; differs from the name where a link was followed. */
  readonly key: string;
  readonly size: Bytes;
  readonly modifiedMs: EpochMilliseconds;
}

export type FolderEntry =
  | { readonly kind: 'file'; readonly file: ListedFile }
  | { readonly kind: 'folder'; readonly name: string; readonly isLink: boolean };

export interface ReadFolder {
  /** Absolute, without links. */
  readonly realPath: string;
  /** In the order in which the names of the files in and below them are sorted. */
  readonly entries: readonly FolderEntry[];
}

export interface FolderFilter {
  /** Whether an entry of this name (without the folder's) is wanted. */
  readonly isWanted: (name: string) => boolean;
  /** Asked once the folder is open: whether to read it, by its absolute path without links. */
  readonly isWelcome: (realPath: string) => boolean;
  /** The most files that are looked at, the first in order. */
  readonly maxFiles: number;
}

/** An entry before it was looked at. */
interface Candidate {
  readonly name: string;
  /** The name as it takes part in sorting: a folder's with `/`, as its files' names have it there. */
  readonly order: string;
  readonly kind: 'file' | 'folder' | 'linked-file' | 'linked-folder';
}

/** The most entries one listing looks at, all folders together; bounds its time and its memory. */
const MAX_ENTRIES = 500_000;
/** How many `stat`s wait in the thread pool at once. */
const BATCH = 64;

/** Reads folders of a {@link FileRoot} for one listing; never leaves it, whoever changes links meanwhile. */
export class FolderReader {
  readonly #root: FileRoot;
  #entriesLeft = MAX_ENTRIES;
  #skippedNames = 0;

  constructor(root: FileRoot) {
    this.#root = root;
  }

  /** Entries left out so far because nobody could ask for their names. */
  get skippedNames(): number {
    return this.#skippedNames;
  }

  /** Whether there were more entries than one listing looks at. */
  get gaveUp(): boolean {
    return this.#entriesLeft <= 0;
  }

  /**
   * @param folder `''` for the root, else a checked name with `/` behind it
   * @returns `undefined` when it is no folder inside the root, not welcome, or cannot be read
   */
  async read(folder: string, filter: FolderFilter): Promise<ReadFolder | undefined> {
    try {
      const opened = this.#open(folder);
      if (opened === undefined) return undefined;
      try {
        if (!filter.isWelcome(opened.realPath)) return undefined;
        const candidates = await this.#collect(opened.readPath, folder, filter);
        const entries = await this.#inspect(candidates, opened, folder, filter.maxFiles);
        return opened.isStillThere() ? { realPath: opened.realPath, entries } : undefined;
      } finally {
        opened.close();
      }
    } catch {
      // Unreadable, vanished, or not a folder any more: the listing goes on without it.
      return undefined;
    }
  }

  /** A folder judged by what was really opened, and the path to read that very folder by. */
  #open(folder: string): OpenedFolder | undefined {
    const path = join(this.#root.directory, folder);
    const fd = openSync(path, constants.O_RDONLY | FOLDER_FLAGS);
    try {
      const stats = fstatSync(fd, { bigint: true });
      const location = this.#root.locate(fd, path, stats);
      const key = typeof location === 'string' ? undefined : this.#keyOf(location.path);
      if (typeof location === 'string' || key === undefined) {
        closeSync(fd);
        return undefined;
      }
      const realPath = location.path;
      const close = (): void => closeSync(fd);
      if (this.#root.locate === locateByDescriptor) {
        const readPath = `/proc/self/fd/${fd}`;
        return { realPath, key, readPath, isStillThere: () => true, close };
      }
      const isStillThere = (): boolean => {
        const now = this.#root.locate(fd, realPath, stats);
        return typeof now !== 'string' && now.path === realPath;
      };
      return { realPath, key, readPath: realPath, isStillThere, close };
    } catch (error) {
      closeSync(fd);
      throw error;
    }
  }

  #keyOf(realPath: string): string | undefined {
    const path = pathInside(this.#root.directory, realPath);
    return path === undefined || path === '' ? path : `${path}/`;
  }

  async #collect(readPath: string, folder: string, filter: FolderFilter): Promise<Candidate[]> {
    const candidates: Candidate[] = [];
    // latin1 keeps every byte of names that are not UTF-8 apart.
    const entries = await opendir(readPath, { encoding: 'latin1', bufferSize: 512 });
    for await (const entry of entries) {
      this.#entriesLeft -= 1;
      if (this.#entriesLeft <= 0) break;
      const candidate = await this.#consider(entry, readPath, folder, filter);
      if (candidate !== undefined) candidates.push(candidate);
    }
    return candidates.sort((a, b) => (a.order < b.order ? -1 : 1));
  }

  async #consider(
    entry: Dirent,
    readPath: string,
    folder: string,
    filter: FolderFilter,
  ): Promise<Candidate | undefined> {
    const isLink = entry.isSymbolicLink();
    if (!isLink && !entry.isFile() && !entry.isDirectory()) return undefined;
    const bytes = Buffer.from(entry.name, 'latin1');
    const name = bytes.toString('utf8');
    const isValid = isUtf8(bytes);
    if (isValid && !filter.isWanted(name)) return undefined;
    if (!isValid || isRefused(`${folder}${name}`)) {
      this.#skippedNames += 1;
      return undefined;
    }
    if (!isLink) {
      return entry.isFile()
        ? { name, order: name, kind: 'file' }
        : { name, order: `${name}/`, kind: 'folder' };
    }
    // A link to nowhere, or round in circles, is nothing that could be asked for.
    const target = await stat(`${readPath}/${name}`).catch(() => undefined);
    if (target?.isDirectory() === true) return { name, order: `${name}/`, kind: 'linked-folder' };
    return target?.isFile() === true ? { name, order: name, kind: 'linked-file' } : undefined;
  }

  async #inspect(
    candidates: readonly Candidate[],
    opened: OpenedFolder,
    folder: string,
    maxFiles: number,
  ): Promise<FolderEntry[]> {
    const entries: FolderEntry[] = [];
    let files = 0;
    for (let first = 0; first < candidates.length && files < maxFiles; first += BATCH) {
      const batch = candidates.slice(first, first + BATCH);
      for (const entry of await Promise.all(
        batch.map((candidate) => this.#inspectOne(candidate, opened, folder)),
      )) {
        if (entry === undefined) continue;
        entries.push(entry);
        if (entry.kind === 'file') files += 1;
      }
    }
    return entries;
  }

  async #inspectOne(
    candidate: Candidate,
    opened: OpenedFolder,
    folder: string,
  ): Promise<FolderEntry | undefined> {
    const name = `${folder}${candidate.name}`;
    switch (candidate.kind) {
      case 'folder':
      case 'linked-folder':
        return { kind: 'folder', name, isLink: candidate.kind === 'linked-folder' };
      case 'linked-file':
        return this.#inspectLinked(name);
      case 'file': {
        // Not `stat`: it could have become a link that leads out since the folder was read.
        const path = `${opened.readPath}/${candidate.name}`;
        const stats = await lstat(path, { bigint: true }).catch(() => undefined);
        if (stats?.isFile() !== true) return undefined;
        const version = versionOf(stats);
        const key = opened.key === folder ? name : `${opened.key}${candidate.name}`;
        return fileEntry(name, key, version);
      }
    }
  }

  /** A link is followed by the resolver, so that the listing and a request for it agree. */
  #inspectLinked(name: string): FolderEntry | undefined {
    const file = this.#root.openFile(name);
    if (!file.ok) return undefined;
    closeSync(file.fd);
    return fileEntry(name, file.key, file.version);
  }
}

interface OpenedFolder {
  readonly realPath: string;
  /** Its path in the root with `/` behind it; empty for the root itself. */
  readonly key: string;
  readonly readPath: string;
  /** Whether `readPath` still leads to this folder, where that can change. */
  readonly isStillThere: () => boolean;
  readonly close: () => void;
}

/** Fails for what is no folder, before opening a device could have effects. Windows has neither flag. */
const FOLDER_FLAGS = optionalFlag(constants.O_DIRECTORY) | optionalFlag(constants.O_NONBLOCK);

function optionalFlag(flag: number | undefined): number {
  return flag ?? 0;
}

function isRefused(name: string): boolean {
  return checkName(name) !== undefined || checkLocalName(name, process.platform) !== undefined;
}

function fileEntry(name: string, key: string, version: ReturnType<typeof versionOf>): FolderEntry {
  const file = { name, key, size: version.size, modifiedMs: modifiedMsOf(version) };
  return { kind: 'file', file };
}
