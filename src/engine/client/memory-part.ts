import { closeSync, constants, openSync } from 'node:fs';
import type { Bytes } from '../../shared/units.ts';
import { KIB } from '../../shared/units.ts';
import type { IfExists } from './download-types.ts';
import type { Part } from './part.ts';
import type { PartInfo } from './part-info.ts';
import { publish } from './publish.ts';
import { removeQuietly } from './remove-quietly.ts';
import type { TargetFolder } from './target-folder.ts';

/**
 * Files up to this size are written when they are whole. As answers come one after the other, hardly
 * more than one of them is in memory at a time.
 */
export const MEMORY_PART_LIMIT: Bytes = 256 * KIB;

const OPEN_FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;

/**
 * A small file that is held in memory until all of it has arrived. Nothing of it is on disk before, so
 * nothing has to be locked, described or resumed there; only when it is given up unfinished does it
 * become a `PartFile`.
 */
export class MemoryPart implements Part {
  readonly #folder: TargetFolder;
  readonly #openPartFile: () => Part;
  #content: Buffer = Buffer.alloc(0);
  #length: Bytes = 0;
  #info: PartInfo | undefined;

  /** @param openPartFile - for what is given up unfinished; may throw */
  constructor(folder: TargetFolder, openPartFile: () => Part) {
    this.#folder = folder;
    this.#openPartFile = openPartFile;
  }

  get length(): Bytes {
    return this.#length;
  }

  get info(): PartInfo | undefined {
    return this.#info;
  }

  /** `info.size` must be no more than `MEMORY_PART_LIMIT`. */
  identify(info: PartInfo): void {
    if (this.#content.length < info.size) {
      const arrived = this.#arrived;
      this.#content = Buffer.allocUnsafe(info.size);
      this.#content.set(arrived);
    }
    this.#info = info;
  }

  append(bytes: Uint8Array): void {
    this.#content.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  restart(): void {
    this.#length = 0;
    this.#info = undefined;
  }

  readAll(onBytes: (bytes: Uint8Array) => void): Promise<void> {
    onBytes(this.#arrived);
    return Promise.resolve();
  }

  async publish(path: string, ifExists: IfExists): Promise<string | undefined> {
    const temporary = this.#folder.temporaryBeside(path);
    const descriptor = openSync(temporary, OPEN_FLAGS);
    try {
      try {
        this.#folder.checkUnmoved(temporary);
        writeAll(descriptor, this.#arrived, this.#folder);
        await this.#folder.flush(descriptor);
      } finally {
        closeSync(descriptor);
      }
      const published = publish(temporary, path, ifExists);
      if (published === undefined) removeQuietly(temporary);
      return published;
    } catch (error) {
      removeQuietly(temporary);
      throw error;
    }
  }

  async keep(): Promise<Bytes> {
    if (this.#info === undefined || this.#length === 0) return 0;
    let file: Part | undefined;
    try {
      this.toFile(this.#info, (opened) => {
        file = opened;
      });
    } catch {
      // On a full disk, what fits is kept.
    }
    return (await file?.keep()) ?? 0;
  }

  /**
   * Moves what has arrived into a file of its own; this part is empty then.
   *
   * @param onOpened - takes the file over, even if it cannot be filled
   * @throws as `openPartFile`, or the system's error
   */
  toFile(info: PartInfo, onOpened: (file: Part) => void): void {
    const arrived = this.#arrived;
    const file = this.#openPartFile();
    onOpened(file);
    this.restart();
    file.restart();
    file.identify(info);
    file.append(arrived);
  }

  discard(): Promise<void> {
    this.restart();
    return Promise.resolve();
  }

  get #arrived(): Buffer {
    return this.#content.subarray(0, this.#length);
  }
}

function writeAll(descriptor: number, bytes: Uint8Array, { write }: TargetFolder): void {
  for (let offset = 0; offset < bytes.length;) {
    offset += write(descriptor, bytes, offset, bytes.length - offset, offset);
  }
}
