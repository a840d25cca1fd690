import { closeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Bytes, Milliseconds } from '../../../../shared/units.ts';
import { KIB } from '../../../../shared/units.ts';
import { publish } from '../publish.ts';
import type { TargetFolder } from '../target-folder.ts';
import { OpenFile } from './open-file.ts';
import type { PublishOptions, VersionedPartialFile } from './partial-file.ts';
import type {
  KeptPartialFile,
  PartialFileStore,
  PartialFileVersion,
} from './partial-file-store.ts';

/** How much time may pass until what has arrived is written back and recorded. */
const RECORD_EVERY: Milliseconds = 1_000;

/** Blocks of a disk that a record and its directory entry take at most. */
const ROOM_FOR_RECORD: Bytes = 128 * KIB;

/**
 * The unfinished file of one version, in a {@link PartialFileStore}. Its length and checksum are recorded after
 * every second or 32 MiB, whichever comes first, once those bytes are on the disk: a crash costs no more
 * than what came since.
 */
export class PartialFileOnDisk implements VersionedPartialFile {
  readonly #store: PartialFileStore;
  readonly #number: number;
  readonly #file: OpenFile;
  readonly #folder: TargetFolder;
  #crc: number;
  #recordedAt: Milliseconds;
  /** Counts what was forgotten, so that no write-back records what is not there any more. */
  #rewinds = 0;

  private constructor(
    store: PartialFileStore,
    number: number,
    opened: { file: OpenFile; crc: number },
    folder: TargetFolder,
  ) {
    this.#store = store;
    this.#number = number;
    this.#file = opened.file;
    this.#crc = opened.crc;
    this.#folder = folder;
    this.#recordedAt = folder.now();
  }

  /** @throws {FailureError} `local`, or the system's error */
  static create(
    store: PartialFileStore,
    version: PartialFileVersion,
    folder: TargetFolder,
  ): PartialFileOnDisk {
    const { number, descriptor } = store.create(version);
    try {
      // What was opened lies where it was meant to, as the folder is still the same.
      folder.checkUnmoved(store.pathOf(number));
      const file = new OpenFile(descriptor, 0, folder);
      return new PartialFileOnDisk(store, number, { file, crc: 0 }, folder);
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
  }

  /**
   * Opens what an earlier download has left, reads it again and compares it with its checksum. Bytes
   * behind those that were recorded are cut off.
   *
   * @param onBytes - gets all bytes that are here
   * @returns `undefined` if it is not what had arrived
   * @throws {FailureError} `local`, or the system's error
   */
  static async resume(
    store: PartialFileStore,
    kept: KeptPartialFile,
    { folder, onBytes }: { folder: TargetFolder; onBytes: (bytes: Uint8Array) => void },
  ): Promise<PartialFileOnDisk | undefined> {
    const descriptor = store.openFile(kept);
    if (descriptor === undefined) return undefined;
    const file = new OpenFile(descriptor, kept.bytes, folder);
    let isIntact = false;
    try {
      folder.checkUnmoved(store.pathOf(kept.number));
      let crc = 0;
      await file.read(kept.bytes, (bytes) => {
        crc = crc32(bytes, crc);
        onBytes(bytes);
      });
      isIntact = crc === kept.crc32;
      if (!isIntact) return undefined;
      file.truncate(kept.bytes);
      return new PartialFileOnDisk(store, kept.number, { file, crc }, folder);
    } finally {
      if (!isIntact) await file.close();
    }
  }

  get number(): number {
    return this.#number;
  }

  get length(): Bytes {
    return this.#file.length;
  }

  get crc32(): number {
    return this.#crc;
  }

  append(bytes: Uint8Array): void {
    const before = this.#file.length;
    try {
      this.#file.append(bytes);
      this.#crc = crc32(bytes, this.#crc);
    } catch (error) {
      // What did fit is there, and is kept.
      this.#crc = crc32(bytes.subarray(0, this.#file.length - before), this.#crc);
      throw error;
    }
    const isDue = this.#folder.now() - this.#recordedAt >= RECORD_EVERY;
    if (this.#file.wantsWriteBack || (isDue && !this.#file.isWritingBack)) this.#writeBack();
  }

  rewind(length: Bytes, crc: number): void {
    this.#rewinds += 1;
    // In this order: the record must never claim more than there is.
    this.#store.update(this.#number, { bytes: length, crc32: crc });
    this.#file.truncate(length);
    this.#crc = crc;
  }

  /** Notes where the version comes from now. @throws the system's error */
  identify({ host, port }: PartialFileVersion): void {
    const kept = this.#store.parts.find(({ number }) => number === this.#number);
    if (kept === undefined || (kept.host === host && kept.port === port)) return;
    this.#store.update(this.#number, { bytes: kept.bytes, crc32: kept.crc32, host, port });
  }

  /** Reads the whole part again. @returns whether it is what arrived. @throws the system's error */
  async isIntact(): Promise<boolean> {
    let crc = 0;
    await this.#file.read(this.length, (bytes) => {
      crc = crc32(bytes, crc);
    });
    return crc === this.#crc;
  }

  async publish({ path, ifExists, modifiedAtMs }: PublishOptions): Promise<string | undefined> {
    if (modifiedAtMs !== undefined) this.#file.setModified(modifiedAtMs);
    await this.#file.flush();
    const part = this.#store.pathOf(this.#number);
    this.#file.checkPlace(part);
    const published = publish(part, path, ifExists);
    if (published !== undefined) {
      await this.#file.close();
      this.#store.forget(this.#number);
    }
    return published;
  }

  /**
   * Leaves the part to be continued by another run.
   *
   * @returns the bytes that are kept
   */
  async keep(): Promise<Bytes> {
    if (!this.#file.isOpen) return 0;
    if (this.length === 0) {
      await this.discard();
      return 0;
    }
    try {
      await this.#record();
    } catch {
      // A full disk has no room for the record either, unless a little of the part makes some.
      await this.#shorten(ROOM_FOR_RECORD)
        .then(() => this.#record())
        .catch(() => undefined);
    }
    await this.#file.close();
    const kept = this.#store.parts.find(({ number }) => number === this.#number)?.bytes ?? 0;
    if (kept === 0) this.#store.remove(this.#number);
    return kept;
  }

  async discard(): Promise<void> {
    if (!this.#file.isOpen) return;
    await this.#file.close();
    this.#store.remove(this.#number);
  }

  async #record(): Promise<void> {
    await this.#file.flush();
    this.#store.update(this.#number, { bytes: this.length, crc32: this.#crc });
  }

  async #shorten(bytes: Bytes): Promise<void> {
    const length = Math.max(0, this.length - bytes);
    this.#rewinds += 1;
    let crc = 0;
    await this.#file.read(length, (read) => {
      crc = crc32(read, crc);
    });
    this.#file.truncate(length);
    this.#crc = crc;
  }

  #writeBack(): void {
    const state = { bytes: this.length, crc32: this.#crc };
    const rewinds = this.#rewinds;
    this.#recordedAt = this.#folder.now();
    this.#file.writeBack(() => {
      if (rewinds === this.#rewinds) this.#store.update(this.#number, state);
    });
  }
}
