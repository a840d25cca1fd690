import {
  fsync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  statSync,
  statfsSync,
} from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import type { DownloadEnvironment } from '../download-environment.ts';
import { isBelow } from './target-path.ts';
import { removeLeftovers, temporaryNames } from './temporary-file.ts';
import { FailureError } from '../../../shared/failure.ts';
import { fileSystemFailure } from '../client-failures.ts';

const fsyncFile = promisify(fsync);

/** `TMPFS_MAGIC`, statfs(2). */
const TMPFS = 0x01021994;

interface Identity {
  readonly dev: bigint;
  readonly ino: bigint;
}

/**
 * The folder that a batch writes into, with its sub-folders: makes them, and notices when one of them
 * has been exchanged. What it has seen of a folder is kept, so that a thousand files in it cost little
 * more than one.
 */
export class TargetFolder {
  /** Absolute, free of symbolic links. */
  readonly root: string;
  /** Writes to an open file; see `DownloadEnvironment`. */
  readonly write: DownloadEnvironment['write'];
  /** A clock that only runs forward. */
  readonly now: DownloadEnvironment['now'];
  readonly #waitsForDisk: boolean;
  readonly #temporaryName = temporaryNames();
  /** The real path of each folder that was asked for. */
  readonly #made = new Map<string, string>();
  readonly #identities = new Map<string, Identity>();
  readonly #cleanings: Promise<void>[] = [];

  /** @param root - the real path of an existing folder */
  constructor(root: string, { write, now }: Pick<DownloadEnvironment, 'write' | 'now'>) {
    this.root = root;
    this.write = write;
    this.now = now;
    this.#waitsForDisk = !isInMemory(root);
  }

  /**
   * Makes the folders between the root and `path`. A symbolic link among those that exist is followed
   * only to a folder inside the root.
   *
   * @returns the path with its folders' links resolved
   * @throws {FailureError} `local`
   */
  makeFolders(path: string): string {
    const wanted = dirname(path);
    let folder = this.#made.get(wanted);
    if (folder === undefined) {
      folder = makeFolders(this.root, wanted);
      this.#made.set(wanted, folder);
      this.#remember(folder);
    }
    return join(folder, basename(path));
  }

  /**
   * To be called between opening a file and trusting it.
   *
   * @throws {FailureError} `local`, if the folder of `path` is no longer the one that was meant
   */
  checkUnmoved(path: string): void {
    if (!this.#isUnmoved(dirname(path))) {
      throw new FailureError({ code: 'unsafe-name', name: path, why: 'folder-exchanged' });
    }
  }

  /** A path in the same folder that nobody else uses. */
  temporaryBeside(path: string): string {
    return join(dirname(path), this.#temporaryName());
  }

  /** Makes the content of an open file durable. @throws the system's error */
  async flush(descriptor: number): Promise<void> {
    // Where there is no disk to wait for, the way through the thread pool takes longer than the work.
    if (this.#waitsForDisk) await fsyncFile(descriptor);
    else fsyncSync(descriptor);
  }

  /** Resolves once nothing is under way in the background. */
  async close(): Promise<void> {
    await Promise.all(this.#cleanings);
  }

  #remember(folder: string): void {
    if (!this.#identities.has(folder)) this.#cleanings.push(removeLeftovers(folder));
    const identity = identityOf(folder);
    if (identity !== undefined && isRealPath(folder)) this.#identities.set(folder, identity);
  }

  /**
   * A folder that was reached without links then, and is the same one now, is the one that was meant;
   * if any folder on the way were a link now, another would be found.
   */
  #isUnmoved(folder: string): boolean {
    const known = this.#identities.get(folder);
    const found = identityOf(folder);
    if (known === undefined || found?.ino !== known.ino || found.dev !== known.dev) return false;
    // Some file systems do not number their files.
    return found.ino !== 0n || isRealPath(folder);
  }
}

function identityOf(folder: string): Identity | undefined {
  try {
    return statSync(folder, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function isRealPath(folder: string): boolean {
  try {
    return realpathSync.native(folder) === folder;
  } catch {
    return false;
  }
}

function isInMemory(folder: string): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return statfsSync(folder).type === TMPFS;
  } catch {
    return false;
  }
}

function makeFolders(root: string, wanted: string): string {
  let folder = root;
  const parts = relative(root, wanted)
    .split(sep)
    .filter((part) => part !== '');
  for (const part of parts) {
    const next = join(folder, part);
    try {
      makeFolder(next);
      const found = lstatSync(next);
      folder = found.isSymbolicLink() ? realpathSync.native(next) : next;
      if (!found.isSymbolicLink() && !found.isDirectory())
        throw new FailureError({ code: 'target-not-a-folder', path: next });
      if (folder !== root && !isBelow(root, folder)) {
        throw new FailureError({ code: 'unsafe-name', name: next, why: 'link-leads-out' });
      }
      if (!statSync(folder).isDirectory())
        throw new FailureError({ code: 'target-not-a-folder', path: next });
    } catch (error) {
      if (error instanceof FailureError) throw error;
      throw fileSystemFailure('create-folder', next, error);
    }
  }
  return folder;
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
