import type { Bytes } from '../../../../shared/units.ts';
import type { TargetFolder } from '../target-folder.ts';
import { MEMORY_PART_LIMIT, PartialFileInMemory } from './in-memory.ts';
import { PartialFileOnDisk } from './on-disk.ts';
import { PartialFileStore } from './partial-file-store.ts';
import type { KeptPartialFile, PartialFileVersion } from './partial-file-store.ts';

/** Who reads along while a part is checked before it is continued. */
export interface PartialFileReader {
  /** What was read until now does not count: another part is read, or none. */
  restart(): void;
  read(bytes: Uint8Array): void;
}

export interface PartialFilesOfVersionsOptions {
  /** Where the file will be. */
  readonly target: string;
  /** On the server. */
  readonly name: string;
  readonly folder: TargetFolder;
  readonly reader: PartialFileReader;
}

/**
 * The parts of one file in all its versions: the one that is being received, and those that earlier runs
 * have left, which stay until something verified takes their place. Only what this run has begun itself
 * and its own server has replaced since is dropped at once.
 */
export class PartialFilesOfVersions {
  readonly #options: PartialFilesOfVersionsOptions;
  #store: PartialFileStore | undefined;
  #current: PartialFileInMemory | PartialFileOnDisk;
  #version: PartialFileVersion | undefined;
  /** Whether an earlier run began what is being received. */
  #isFromEarlierRun = false;
  /** Files that are being closed. */
  readonly #closings: Promise<unknown>[] = [];

  constructor(options: PartialFilesOfVersionsOptions) {
    this.#options = options;
    this.#current = new PartialFileInMemory(options.folder);
  }

  /** What is being received. */
  get current(): PartialFileInMemory | PartialFileOnDisk {
    return this.#current;
  }

  /** Of what is being received, if it is known. */
  get version(): PartialFileVersion | undefined {
    return this.#version;
  }

  /** Bytes of all parts but the one that is being received. */
  get otherBytes(): Bytes {
    return this.#others.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /**
   * Goes on with the newest part of an earlier run that is what had arrived then. Damaged ones are removed.
   *
   * @param tag - of this version only
   * @returns the bytes that were removed
   * @throws {FailureError} `local`, or the system's error
   */
  async takeUp(tag?: string): Promise<Bytes> {
    const { target, folder, name, reader } = this.#options;
    if (this.#store === undefined) {
      if (!PartialFileStore.existsAt(target)) return 0;
      this.#store = PartialFileStore.open(target, folder);
    }
    let damagedBytes = 0;
    for (const kept of this.#others.toReversed()) {
      if (kept.name !== name || kept.bytes === 0) continue;
      if (tag !== undefined && kept.tag !== tag) continue;
      reader.restart();
      const file = await PartialFileOnDisk.resume(this.#store, kept, {
        folder,
        onBytes: (bytes) => {
          reader.read(bytes);
        },
      });
      if (file !== undefined) {
        this.#current = file;
        this.#version = versionOf(kept);
        this.#isFromEarlierRun = true;
        return damagedBytes;
      }
      reader.restart();
      damagedBytes += kept.bytes;
      this.#store.remove(kept.number);
    }
    return damagedBytes;
  }

  /**
   * Reads again what an earlier run has begun, as the disk may have changed it since it was taken up, and
   * removes it if that is so.
   *
   * @returns the bytes that were removed
   * @throws the system's error
   */
  async dropDamaged(): Promise<Bytes> {
    const current = this.#current;
    if (!(current instanceof PartialFileOnDisk) || !this.#isFromEarlierRun) return 0;
    if (await current.isIntact()) return 0;
    const { length } = current;
    await current.discard();
    this.startNew();
    return length;
  }

  /** Begins with nothing. What was being received is kept or dropped; see the class. */
  startNew(): void {
    const left = this.#current;
    const isKept = this.#isFromEarlierRun && left instanceof PartialFileOnDisk;
    this.#closings.push(isKept ? left.keep() : left.discard());
    this.#current = new PartialFileInMemory(this.#options.folder);
    this.#version = undefined;
    this.#isFromEarlierRun = false;
    this.#options.reader.restart();
  }

  /**
   * Notes which version is being received; a large one gets a file.
   *
   * @throws {FailureError} `local`, or the system's error
   */
  identify(version: PartialFileVersion): void {
    this.#version = version;
    if (this.#current instanceof PartialFileOnDisk) this.#current.identify(version);
    else if (version.size <= MEMORY_PART_LIMIT) this.#current.reserve(version.size);
    else this.#moveToFile(this.#current, version);
  }

  /** Removes all parts but the one that is being received. */
  removeOthers(): void {
    for (const { number } of this.#others) this.#store?.remove(number);
  }

  /**
   * Leaves what has arrived to another run, and what had arrived before.
   *
   * @returns the bytes of the part that has most
   */
  async keep(): Promise<Bytes> {
    if (this.#current instanceof PartialFileInMemory && this.#version !== undefined) {
      try {
        if (this.#current.length > 0) this.#moveToFile(this.#current, this.#version);
      } catch {
        // On a full disk, what fits is kept.
      }
    }
    if (this.#current instanceof PartialFileOnDisk) await this.#current.keep();
    return Math.max(0, ...(this.#store?.parts ?? []).map(({ bytes }) => bytes));
  }

  /** Call it at the end, after publishing, keeping or discarding. Never rejects. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#closings);
    this.#store?.close();
    this.#store = undefined;
  }

  get #others(): readonly KeptPartialFile[] {
    const current = this.#current instanceof PartialFileOnDisk ? this.#current.number : 0;
    return this.#store?.parts.filter(({ number }) => number !== current) ?? [];
  }

  #moveToFile(memory: PartialFileInMemory, version: PartialFileVersion): void {
    const { target, folder } = this.#options;
    this.#store ??= PartialFileStore.open(target, folder);
    const file = PartialFileOnDisk.create(this.#store, version, folder);
    this.#current = file;
    file.append(memory.content);
  }
}

function versionOf({ host, port, name, tag, size }: KeptPartialFile): PartialFileVersion {
  return { host, port, name, tag, size };
}
