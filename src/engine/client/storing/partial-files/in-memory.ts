import { closeSync, openSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Bytes } from '../../../../shared/units.ts';
import { KIB } from '../../../../shared/units.ts';
import { publish } from '../publish.ts';
import { removeQuietly } from '../remove-quietly.ts';
import type { TargetFolder } from '../target-folder.ts';
import { setModified } from './open-file.ts';
import type { PublishOptions, VersionedPartialFile } from './partial-file.ts';
import { NEW_FILE_FLAGS } from './temporary.ts';

/**
 * Files up to this size are written when they are whole. As answers come one after the other, hardly
 * more than one of them is in memory at a time.
 */
export const MEMORY_PART_LIMIT: Bytes = 256 * KIB;

/**
 * A small file that is held in memory until all of it has arrived. Nothing of it is on disk before, so
 * nothing has to be locked, described or resumed there; only when it is given up unfinished does it
 * become a `PartialFileOnDisk`.
 */
export class PartialFileInMemory implements VersionedPartialFile {
  readonly #folder: TargetFolder;
  #content: Buffer = Buffer.alloc(0);
  #length: Bytes = 0;
  #crc = 0;

  constructor(folder: TargetFolder) {
    this.#folder = folder;
  }

  get length(): Bytes {
    return this.#length;
  }

  get crc32(): number {
    return this.#crc;
  }

  /** What has arrived; a view. */
  get content(): Buffer {
    return this.#content.subarray(0, this.#length);
  }

  /** Makes room for a file of so many bytes, no more than `MEMORY_PART_LIMIT`. */
  reserve(size: Bytes): void {
    if (this.#content.length >= size) return;
    const arrived = this.content;
    this.#content = Buffer.allocUnsafe(size);
    this.#content.set(arrived);
  }

  append(bytes: Uint8Array): void {
    this.#content.set(bytes, this.#length);
    this.#length += bytes.length;
    this.#crc = crc32(bytes, this.#crc);
  }

  rewind(length: Bytes, crc: number): void {
    this.#length = length;
    this.#crc = crc;
  }

  async publish({ path, ifExists, modifiedAtMs }: PublishOptions): Promise<string | undefined> {
    const temporary = this.#folder.temporaryBeside(path);
    const descriptor = openSync(temporary, NEW_FILE_FLAGS);
    try {
      try {
        this.#folder.checkUnmoved(temporary);
        writeAll(descriptor, this.content, this.#folder);
        if (modifiedAtMs !== undefined) setModified(descriptor, modifiedAtMs);
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

  discard(): Promise<void> {
    this.rewind(0, 0);
    return Promise.resolve();
  }
}

function writeAll(descriptor: number, bytes: Uint8Array, { write }: TargetFolder): void {
  for (let offset = 0; offset < bytes.length;) {
    offset += write(descriptor, bytes, offset, bytes.length - offset, offset);
  }
}
