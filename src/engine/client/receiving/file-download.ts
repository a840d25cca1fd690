import type { Bytes } from '../../../shared/units.ts';
import type { ClosingLine, GetHeader } from '../../dialects/native-answer.ts';
import type { DownloadEnvironment } from '../download-environment.ts';
import type {
  ClientDialect,
  DownloadCompleted,
  DownloadFailed,
  DownloadSkipped,
  DownloadStart,
  IfExists,
  StartOverReason,
} from '../download-types.ts';
import { partialFilePaths } from '../storing/partial-files/partial-file-paths.ts';
import type { PartialFile } from '../storing/partial-files/partial-file.ts';
import { TemporaryPartialFile } from '../storing/partial-files/temporary.ts';
import { PartialFilesOfVersions } from '../storing/partial-files/of-versions.ts';
import { isTaken } from '../storing/publish.ts';
import type { TargetFolder } from '../storing/target-folder.ts';
import { localPath } from '../storing/target-path.ts';
import { DownloadProgress, type DownloadSubject } from './download-progress.ts';
import { RewindableHash } from './rewindable-hash.ts';
import { FailureError } from '../../../shared/failure.ts';
import { fileSystemFailure } from '../client-failures.ts';

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
  #path = '';
  /** In the plain dialect. */
  #temporary: TemporaryPartialFile | undefined;
  /** In the native dialect. */
  #parts: PartialFilesOfVersions | undefined;
  readonly #progress: DownloadProgress;
  readonly #hash: RewindableHash | undefined;

  constructor(
    subject: DownloadSubject,
    settings: DownloadSettings,
    { now }: Pick<DownloadEnvironment, 'now'>,
  ) {
    this.item = subject.item;
    this.name = subject.name;
    this.dialect = subject.dialect;
    this.#settings = settings;
    this.#progress = new DownloadProgress(subject, now);
    this.#hash = settings.sha256 ? new RewindableHash() : undefined;
  }

  /** How much of the file has arrived. */
  get haveBytes(): Bytes {
    return (this.#temporary ?? this.#parts?.current)?.length ?? 0;
  }

  /** Of the whole file; not known before an answer begins, and never in the plain dialect. */
  get size(): Bytes | undefined {
    return this.#progress.size;
  }

  get start(): DownloadStart {
    return this.#progress.start;
  }

  /**
   * The paths that no other download of the batch may use at the same time.
   *
   * @throws {FailureError} `local`, for a name that cannot be written
   */
  lockedNames(): readonly string[] {
    const path = localPath(this.#settings.folder.root, this.name, process.platform);
    return [path, partialFilePaths(path).part(1)];
  }

  /**
   * Checks the name and the target, makes folders, and opens the part.
   *
   * @returns how it ended, if nothing has to be fetched
   * @throws {FailureError} `local` or `exists`
   */
  async prepare(): Promise<DownloadSkipped | undefined> {
    const { folder, ifExists } = this.#settings;
    this.#path = folder.makeFolders(localPath(folder.root, this.name, process.platform));
    if ((ifExists === 'skip' || ifExists === 'fail') && isTaken(this.#path)) return this.#skip();
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
        restart: () => this.#hash?.restart(),
        read: (bytes) => this.#hash?.update(bytes),
      },
    });
    await this.#takeUp();
    return undefined;
  }

  /** From here on time counts as this file's own; before, it waited behind others. */
  beginTiming(): void {
    this.#progress.beginTiming();
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
   * @throws {FailureError} `protocol`, or `local`
   */
  begin(header: GetHeader, address: string): 'receive' | 'ask-again' {
    const parts = this.#versions;
    const next = this.#progress.judge(
      header,
      {
        tag: parts.version?.tag,
        length: parts.current.length,
        otherBytes: parts.otherBytes,
      },
      address,
    );
    if (next === 'ask-again') return next;
    if (next === 'start-over') parts.startNew();
    const { host, port } = this.#settings;
    this.#locallyNow('write', () => {
      parts.identify({ host, port, name: this.name, tag: header.tag, size: header.size });
    });
    this.#progress.begin(header, parts.current.crc32);
    this.#hash?.mark();
    return 'receive';
  }

  /**
   * Lets go of the part, as the server has another version now, and goes on with what an earlier run has
   * left of that version, if there is anything.
   *
   * @param tag - of the version that the server has, if it said so
   * @throws {FailureError} `local`
   */
  async changeVersion(tag: string | undefined): Promise<void> {
    this.#progress.giveUp('changed-on-server', this.haveBytes);
    this.#versions.startNew();
    if (tag === undefined) return;
    const before = this.haveBytes;
    await this.#takeUp(tag);
    if (this.haveBytes > before) this.#progress.start = { kind: 'fresh' };
  }

  /**
   * Takes the next bytes of the file; when it returns, their memory may be used again.
   *
   * @throws {FailureError} `local`
   */
  receive(bytes: Uint8Array): void {
    this.#progress.receivedBytes += bytes.length;
    this.#hash?.update(bytes);
    this.#locallyNow('write', () => {
      this.#part.append(bytes);
    });
  }

  /**
   * Takes the line behind the last byte.
   *
   * @throws {FailureError} `verification`, after which only `takeBack` or `fail` make sense
   */
  confirm(closing: ClosingLine, address: string): void {
    const { verify } = this.#settings;
    const part = verify ? this.#versions.current : undefined;
    this.#progress.confirm(closing, part, address);
  }

  /** Throws away what the last answer brought. @throws {FailureError} `local` */
  takeBack(reason: StartOverReason): void {
    const { from, crcBefore } = this.#progress;
    this.#progress.giveUp(reason, this.haveBytes - from);
    this.#hash?.rewind();
    this.#locallyNow('write', () => {
      this.#part.rewind(from, crcBefore);
    });
  }

  /**
   * Reads what an earlier run has left once more, now that all is here.
   *
   * @returns whether it still is what had arrived; else all of it has to be received again
   * @throws {FailureError} `local`
   */
  async isIntact(): Promise<boolean> {
    const parts = this.#parts;
    if (parts === undefined || !this.#settings.verify) return true;
    const lost = await this.#locally('read', () => parts.dropDamaged());
    if (lost > 0) this.#progress.giveUp('damaged-part', lost);
    return lost === 0;
  }

  /**
   * Makes the file durable and gives it its final name.
   *
   * @throws {FailureError} `local` or `exists`; call `fail` then
   */
  async complete(): Promise<DownloadCompleted | DownloadSkipped> {
    const part = this.#part;
    const { ifExists, verify, keepTimes } = this.#settings;
    const modifiedAtMs = keepTimes ? this.#progress.modifiedAtMs : undefined;
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
    return this.#progress.completed({
      ...{ path, size: part.length, isChecked: verify, modifiedAtMs },
      sha256: this.#hash?.digest(),
    });
  }

  /** Gives up, and keeps what can be continued. Never rejects. */
  async fail(error: FailureError): Promise<DownloadFailed> {
    const resumableBytes = await this.#leave(error).catch(() => 0);
    await this.#parts?.close();
    return this.#progress.failed(error, resumableBytes);
  }

  async #leave(error: FailureError): Promise<Bytes> {
    await this.#temporary?.discard();
    if (error.kind === 'verification') {
      const { from, crcBefore } = this.#progress;
      this.#parts?.current.rewind(from, crcBefore);
    }
    return (await this.#parts?.keep()) ?? 0;
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
    if (lost > 0) this.#progress.giveUp('damaged-part', lost);
  }

  #skip(): DownloadSkipped {
    if (this.#settings.ifExists !== 'skip')
      throw new FailureError({ code: 'exists', path: this.#path });
    return this.#progress.skipped(this.#path);
  }

  #locallyNow(action: 'read' | 'write', work: () => void): void {
    try {
      work();
    } catch (error) {
      throw this.#local(action, error);
    }
  }

  async #locally<T>(action: 'read' | 'write', work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.#local(action, error);
    }
  }

  #local(action: 'read' | 'write', error: unknown): FailureError {
    return error instanceof FailureError ? error : fileSystemFailure(action, this.#path, error);
  }
}
