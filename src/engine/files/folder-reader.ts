import { isUtf8 } from 'node:buffer';
import type { Dirent } from 'node:fs';
import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { lstat, opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bytes, EpochMilliseconds } from '../../shared/units.ts';
import type { FileRoot } from './file-root.ts';
import { modifiedMsOf, versionOf } from './file-version.ts';
import type { Omission, OmissionKind } from '../../shared/omissions.ts';
import type { FileRefusal } from './file-refusal.ts';
import { errorCode, FILE_REFUSALS } from './file-refusal.ts';
import type { NameRule } from './name-rules.ts';
import { checkLocalName, checkName } from './name-rules.ts';
import { nameOfBytes, OmissionTally } from './omission-tally.ts';
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

/** How many `stat`s wait in the thread pool at once. */
const BATCH = 64;

/** Reads folders of a {@link FileRoot} for one listing; never leaves it, whoever changes links meanwhile. */
export class FolderReader {
  readonly #root: FileRoot;
  #entriesLeft: number;
  readonly #omissions = new OmissionTally();
  #unshared = 0;

  /** @param maxEntries the most entries it looks at, all folders together; bounds its time and its memory */
  constructor(root: FileRoot, maxEntries: number) {
    this.#root = root;
    this.#entriesLeft = maxEntries;
  }

  /** What was left out so far, and why. */
  get omissions(): readonly Omission[] {
    return this.#omissions.list();
  }

  /** How many hidden or excluded entries it met. */
  get unshared(): number {
    return this.#unshared;
  }

  /** How many more entries it will look at; none left says that there may be more. */
  get entriesLeft(): number {
    return this.#entriesLeft;
  }

  /**
   * @param folder `''` for the root, else a checked name with `/` behind it
   * @returns `undefined` when it is no folder inside the root, not welcome, or cannot be read; all but a
   * folder that is not there is counted as left out
   */
  async read(folder: string, filter: FolderFilter): Promise<ReadFolder | undefined> {
    // No such folder can be there, and asking Windows for one may end the process or open a stream.
    if (checkLocalName(folder, process.platform) !== undefined) return undefined;
    try {
      const opened = this.#open(folder);
      if (typeof opened === 'string') {
        this.#omit(opened, folder);
        return;
      }
      try {
        // A link may lead to it under another name.
        if (opened.key !== '' && !this.#root.rules.shares(opened.key)) {
          this.#unshared += 1;
          return;
        }
        if (!filter.isWelcome(opened.realPath)) {
          this.#omit('repeated-link', folder);
          return;
        }
        const candidates = await this.#collect(opened.readPath, folder, filter);
        const entries = await this.#inspect(candidates, opened, folder, filter.maxFiles);
        if (!opened.isStillThere()) {
          this.#omit('unreadable-folder', folder);
          return;
        }
        return { realPath: opened.realPath, entries };
      } finally {
        opened.close();
      }
    } catch (error) {
      // The listing goes on without it. What has vanished, or became something else, is not missing.
      if (!isGone(error)) this.#omit('unreadable-folder', folder);
      return undefined;
    }
  }

  #omit(kind: OmissionKind, name: string): undefined {
    this.#omissions.add(kind, name);
    return undefined;
  }

  /** A folder judged by what was really opened, and the path to read that very folder by. */
  #open(folder: string): OpenedFolder | OmissionKind {
    const path = join(this.#root.directory, folder);
    const fd = openSync(path, constants.O_RDONLY | FOLDER_FLAGS);
    try {
      const stats = fstatSync(fd, { bigint: true });
      const location = this.#root.locate(fd, path, stats);
      const key = typeof location === 'string' ? undefined : this.#keyOf(location.path);
      if (typeof location === 'string' || key === undefined) {
        closeSync(fd);
        if (location === 'unnameable') return 'link-to-bad-name';
        return location === 'moved' ? 'unreadable-folder' : 'link-outside';
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
    const bytes = Buffer.from(entry.name, 'latin1');
    const isValid = isUtf8(bytes);
    const name = isValid ? bytes.toString('utf8') : nameOfBytes(bytes);
    const whole = `${folder}${name}`;
    // Before anything else: what is said of an entry afterwards may depend on its name, or repeat it.
    if (!this.#root.rules.shares(entry.isDirectory() ? `${whole}/` : whole)) {
      this.#unshared += 1;
      return;
    }
    if (!filter.isWanted(name)) return;
    const problem = isValid ? problemOf(whole) : 'not-utf8';
    if (problem !== undefined) {
      this.#omit(problem, whole);
      return;
    }
    if (entry.isFile()) return { name, order: name, kind: 'file' };
    if (entry.isDirectory()) return { name, order: `${name}/`, kind: 'folder' };
    if (!entry.isSymbolicLink()) {
      this.#omit('special-file', whole);
      return;
    }
    try {
      const target = await stat(`${readPath}/${name}`);
      if (target.isDirectory()) return { name, order: `${name}/`, kind: 'linked-folder' };
      return { name, order: name, kind: 'linked-file' };
    } catch (error) {
      const isBroken = isGone(error) || errorCode(error) === 'ELOOP';
      this.#omit(isBroken ? 'broken-link' : 'unreadable-file', whole);
      return;
    }
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
        const stats = await lstat(path, { bigint: true }).catch((error: unknown) =>
          isGone(error) ? undefined : this.#omit('unreadable-file', name),
        );
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
    if (!file.ok) {
      if (file === FILE_REFUSALS.notShared) this.#unshared += 1;
      else this.#omit(OMISSIONS_BY_REFUSAL.get(file) ?? 'unreadable-file', name);
      return;
    }
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

/** What a link that cannot be opened is counted as. */
const OMISSIONS_BY_REFUSAL: ReadonlyMap<FileRefusal, OmissionKind> = new Map([
  [FILE_REFUSALS.outside, 'link-outside'],
  [FILE_REFUSALS.notFound, 'broken-link'],
  [FILE_REFUSALS.notAFile, 'special-file'],
  [FILE_REFUSALS.unnameable, 'link-to-bad-name'],
]);

/** What an entry is counted as whose name breaks a rule. */
const OMISSIONS_BY_RULE: Readonly<Record<NameRule, OmissionKind>> = {
  // A folder does not hold these.
  empty: 'unknown',
  absolute: 'unknown',
  'empty-part': 'unknown',
  'dot-part': 'unknown',
  'dot-dot-part': 'unknown',
  'not-unicode': 'not-utf8',
  'too-long': 'name-too-long',
  'control-character': 'control-character',
  backslash: 'backslash',
  'drive-letter': 'drive-letter',
  'trailing-dot': 'trailing-dot-or-space',
  'trailing-space': 'trailing-dot-or-space',
  'device-name': 'device-name',
};

/** Why nobody could ask for a name; `undefined` when it can be asked for. */
function problemOf(name: string): OmissionKind | undefined {
  const rule = checkName(name);
  if (rule !== undefined) return OMISSIONS_BY_RULE[rule];
  return checkLocalName(name, process.platform) === undefined ? undefined : 'not-on-this-system';
}

function isGone(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(errorCode(error));
}

function fileEntry(name: string, key: string, version: ReturnType<typeof versionOf>): FolderEntry {
  const file = { name, key, size: version.size, modifiedMs: modifiedMsOf(version) };
  return { kind: 'file', file };
}
