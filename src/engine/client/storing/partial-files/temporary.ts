import { closeSync, constants, openSync } from 'node:fs';
import type { Bytes } from '../../../../shared/units.ts';
import { publish } from '../publish.ts';
import { removeQuietly } from '../remove-quietly.ts';
import type { TargetFolder } from '../target-folder.ts';
import { OpenFile } from './open-file.ts';
import type { PartialFile, PublishOptions } from './partial-file.ts';

/** For a file that must not be there yet. */
export const NEW_FILE_FLAGS = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL;

/**
 * What arrives of a file that nobody could continue, as its version is not known. It lies under a name of
 * this process alone, so parts of other downloads of the same name are not touched.
 */
export class TemporaryPartialFile implements PartialFile {
  readonly #path: string;
  readonly #file: OpenFile;

  private constructor(path: string, file: OpenFile) {
    this.#path = path;
    this.#file = file;
  }

  /**
   * @param target - where the file will be
   * @throws {FailureError} `local`, or the system's error
   */
  static create(target: string, folder: TargetFolder): TemporaryPartialFile {
    const path = folder.temporaryBeside(target);
    const descriptor = openSync(path, NEW_FILE_FLAGS);
    try {
      folder.checkUnmoved(path);
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
    return new TemporaryPartialFile(path, new OpenFile(descriptor, 0, folder));
  }

  get length(): Bytes {
    return this.#file.length;
  }

  append(bytes: Uint8Array): void {
    this.#file.append(bytes);
    if (this.#file.wantsWriteBack) this.#file.writeBack(() => undefined);
  }

  rewind(length: Bytes): void {
    this.#file.truncate(length);
  }

  async publish({ path, ifExists, modifiedAtMs }: PublishOptions): Promise<string | undefined> {
    if (modifiedAtMs !== undefined) this.#file.setModified(modifiedAtMs);
    await this.#file.flush();
    this.#file.checkPlace(this.#path);
    const published = publish(this.#path, path, ifExists);
    if (published !== undefined) await this.#file.close();
    return published;
  }

  async discard(): Promise<void> {
    if (!this.#file.isOpen) return;
    await this.#file.close();
    removeQuietly(this.#path);
  }
}
