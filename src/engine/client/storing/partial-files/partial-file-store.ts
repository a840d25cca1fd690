import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import type { Bytes } from '../../../../shared/units.ts';
import { removeQuietly } from '../remove-quietly.ts';
import type { TargetFolder } from '../target-folder.ts';
import { releaseLock, takeLock } from './partial-file-lock.ts';
import { partialFilePaths } from './partial-file-paths.ts';
import type { PartialFilePaths } from './partial-file-paths.ts';
import { FailureError } from '../../../../shared/failure.ts';
import { fileSystemFailure } from '../../client-failures.ts';

/** Which version of which file a part is of, and who sent it last. */
export interface PartialFileVersion {
  readonly host: string;
  readonly port: number;
  readonly name: string;
  /** As the server gave it. It alone says which version this is, whatever the server's address. */
  readonly tag: string;
  /** Of the whole file. */
  readonly size: Bytes;
}

/** One part as the record has it. The file may be longer; what is beyond `bytes` is not vouched for. */
export interface KeptPartialFile extends PartialFileVersion {
  /** Which file it is; see `PartialFilePaths.part`. */
  readonly number: number;
  /** Bytes that were on the disk when this was written. */
  readonly bytes: Bytes;
  /** The CRC-32 of those bytes as they arrived. */
  readonly crc32: number;
}

/** Parts of one name at most. Beyond that the oldest is given up, so that they do not pile up for ever. */
const MAX_PARTS = 4;

/** More files than that, which are not ours, have no business there. */
const MAX_NUMBER = 50;

/** `O_NOFOLLOW` is not known on Windows. */
const OPEN_FLAGS = constants.O_RDWR | ((constants.O_NOFOLLOW as number | undefined) ?? 0);

/**
 * The unfinished downloads of one target: a file for each version, and a record of them, all locked for
 * this process. The record is written before a file is created, and after bytes have reached the disk, so
 * that every file of ours is in it and it never claims bytes that are not there. Files that are not in
 * the record are somebody else's and are left alone.
 */
export class PartialFileStore {
  readonly #paths: PartialFilePaths;
  #parts: readonly KeptPartialFile[];

  private constructor(paths: PartialFilePaths, parts: readonly KeptPartialFile[]) {
    this.#paths = paths;
    this.#parts = parts;
  }

  /** Whether an earlier download has left something beside `target`, or another one is under way. */
  static existsAt(target: string): boolean {
    const { lock, record } = partialFilePaths(target);
    return existsSync(lock) || existsSync(record);
  }

  /**
   * Locks what lies beside `target`.
   *
   * @param folder - checks that the folder is the one that was meant; left out where that is known
   * @throws {FailureError} `local`: in use, or the file system refused
   */
  static open(target: string, folder?: TargetFolder): PartialFileStore {
    const paths = partialFilePaths(target);
    folder?.checkUnmoved(paths.lock);
    takeLock(paths.lock);
    return new PartialFileStore(paths, readRecord(paths));
  }

  /** In the order in which they were begun. */
  get parts(): readonly KeptPartialFile[] {
    return this.#parts;
  }

  pathOf(number: number): string {
    return this.#paths.part(number);
  }

  /**
   * Creates the file of a part that has nothing yet. Where there are too many parts, the oldest goes.
   *
   * @returns its number, and the open file, which the caller closes
   * @throws the system's error
   */
  create(version: PartialFileVersion): { readonly number: number; readonly descriptor: number } {
    while (this.#parts.length >= MAX_PARTS) this.remove(this.#parts[0]?.number ?? 0);
    for (let number = 1; number <= MAX_NUMBER; number += 1) {
      if (this.#parts.some((part) => part.number === number)) continue;
      // A file that is there and not in the record is not ours.
      if (lstatSync(this.pathOf(number), { throwIfNoEntry: false }) !== undefined) continue;
      this.#write([...this.#parts, { ...version, number, bytes: 0, crc32: 0 }]);
      try {
        const flags = OPEN_FLAGS | constants.O_CREAT | constants.O_EXCL;
        return { number, descriptor: openSync(this.pathOf(number), flags) };
      } catch (error) {
        this.forget(number);
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
    throw new FailureError({ code: 'partial-names-taken', path: this.pathOf(1) });
  }

  /** Opens a part's file; `undefined` if it is gone or shorter than the record says. */
  openFile({ number, bytes }: KeptPartialFile): number | undefined {
    let descriptor: number;
    try {
      descriptor = openSync(this.pathOf(number), OPEN_FLAGS);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    const found = fstatSync(descriptor);
    if (found.isFile() && found.size >= bytes) return descriptor;
    closeSync(descriptor);
    return undefined;
  }

  /** Notes what is on the disk of a part. Call it only when those bytes are. @throws the system's error */
  update(
    number: number,
    state: Pick<KeptPartialFile, 'bytes' | 'crc32'> & Partial<PartialFileVersion>,
  ): void {
    this.#write(this.#parts.map((part) => (part.number === number ? { ...part, ...state } : part)));
  }

  /** Removes a part. Never throws. */
  remove(number: number): void {
    removeQuietly(this.pathOf(number));
    this.forget(number);
  }

  /** Takes a part out of the record whose file is gone from its place. Never throws. */
  forget(number: number): void {
    const parts = this.#parts.filter((part) => part.number !== number);
    try {
      if (parts.length > 0) this.#write(parts);
    } catch {
      // The record names a file that is gone, which is noticed when it is wanted.
    }
    this.#parts = parts;
  }

  /** Gives the lock back. What is in the record is kept. */
  close(): void {
    if (this.#parts.length === 0) removeQuietly(this.#paths.record);
    releaseLock(this.#paths.lock);
  }

  /** At any moment the old or the new record is there whole. */
  #write(parts: readonly KeptPartialFile[]): void {
    // Only the holder of the lock writes it, so the temporary name needs no more than an ending.
    const temporary = `${this.#paths.record}.new`;
    try {
      writeFileSync(temporary, `${JSON.stringify({ format: 2, parts })}\n`);
      renameSync(temporary, this.#paths.record);
    } catch (error) {
      removeQuietly(temporary);
      throw error;
    }
    this.#parts = parts;
  }
}

/** A record that cannot be read stands for `NAME.part`, of which nothing is known but its length. */
function readRecord({ record, part }: PartialFilePaths): readonly KeptPartialFile[] {
  let text: string;
  try {
    text = readFileSync(record, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw fileSystemFailure('read', record, error);
  }
  const parts = decodeRecord(text) ?? unknownPartialFile(part(1));
  // One whose file is gone was published just before its process was killed, or somebody removed it.
  return parts.filter(({ number }) => existsSync(part(number)));
}

function unknownPartialFile(path: string): readonly KeptPartialFile[] {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found?.isFile() !== true) return [];
  const nobody = { host: '', port: 0, name: '', tag: '', crc32: 0 };
  return [{ ...nobody, number: 1, size: found.size, bytes: found.size }];
}

function decodeRecord(text: string): readonly KeptPartialFile[] | undefined {
  try {
    const { format, parts } = JSON.parse(text) as Record<string, unknown>;
    return format === 2 && Array.isArray(parts) && parts.every(isKeptPartialFile)
      ? parts
      : undefined;
  } catch {
    return undefined;
  }
}

function isKeptPartialFile(value: unknown): value is KeptPartialFile {
  if (typeof value !== 'object' || value === null) return false;
  const { host, port, name, tag, size, number, bytes, crc32 } = value as Record<string, unknown>;
  return (
    [host, name, tag].every((field) => typeof field === 'string') &&
    [port, size, number, bytes, crc32].every(isCount) &&
    (number as number) >= 1 &&
    (bytes as number) <= (size as number)
  );
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
