import type { BigIntStats } from 'node:fs';
import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  openSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import type { FileRefusal } from './file-refusal.ts';
import { errorCode, FILE_REFUSALS, refusalOfError, refusedName } from './file-refusal.ts';
import type { FileVersion } from './file-version.ts';
import { sameVersion, versionOf } from './file-version.ts';
import { checkLocalName, checkName } from './name-rules.ts';
import type { Locator } from './open-location.ts';
import { pathInside, platformLocator } from './open-location.ts';
import { SHARE_ALL, type ShareRules } from './share-rules.ts';
import { FailureError } from '../../shared/failure.ts';

export type { FileRefusal };

/** A regular file inside the folder, open for reading. */
export interface OpenedFile {
  readonly ok: true;
  /** The caller owns it and must close it. */
  readonly fd: number;
  /**
   * The file's own path in the folder, with `/` between parts and no links left in it: the same
   * whatever spelling or link asked for it, and itself a name that can be asked for.
   */
  readonly key: string;
  readonly version: FileVersion;
}

/** How often a file that is replaced while it is being opened is tried again. */
const ATTEMPTS = 5;

/**
 * Non-blocking, or opening a FIFO would wait for a writer; and no terminal becomes the process's own.
 * Windows has neither flag.
 */
const OPEN_FLAGS =
  constants.O_RDONLY | optionalFlag(constants.O_NONBLOCK) | optionalFlag(constants.O_NOCTTY);

export interface FileRootOptions {
  /** What of the folder is shared; default: all. */
  readonly rules?: ShareRules;
  /**
   * A file whose descriptor has this number or a higher one is not kept open: the system gives out the
   * lowest free number, so there are too few left for other things.
   */
  readonly descriptorCeiling?: number;
}

/** The shared folder: the only place where names become files. */
export class FileRoot {
  /** The folder's absolute path, links resolved. */
  readonly directory: string;
  /** Returns where an open file really is. */
  readonly locate: Locator;
  readonly rules: ShareRules;
  readonly #descriptorCeiling: number;

  private constructor(
    directory: string,
    locate: Locator,
    { rules = SHARE_ALL, descriptorCeiling = Infinity }: FileRootOptions = {},
  ) {
    this.directory = directory;
    this.locate = locate;
    this.rules = rules;
    this.#descriptorCeiling = descriptorCeiling;
  }

  /**
   * @param directory absolute, or relative to the working directory
   * @param locate how to find where an open file really is; default: the best this system has
   * @throws FailureError when there is no such folder, it is none, or it cannot be read
   */
  static open(directory: string, locate: Locator = platformLocator()): FileRoot {
    try {
      const real = realpathSync.native(directory);
      if (!statSync(real).isDirectory())
        throw new FailureError({ code: 'share-not-a-folder', directory });
      accessSync(real, constants.R_OK | constants.X_OK);
      return new FileRoot(real, locate);
    } catch (error) {
      throw error instanceof FailureError ? error : rootFailure(directory, error);
    }
  }

  /**
   * The folder at a path that {@link open} gave in `directory`, whether it is there at the moment or
   * not: names are not found in it until it is back.
   */
  static at(directory: string, options: FileRootOptions = {}): FileRoot {
    return new FileRoot(directory, platformLocator(), options);
  }

  /**
   * Opens a file by any name that came over the wire: looked up as given, then in Unicode NFC, then
   * NFD; inside the folder only, judged by what was really opened. Synchronous; never throws.
   */
  openFile(name: string): OpenedFile | FileRefusal {
    const problem = checkName(name);
    if (problem !== undefined) return refusedName(problem);
    const asGiven = this.#openSpelling(name);
    if (asGiven !== FILE_REFUSALS.notFound) return asGiven;
    for (const form of ['NFC', 'NFD'] as const) {
      const spelling = name.normalize(form);
      if (spelling === name || checkName(spelling) !== undefined) continue;
      const opened = this.#openSpelling(spelling);
      if (opened !== FILE_REFUSALS.notFound) return opened;
    }
    return this.isPresent() ? FILE_REFUSALS.notFound : FILE_REFUSALS.rootGone;
  }

  /** Why a name does not lead to a folder that may be listed; `undefined` where it does, as for `''`, the root. */
  refuseFolder(name: string): FileRefusal | undefined {
    if (name === '') return this.isPresent() ? undefined : FILE_REFUSALS.rootGone;
    const found = this.openFile(name);
    if (!found.ok) return found === FILE_REFUSALS.folder ? undefined : found;
    closeSync(found.fd);
    return FILE_REFUSALS.notFound;
  }

  /**
   * What is now under a key that {@link openFile} gave, by synchronous calls that open nothing (except on
   * Windows). `missing`: nothing that could be opened and served. A version other than the one opened says that the file must be opened anew.
   */
  statKey(key: string): FileVersion | 'missing' {
    try {
      const path = this.#pathOf(key);
      const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
      if (stats?.isFile() !== true) return 'missing';
      requireReadable(path);
      return versionOf(stats);
    } catch {
      // Unreadable, or a loop of links by now: whatever it is, it cannot be served.
      return 'missing';
    }
  }

  /** Whether the folder is still there. */
  isPresent(): boolean {
    try {
      return statSync(this.directory, { throwIfNoEntry: false })?.isDirectory() === true;
    } catch {
      return false;
    }
  }

  #openSpelling(name: string): OpenedFile | FileRefusal {
    // Windows would take a colon for one of the file's streams, and open that.
    if (checkLocalName(name, process.platform) !== undefined) return FILE_REFUSALS.notFound;
    if (!this.rules.shares(name)) return FILE_REFUSALS.notShared;
    const path = this.#pathOf(name);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const opened = this.#openPath(path, name);
      if (opened !== FILE_REFUSALS.replaced) return opened;
    }
    return FILE_REFUSALS.replaced;
  }

  #openPath(path: string, name: string): OpenedFile | FileRefusal {
    let fd: number | undefined;
    let result: OpenedFile | FileRefusal;
    try {
      // Looked at before it is opened, because opening a device can already have effects (a tape
      // rewinds); the look afterwards is the one that decides.
      const before = statSync(path, { bigint: true, throwIfNoEntry: false });
      if (before === undefined) return FILE_REFUSALS.notFound;
      if (!before.isFile()) return this.#refuseIrregular(path, before);
      fd = openSync(path, OPEN_FLAGS);
      result = fd < this.#descriptorCeiling ? this.#judge(fd, path, name) : FILE_REFUSALS.exhausted;
    } catch (error) {
      result = refusalOfError(error);
    }
    if (fd !== undefined && !result.ok) closeSync(fd);
    return result;
  }

  /**
   * Decides about what was really opened, whatever the path leads to by now.
   * @param path the folder's own path joined with `name`, which the rules for names keep inside it
   */
  #judge(fd: number, path: string, name: string): OpenedFile | FileRefusal {
    const stats = fstatSync(fd, { bigint: true });
    if (!stats.isFile()) return stats.isDirectory() ? FILE_REFUSALS.folder : FILE_REFUSALS.notAFile;
    if (stats.blocks === 0n && hasUntrueSize(fd, stats.size)) {
      // An ordinary file looks so too while somebody truncates and writes it.
      const now = versionOf(fstatSync(fd, { bigint: true }));
      return sameVersion(now, versionOf(stats)) ? FILE_REFUSALS.untrueSize : FILE_REFUSALS.replaced;
    }
    const location = this.locate(fd, path, stats);
    if (location === 'moved') return FILE_REFUSALS.replaced;
    if (location === 'unnameable') return FILE_REFUSALS.unnameable;
    if (location.path === path) return { ok: true, fd, key: name, version: versionOf(stats) };
    const key = pathInside(this.directory, location.path);
    if (key === undefined) return FILE_REFUSALS.outside;
    if (checkName(key) !== undefined) return FILE_REFUSALS.unnameable;
    if (!this.rules.shares(key)) return FILE_REFUSALS.notShared;
    return { ok: true, fd, key, version: versionOf(stats) };
  }

  #refuseIrregular(path: string, stats: BigIntStats): FileRefusal {
    const key = pathInside(this.directory, realpathSync.native(path));
    // Of what lies outside, the answer says nothing but that.
    if (key === undefined) return FILE_REFUSALS.outside;
    if (key !== '' && !this.rules.shares(stats.isDirectory() ? `${key}/` : key)) {
      return FILE_REFUSALS.notShared;
    }
    return stats.isDirectory() ? FILE_REFUSALS.folder : FILE_REFUSALS.notAFile;
  }

  #pathOf(name: string): string {
    return join(this.directory, name);
  }
}

/**
 * Whether reading a file gives something else than its size says, as in `/proc` (0 bytes, but content) and
 * `/sys` (4096 bytes, but less content). Such files occupy nothing on a disk, as empty, sparse and very small
 * files may not either.
 */
function hasUntrueSize(fd: number, size: bigint): boolean {
  const read = (position: bigint): number => readSync(fd, ONE_BYTE, 0, 1, position);
  return size === 0n ? read(0n) > 0 : read(size - 1n) === 0;
}

const ONE_BYTE = Buffer.alloc(1);

/**
 * By `access`, which asks for the file's mode and access lists and for the folders above it, as the user
 * who started the process. That of Windows knows of no access lists, so the file is opened there.
 *
 * @throws NodeJS.ErrnoException when the file cannot be opened for reading now
 */
function requireReadable(path: string): void {
  if (process.platform === 'win32') closeSync(openSync(path, 'r'));
  else accessSync(path, constants.R_OK);
}

function optionalFlag(flag: number | undefined): number {
  return flag ?? 0;
}

/** What a failed system call means for sharing this folder. */
function rootFailure(directory: string, cause: unknown): FailureError {
  const systemCode = errorCode(cause);
  if (systemCode === 'ENOENT' || directory === '') {
    return new FailureError({ code: 'share-missing', directory }, { cause });
  }
  return systemCode === 'ENOTDIR'
    ? new FailureError({ code: 'share-not-a-folder', directory }, { cause })
    : new FailureError({ code: 'share-unreadable', directory, systemCode }, { cause });
}
