import {
  closeSync,
  fdatasync,
  fstatSync,
  ftruncateSync,
  futimesSync,
  lstatSync,
  read,
} from 'node:fs';
import { promisify } from 'node:util';
import type { Bytes, EpochMilliseconds } from '../../../../shared/units.ts';
import { MIB } from '../../../../shared/units.ts';
import type { TargetFolder } from '../target-folder.ts';

const fdatasyncFile = promisify(fdatasync);
const readFile = promisify(read);

/**
 * The system is told to write back every so many bytes, while more arrive. Measured for 1 GiB: 40 ms of
 * waiting for the disk at the end instead of 300 ms, and no slower on the way.
 */
const WRITE_BACK_EVERY: Bytes = 32 * MIB;

/** A file that is written from the front, flushed on the way, and can be read again. */
export class OpenFile {
  readonly #descriptor: number;
  readonly #folder: TargetFolder;
  #length: Bytes;
  /** Bytes since the last write-back was started; one runs at a time. */
  #unflushed: Bytes = 0;
  #flushing: Promise<void> | undefined;
  /** A system may report a failed write-back once only, so it is kept for `flush`. */
  #flushError: unknown;
  #open = true;

  /** Takes over an open descriptor, whose first `length` bytes are written already. */
  constructor(descriptor: number, length: Bytes, folder: TargetFolder) {
    this.#descriptor = descriptor;
    this.#length = length;
    this.#folder = folder;
  }

  get length(): Bytes {
    return this.#length;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** Whether enough has come since the last write-back for another one. */
  get wantsWriteBack(): boolean {
    return this.#unflushed >= WRITE_BACK_EVERY && this.#flushing === undefined;
  }

  get isWritingBack(): boolean {
    return this.#flushing !== undefined;
  }

  /** @throws the system's error */
  append(bytes: Uint8Array): void {
    for (let offset = 0; offset < bytes.length;) {
      const written = this.#folder.write(
        this.#descriptor,
        bytes,
        offset,
        bytes.length - offset,
        this.#length,
      );
      offset += written;
      this.#length += written;
    }
    this.#unflushed += bytes.length;
  }

  /** @throws the system's error */
  truncate(length: Bytes): void {
    ftruncateSync(this.#descriptor, length);
    this.#length = length;
  }

  /** Begins to write back what is here; `onDone` is called once it is on the disk, if this is still open. */
  writeBack(onDone: () => void): void {
    this.#unflushed = 0;
    this.#flushing = fdatasyncFile(this.#descriptor)
      .then(() => {
        if (this.#open) onDone();
      })
      .catch((error: unknown) => {
        this.#flushError = error;
      })
      .finally(() => {
        this.#flushing = undefined;
      });
  }

  /** Gives the first `length` bytes, in order, in one reused buffer. @throws the system's error */
  async read(length: Bytes, onBytes: (bytes: Uint8Array) => void): Promise<void> {
    const buffer = Buffer.allocUnsafe(Math.min(length, MIB));
    for (let position = 0; position < length;) {
      const wanted = Math.min(buffer.length, length - position);
      const { bytesRead } = await readFile(this.#descriptor, buffer, 0, wanted, position);
      if (bytesRead === 0) throw stale();
      onBytes(buffer.subarray(0, bytesRead));
      position += bytesRead;
    }
  }

  /** Makes the content durable. @throws the system's error, one from earlier too */
  async flush(): Promise<void> {
    await this.#flushing;
    if (this.#flushError !== undefined) throw this.#flushError as Error;
    await this.#folder.flush(this.#descriptor);
  }

  /** @throws the system's error */
  setModified(modifiedAtMs: EpochMilliseconds): void {
    setModified(this.#descriptor, modifiedAtMs);
  }

  /** @throws an error if another file lies at `path` now */
  checkPlace(path: string): void {
    const opened = fstatSync(this.#descriptor, { bigint: true });
    const named = lstatSync(path, { bigint: true });
    if (opened.ino !== named.ino || opened.dev !== named.dev) {
      throw stale();
    }
  }

  /** Does nothing the second time. */
  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    // The descriptor's number may belong to another file as soon as it is closed.
    await this.#flushing;
    closeSync(this.#descriptor);
  }
}

/**
 * Sets the modification time of an open file. A file system that cannot hold it keeps its own; the
 * content is whole all the same.
 */
export function setModified(descriptor: number, modifiedAtMs: EpochMilliseconds): void {
  // Seconds as a floating-point number fall short of a millisecond by a little, and are cut off: a
  // microsecond more makes the whole millisecond come back. Times before 1970 are cut off towards it,
  // and Node takes them only as a `Date`.
  const time = modifiedAtMs < 0 ? new Date(modifiedAtMs) : (modifiedAtMs + 0.001) / 1000;
  try {
    futimesSync(descriptor, time, time);
  } catch {
    // FAT ends in 2107, and some network file systems keep their own time.
  }
}

/** What the system says where it notices by itself that a file is another now. */
function stale(): Error {
  return Object.assign(new Error('another program changed the file'), { code: 'ESTALE' });
}
