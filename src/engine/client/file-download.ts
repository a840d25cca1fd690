import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Bytes, Milliseconds } from '../../shared/units.ts';
import type { ClosingLine, GetHeader } from '../dialects/native-answer.ts';
import { ClientError, clientErrors } from './client-error.ts';
import type { DownloadEnvironment } from './download-environment.ts';
import type {
  ClientDialect,
  DownloadCompleted,
  DownloadFailed,
  DownloadSkipped,
  DownloadStart,
  IfExists,
  Verification,
} from './download-types.ts';
import { MEMORY_PART_LIMIT, MemoryPart } from './memory-part.ts';
import type { Part } from './part.ts';
import { PartFile } from './part-file.ts';
import { isTaken } from './publish.ts';
import type { TargetFolder } from './target-folder.ts';
import { localPath, partPaths } from './target-path.ts';
import type { PartPaths } from './target-path.ts';

/** What all downloads of a batch have in common. */
export interface DownloadSettings {
  readonly host: string;
  readonly port: number;
  readonly folder: TargetFolder;
  readonly ifExists: IfExists;
  readonly verify: boolean;
  readonly sha256: boolean;
}

/**
 * One file on its way from a server to its place on the disk, whatever the connection: prepare it,
 * feed it answers (several, after interruptions), complete it. It always ends in exactly one of
 * `complete` and `fail`, which leave nothing open or locked.
 */
export class FileDownload {
  readonly item: number;
  readonly name: string;
  readonly dialect: ClientDialect;
  readonly #settings: DownloadSettings;
  readonly #environment: DownloadEnvironment;
  readonly #startedAt: Milliseconds;
  #path = '';
  #part: Part | undefined;
  #start: DownloadStart = { kind: 'fresh' };
  #size: Bytes | undefined;
  #from: Bytes = 0;
  #crc = 0;
  #hash: Hash | undefined;
  #receivedBytes: Bytes = 0;
  #confirmed = false;

  constructor(
    what: { readonly item: number; readonly name: string; readonly dialect: ClientDialect },
    settings: DownloadSettings,
    environment: DownloadEnvironment,
  ) {
    this.item = what.item;
    this.name = what.name;
    this.dialect = what.dialect;
    this.#settings = settings;
    this.#environment = environment;
    this.#startedAt = environment.now();
  }

  /** How much of the file has arrived. */
  get haveBytes(): Bytes {
    return this.#part?.length ?? 0;
  }

  /** Of the whole file; not known before an answer begins, and never in the seed dialect. */
  get size(): Bytes | undefined {
    return this.#size;
  }

  get start(): DownloadStart {
    return this.#start;
  }

  /**
   * The paths that no other download of the batch may use at the same time.
   *
   * @throws {ClientError} `local`, for a name that cannot be written
   */
  claims(): readonly string[] {
    const path = localPath(this.#settings.folder.root, this.name, process.platform);
    return [path, partPaths(path).part];
  }

  /**
   * Checks the name and the target, makes folders, and opens the part.
   *
   * @returns how it ended, if nothing has to be fetched
   * @throws {ClientError} `local` or `exists`
   */
  async prepare(): Promise<DownloadSkipped | undefined> {
    const { folder, ifExists, sha256 } = this.#settings;
    this.#path = folder.makeFolders(localPath(folder.root, this.name, process.platform));
    if ((ifExists === 'skip' || ifExists === 'fail') && isTaken(this.#path)) return this.#skip();
    const paths = partPaths(this.#path);
    const openFile = (): Part => this.#openPartFile(paths);
    // Nothing tells how large a file of the seed dialect is before all of it is here.
    const part =
      this.dialect === 'seed' || isAnythingAt(paths)
        ? openFile()
        : new MemoryPart(folder, openFile);
    this.#part = part;
    if (part.length > 0 && this.dialect === 'seed') this.startOver('server-cannot-resume');
    if (sha256) {
      const hash = createHash('sha256');
      this.#hash = hash;
      await this.#locally('read', () => part.readAll((bytes) => hash.update(bytes)));
    }
    return undefined;
  }

  /** What to ask for. */
  request(): { op: 'get'; name: string; from?: Bytes; tag?: string; crc32?: boolean } {
    const { info, length } = this.#opened;
    return {
      op: 'get',
      name: this.name,
      ...(info !== undefined && length > 0 ? { from: length, tag: info.tag } : {}),
      ...(this.#settings.verify ? {} : { crc32: false }),
    };
  }

  /**
   * Takes the header of an answer to `request()`.
   *
   * @returns `ask-again` if the answer is of another version than the part and must be thrown away
   * @throws {ClientError} `protocol`, or `local`
   */
  begin(header: GetHeader, address: string): 'receive' | 'ask-again' {
    const part = this.#opened;
    const asked = part.info !== undefined && part.length > 0 ? part.length : 0;
    if (header.from !== asked && header.from !== 0) {
      throw clientErrors.protocol(
        address,
        'The answer begins at another place than was asked for.',
      );
    }
    if (header.from > 0 && header.tag !== part.info?.tag) {
      this.startOver('changed-on-server');
      return 'ask-again';
    }
    if (asked > 0 && header.from === 0) this.startOver('server-cannot-resume');
    if (header.from > 0 && this.#start.kind === 'fresh') {
      this.#start = { kind: 'resumed', fromBytes: header.from };
    }
    const { host, port } = this.#settings;
    const info = { host, port, name: this.name, tag: header.tag, size: header.size };
    this.#locallyNow('write', () => {
      if (part instanceof MemoryPart && header.size > MEMORY_PART_LIMIT) {
        part.toFile(info, (file) => {
          this.#part = file;
        });
      } else {
        part.identify(info);
      }
    });
    this.#size = header.size;
    this.#from = header.from;
    this.#crc = 0;
    return 'receive';
  }

  /**
   * Takes the next bytes of the file; when it returns, their memory may be used again.
   *
   * @throws {ClientError} `local`
   */
  receive(bytes: Uint8Array): void {
    this.#receivedBytes += bytes.length;
    if (this.dialect === 'native' && this.#settings.verify) this.#crc = crc32(bytes, this.#crc);
    this.#hash?.update(bytes);
    this.#locallyNow('write', () => {
      this.#opened.append(bytes);
    });
  }

  /**
   * Takes the line behind the last byte.
   *
   * @throws {ClientError} `verification`, after which only `startOver` or `fail` make sense
   */
  confirm(closing: ClosingLine, address: string): void {
    if (this.#settings.verify) {
      if (closing.crc32 === undefined) {
        throw clientErrors.protocol(address, 'The checksum that was asked for is missing.');
      }
      if (closing.crc32 !== this.#crc) throw clientErrors.wrongChecksum(this.name);
    }
    this.#confirmed = true;
  }

  /** Throws away what has arrived. @throws {ClientError} `local` */
  startOver(reason: Extract<DownloadStart, { kind: 'started-over' }>['reason']): void {
    if (this.haveBytes > 0) this.#start = { kind: 'started-over', reason };
    this.#confirmed = false;
    if (this.#hash !== undefined) this.#hash = createHash('sha256');
    this.#locallyNow('write', () => {
      this.#opened.restart();
    });
  }

  /**
   * Makes the file durable and gives it its final name.
   *
   * @throws {ClientError} `local` or `exists`; call `fail` then
   */
  async complete(): Promise<DownloadCompleted | DownloadSkipped> {
    const part = this.#opened;
    const path = await this.#locally('write', () =>
      part.publish(this.#path, this.#settings.ifExists),
    );
    if (path === undefined) {
      const skipped = this.#skip();
      await part.discard();
      return skipped;
    }
    const sha256 = this.#hash?.digest('hex');
    return {
      status: 'completed',
      item: this.item,
      name: this.name,
      dialect: this.dialect,
      path,
      size: part.length,
      receivedBytes: this.#receivedBytes,
      start: this.#start,
      verified: this.#verification(),
      ...(sha256 === undefined ? {} : { sha256 }),
      durationMs: this.#environment.now() - this.#startedAt,
    };
  }

  /** Gives up, and keeps what can be continued. Never rejects. */
  async fail(error: ClientError): Promise<DownloadFailed> {
    const isUseless = this.dialect === 'seed' || error.code === 'verification';
    const resumableBytes = await this.#leave(isUseless).catch(() => 0);
    return {
      status: error.code === 'cancelled' ? 'cancelled' : 'failed',
      item: this.item,
      name: this.name,
      error: error.code === 'cancelled' ? clientErrors.cancelled(resumableBytes).data : error.data,
      receivedBytes: this.#receivedBytes,
      resumableBytes,
      durationMs: this.#environment.now() - this.#startedAt,
    };
  }

  async #leave(isUseless: boolean): Promise<Bytes> {
    if (!isUseless) return (await this.#part?.keep()) ?? 0;
    await this.#part?.discard();
    return 0;
  }

  #openPartFile(paths: PartPaths): Part {
    const { host, port, folder } = this.#settings;
    return PartFile.open(paths, { host, port, name: this.name }, folder);
  }

  get #opened(): Part {
    if (this.#part === undefined) throw new TypeError('the download is not prepared');
    return this.#part;
  }

  #skip(): DownloadSkipped {
    if (this.#settings.ifExists !== 'skip') throw clientErrors.exists(this.#path);
    return { status: 'skipped', item: this.item, name: this.name, path: this.#path };
  }

  #verification(): Verification {
    if (this.dialect === 'seed' || !this.#confirmed) return 'not-verified';
    if (!this.#settings.verify) return 'length';
    return this.#from > 0 ? 'crc32-since-resume' : 'crc32';
  }

  #locallyNow(action: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      throw this.#local(action, error);
    }
  }

  async #locally<T>(action: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.#local(action, error);
    }
  }

  #local(action: string, error: unknown): ClientError {
    return error instanceof ClientError
      ? error
      : clientErrors.local(`${action} ${this.#path}`, error);
  }
}

/** Whether an earlier download has left something, or another one is under way. */
function isAnythingAt({ lock, part, info }: PartPaths): boolean {
  return existsSync(lock) || existsSync(part) || existsSync(info);
}
