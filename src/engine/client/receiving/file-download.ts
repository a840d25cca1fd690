import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import type { Bytes, EpochMilliseconds, Milliseconds } from '../../../shared/units.ts';
import { combineCrc32 } from '../../checksum/crc32.ts';
import type { ClosingLine, GetHeader } from '../../dialects/native-answer.ts';
import { ClientError, clientErrors } from '../client-error.ts';
import type { DownloadEnvironment } from '../download-environment.ts';
import type {
  ClientDialect,
  DownloadCompleted,
  DownloadFailed,
  DownloadSkipped,
  DownloadStart,
  IfExists,
  StartOverReason,
  Verification,
} from '../download-types.ts';
import { partialFilePaths } from '../storing/partial-files/partial-file-paths.ts';
import type { PartialFile } from '../storing/partial-files/partial-file.ts';
import { TemporaryPartialFile } from '../storing/partial-files/temporary.ts';
import { PartialFilesOfVersions } from '../storing/partial-files/of-versions.ts';
import { isTaken } from '../storing/publish.ts';
import type { TargetFolder } from '../storing/target-folder.ts';
import { localPath } from '../storing/target-path.ts';

/** What all downloads of a batch have in common. */
export interface DownloadSettings {
  readonly host: string;
  readonly port: number;
  readonly folder: TargetFolder;
  readonly ifExists: IfExists;
  readonly verify: boolean;
  readonly sha256: boolean;
  readonly keepTimes: boolean;
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
  /** When its first answer became the next that the server sends. */
  #startedAt: Milliseconds | undefined;
  #path = '';
  /** In the plain dialect. */
  #temporary: TemporaryPartialFile | undefined;
  /** In the native dialect. */
  #parts: PartialFilesOfVersions | undefined;
  #start: DownloadStart = { kind: 'fresh' };
  #size: Bytes | undefined;
  #modifiedAtMs: EpochMilliseconds | undefined;
  /** Where the answer that is being received begins, and the checksum and hash of what lies before it. */
  #from: Bytes = 0;
  #crcBefore = 0;
  #hashBefore: Hash | undefined;
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
  }

  /** How much of the file has arrived. */
  get haveBytes(): Bytes {
    return (this.#temporary ?? this.#parts?.current)?.length ?? 0;
  }

  /** Of the whole file; not known before an answer begins, and never in the plain dialect. */
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
  lockedNames(): readonly string[] {
    const path = localPath(this.#settings.folder.root, this.name, process.platform);
    return [path, partialFilePaths(path).part(1)];
  }

  /**
   * Checks the name and the target, makes folders, and opens the part.
   *
   * @returns how it ended, if nothing has to be fetched
   * @throws {ClientError} `local` or `exists`
   */
  async prepare(): Promise<DownloadSkipped | undefined> {
    const { folder, ifExists } = this.#settings;
    this.#path = folder.makeFolders(localPath(folder.root, this.name, process.platform));
    if ((ifExists === 'skip' || ifExists === 'fail') && isTaken(this.#path)) return this.#skip();
    this.#restartHash();
    if (this.dialect === 'plain') {
      this.#locallyNow('write', () => {
        this.#temporary = TemporaryPartialFile.create(this.#path, folder);
      });
      return undefined;
    }
    this.#parts = new PartialFilesOfVersions({
      target: this.#path,
      name: this.name,
      folder,
      reader: {
        restart: () => {
          this.#restartHash();
        },
        read: (bytes) => void this.#hash?.update(bytes),
      },
    });
    await this.#takeUp();
    return undefined;
  }

  /** From here on time counts as this file's own; before, it waited behind others. */
  beginTiming(): void {
    this.#startedAt ??= this.#environment.now();
  }

  /** What to ask for. */
  request(): { op: 'get'; name: string; from?: Bytes; tag?: string; crc32?: boolean } {
    const { version, current } = this.#versions;
    return {
      op: 'get',
      name: this.name,
      ...(version !== undefined && current.length > 0
        ? { from: current.length, tag: version.tag }
        : {}),
      ...(this.#settings.verify ? {} : { crc32: false }),
    };
  }

  /**
   * Takes the header of an answer to `request()`.
   *
   * @returns `ask-again` if the answer is of another version than the part and must be thrown away;
   * `changeVersion` is to be called then
   * @throws {ClientError} `protocol`, or `local`
   */
  begin(header: GetHeader, address: string): 'receive' | 'ask-again' {
    const parts = this.#versions;
    const asked = parts.version === undefined ? 0 : parts.current.length;
    if (header.from !== asked && header.from !== 0) {
      throw clientErrors.protocol(
        address,
        'The answer begins at another place than was asked for.',
      );
    }
    const isSame = header.tag === parts.version?.tag;
    if (header.from > 0 && !isSame) return 'ask-again';
    if (asked > 0 && header.from === 0) {
      this.#startNew(isSame ? 'server-cannot-resume' : 'changed-on-server');
    }
    if (this.#start.kind === 'fresh') {
      if (header.from > 0) this.#start = { kind: 'resumed', fromBytes: header.from };
      else this.#noteGivenUp('changed-on-server', parts.otherBytes);
    }
    const { host, port } = this.#settings;
    this.#locallyNow('write', () => {
      parts.identify({ host, port, name: this.name, tag: header.tag, size: header.size });
    });
    this.#size = header.size;
    this.#modifiedAtMs = header.modifiedAtMs;
    this.#from = header.from;
    this.#crcBefore = parts.current.crc32;
    this.#hashBefore = this.#hash?.copy();
    return 'receive';
  }

  /**
   * Lets go of the part, as the server has another version now, and goes on with what an earlier run has
   * left of that version, if there is anything.
   *
   * @param tag - of the version that the server has, if it said so
   * @throws {ClientError} `local`
   */
  async changeVersion(tag: string | undefined): Promise<void> {
    this.#startNew('changed-on-server');
    if (tag === undefined) return;
    const before = this.haveBytes;
    await this.#takeUp(tag);
    if (this.haveBytes > before) this.#start = { kind: 'fresh' };
  }

  /**
   * Takes the next bytes of the file; when it returns, their memory may be used again.
   *
   * @throws {ClientError} `local`
   */
  receive(bytes: Uint8Array): void {
    this.#receivedBytes += bytes.length;
    this.#hash?.update(bytes);
    this.#locallyNow('write', () => {
      this.#part.append(bytes);
    });
  }

  /**
   * Takes the line behind the last byte.
   *
   * @throws {ClientError} `verification`, after which only `takeBack` or `fail` make sense
   */
  confirm(closing: ClosingLine, address: string): void {
    if (this.#settings.verify) {
      if (closing.crc32 === undefined) {
        throw clientErrors.protocol(address, 'The checksum that was asked for is missing.');
      }
      const { length, crc32 } = this.#versions.current;
      const expected = combineCrc32(this.#crcBefore, closing.crc32, length - this.#from);
      if (expected !== crc32) throw clientErrors.wrongChecksum(this.name);
    }
    this.#confirmed = true;
  }

  /** Throws away what the last answer brought. @throws {ClientError} `local` */
  takeBack(reason: StartOverReason): void {
    this.#noteGivenUp(reason, this.haveBytes - this.#from);
    this.#confirmed = false;
    if (this.#hash !== undefined) this.#hash = this.#hashBefore?.copy() ?? createHash('sha256');
    this.#locallyNow('write', () => {
      this.#part.rewind(this.#from, this.#crcBefore);
    });
  }

  /**
   * Reads what an earlier run has left once more, now that all is here.
   *
   * @returns whether it still is what had arrived; else all of it has to be received again
   * @throws {ClientError} `local`
   */
  async isIntact(): Promise<boolean> {
    const parts = this.#parts;
    if (parts === undefined || !this.#settings.verify) return true;
    const lost = await this.#locally('read', () => parts.dropDamaged());
    if (lost > 0) {
      this.#confirmed = false;
      this.#noteGivenUp('damaged-part', lost);
    }
    return lost === 0;
  }

  /**
   * Makes the file durable and gives it its final name.
   *
   * @throws {ClientError} `local` or `exists`; call `fail` then
   */
  async complete(): Promise<DownloadCompleted | DownloadSkipped> {
    const part = this.#part;
    const { ifExists, verify, keepTimes } = this.#settings;
    const modifiedAtMs = keepTimes ? this.#modifiedAtMs : undefined;
    const path = await this.#locally('write', () =>
      part.publish({ path: this.#path, ifExists, modifiedAtMs }),
    );
    if (path === undefined) {
      const skipped = this.#skip();
      await part.discard();
      await this.#parts?.close();
      return skipped;
    }
    // Only now there is something verified in the place of what had arrived of other versions.
    if (verify) this.#parts?.removeOthers();
    await this.#parts?.close();
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
      ...(modifiedAtMs === undefined ? {} : { modifiedAtMs }),
      ...(sha256 === undefined ? {} : { sha256 }),
      durationMs: this.#durationMs,
    };
  }

  /** Gives up, and keeps what can be continued. Never rejects. */
  async fail(error: ClientError): Promise<DownloadFailed> {
    const resumableBytes = await this.#leave(error).catch(() => 0);
    await this.#parts?.close();
    return {
      status: error.code === 'canceled' ? 'canceled' : 'failed',
      item: this.item,
      name: this.name,
      error: error.code === 'canceled' ? clientErrors.canceled(resumableBytes).data : error.data,
      receivedBytes: this.#receivedBytes,
      resumableBytes,
      durationMs: this.#durationMs,
    };
  }

  async #leave(error: ClientError): Promise<Bytes> {
    await this.#temporary?.discard();
    if (error.code === 'verification') this.#parts?.current.rewind(this.#from, this.#crcBefore);
    return (await this.#parts?.keep()) ?? 0;
  }

  get #durationMs(): Milliseconds {
    return this.#startedAt === undefined ? 0 : this.#environment.now() - this.#startedAt;
  }

  get #part(): PartialFile {
    return this.#temporary ?? this.#versions.current;
  }

  get #versions(): PartialFilesOfVersions {
    if (this.#parts === undefined) throw new TypeError('the download is not prepared');
    return this.#parts;
  }

  /** Goes on with what an earlier run has left. */
  async #takeUp(tag?: string): Promise<void> {
    const lost = await this.#locally('read', () => this.#versions.takeUp(tag));
    if (lost > 0) this.#noteGivenUp('damaged-part', lost);
  }

  #startNew(reason: StartOverReason): void {
    this.#noteGivenUp(reason, this.haveBytes);
    this.#confirmed = false;
    this.#versions.startNew();
  }

  #noteGivenUp(reason: StartOverReason, givenUpBytes: Bytes): void {
    if (givenUpBytes > 0) this.#start = { kind: 'started-over', reason, givenUpBytes };
  }

  #restartHash(): void {
    if (this.#settings.sha256) this.#hash = createHash('sha256');
  }

  #skip(): DownloadSkipped {
    if (this.#settings.ifExists !== 'skip') throw clientErrors.exists(this.#path);
    return { status: 'skipped', item: this.item, name: this.name, path: this.#path };
  }

  #verification(): Verification {
    if (this.dialect === 'plain' || !this.#confirmed) return 'not-verified';
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
