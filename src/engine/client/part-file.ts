import {
  closeSync,
  constants,
  fdatasync,
  fstatSync,
  ftruncateSync,
  lstatSync,
  openSync,
  read,
} from 'node:fs';
import { promisify } from 'node:util';
import type { Bytes } from '../../shared/units.ts';
import { MIB } from '../../shared/units.ts';
import { clientErrors } from './client-error.ts';
import type { IfExists } from './download-types.ts';
import type { Part } from './part.ts';
import { readPartInfo, writePartInfo } from './part-info.ts';
import type { PartInfo } from './part-info.ts';
import { releaseLock, takeLock } from './part-lock.ts';
import { publish } from './publish.ts';
import { removeQuietly } from './remove-quietly.ts';
import type { TargetFolder } from './target-folder.ts';
import type { PartPaths } from './target-path.ts';

const fdatasyncFile = promisify(fdatasync);
const readFile = promisify(read);

/**
 * The system is told to write back every so many bytes, while more arrive. Measured for 1 GiB: 40 ms of
 * waiting for the disk at the end instead of 300 ms, and no slower on the way.
 */
const WRITE_BACK_EVERY: Bytes = 32 * MIB;

/** A part with more than this to come gets its info at once. */
const INFO_AT_ONCE: Bytes = MIB;

/** `O_NOFOLLOW` is not known on Windows. */
const OPEN_FLAGS =
  constants.O_RDWR | constants.O_CREAT | ((constants.O_NOFOLLOW as number | undefined) ?? 0);

/**
 * The unfinished file of one download: locked, open, written from the front. It is this client's own
 * only if its lock or its info lies beside it; a stranger's file of the same name is left alone.
 */
export class PartFile implements Part {
  readonly #paths: PartPaths;
  readonly #descriptor: number;
  readonly #folder: TargetFolder;
  #length: Bytes;
  #info: PartInfo | undefined;
  #open = true;
  /** Bytes since the last write-back was started; one runs at a time. */
  #unflushed: Bytes = 0;
  #flushing: Promise<void> | undefined;
  /** A system may report a failed write-back once only, so it is kept for `publish`. */
  #flushError: unknown;

  private constructor(
    paths: PartPaths,
    opened: { descriptor: number; length: Bytes; info: PartInfo | undefined },
    folder: TargetFolder,
  ) {
    this.#paths = paths;
    this.#descriptor = opened.descriptor;
    this.#length = opened.length;
    this.#info = opened.info;
    this.#folder = folder;
  }

  /**
   * Locks and opens a part; what is there is kept only if it is of this file of this server.
   *
   * @throws {ClientError} `local`
   */
  static open(
    paths: PartPaths,
    source: Pick<PartInfo, 'host' | 'port' | 'name'>,
    folder: TargetFolder,
  ): PartFile {
    folder.checkUnmoved(paths.part);
    const lock = takeLock(paths.lock);
    try {
      const info = readPartInfo(paths.info);
      const isOurs = lock === 'taken-over' || info !== undefined;
      const descriptor = openPart(paths.part, isOurs);
      try {
        const { size } = fstatSync(descriptor);
        const usable = info !== undefined && isSame(info, source) && size <= info.size;
        if (!usable) ftruncateSync(descriptor, 0);
        // What was opened lies where it was meant to, as the folder is still the same.
        folder.checkUnmoved(paths.part);
        const opened = { descriptor, length: usable ? size : 0, info: usable ? info : undefined };
        return new PartFile(paths, opened, folder);
      } catch (error) {
        closeSync(descriptor);
        throw error;
      }
    } catch (error) {
      releaseLock(paths.lock);
      if (error instanceof Error && error.name === 'ClientError') throw error;
      throw clientErrors.local(`write ${paths.part}`, error);
    }
  }

  get length(): Bytes {
    return this.#length;
  }

  get info(): PartInfo | undefined {
    return this.#info;
  }

  append(bytes: Uint8Array): void {
    let offset = 0;
    while (offset < bytes.length) {
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
    if (this.#unflushed >= WRITE_BACK_EVERY && this.#flushing === undefined) this.#writeBack();
  }

  /** A large part gets its info on disk at once, and can be continued even after this process was killed. */
  identify(info: PartInfo): void {
    this.#info = info;
    if (info.size - this.#length > INFO_AT_ONCE) writePartInfo(this.#paths.info, info);
  }

  restart(): void {
    ftruncateSync(this.#descriptor, 0);
    this.#length = 0;
    this.#info = undefined;
  }

  async readAll(onBytes: (bytes: Uint8Array) => void): Promise<void> {
    const buffer = Buffer.allocUnsafe(Math.min(this.#length, MIB));
    for (let position = 0; position < this.#length;) {
      const { bytesRead } = await readFile(this.#descriptor, buffer, 0, buffer.length, position);
      if (bytesRead === 0) throw new Error('the part became shorter while it was read');
      onBytes(buffer.subarray(0, bytesRead));
      position += bytesRead;
    }
  }

  async publish(path: string, ifExists: IfExists): Promise<string | undefined> {
    await this.#flushing;
    if (this.#flushError !== undefined) throw this.#flushError as Error;
    await this.#folder.flush(this.#descriptor);
    this.#checkPlace();
    const published = publish(this.#paths.part, path, ifExists);
    if (published !== undefined) {
      await this.#close();
      this.#cleanUp();
    }
    return published;
  }

  /** @throws an error if another file has taken the part's place */
  #checkPlace(): void {
    const opened = fstatSync(this.#descriptor, { bigint: true });
    const named = lstatSync(this.#paths.part, { bigint: true });
    if (opened.ino !== named.ino || opened.dev !== named.dev) {
      throw new Error('another file has taken its place');
    }
  }

  async keep(): Promise<Bytes> {
    if (!this.#open) return 0;
    if (this.#info === undefined || this.#length === 0) {
      await this.discard();
      return 0;
    }
    try {
      await this.#folder.flush(this.#descriptor);
      writePartInfo(this.#paths.info, this.#info);
    } catch {
      // On a full disk the info may be there from before; if not, the part cannot be continued.
    }
    const recorded = readPartInfo(this.#paths.info) !== undefined;
    await this.#close();
    if (!recorded) removeQuietly(this.#paths.part);
    releaseLock(this.#paths.lock);
    return recorded ? this.#length : 0;
  }

  async discard(): Promise<void> {
    if (!this.#open) return;
    await this.#close();
    removeQuietly(this.#paths.part);
    this.#cleanUp();
  }

  #writeBack(): void {
    this.#unflushed = 0;
    this.#flushing = fdatasyncFile(this.#descriptor)
      .catch((error: unknown) => {
        this.#flushError = error;
      })
      .finally(() => {
        this.#flushing = undefined;
      });
  }

  async #close(): Promise<void> {
    this.#open = false;
    // The descriptor's number may belong to another file as soon as it is closed.
    await this.#flushing;
    closeSync(this.#descriptor);
  }

  #cleanUp(): void {
    removeQuietly(this.#paths.info);
    releaseLock(this.#paths.lock);
  }
}

function openPart(path: string, isOurs: boolean): number {
  const exclusive = isOurs ? 0 : constants.O_EXCL;
  try {
    return openSync(path, OPEN_FLAGS | exclusive);
  } catch (error) {
    if (!isOurs && (error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw clientErrors.strangersPart(path);
    }
    throw error;
  }
}

function isSame(info: PartInfo, source: Pick<PartInfo, 'host' | 'port' | 'name'>): boolean {
  return info.host === source.host && info.port === source.port && info.name === source.name;
}
