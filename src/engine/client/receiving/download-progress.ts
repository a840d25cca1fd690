import type { Bytes, EpochMilliseconds, Milliseconds } from '../../../shared/units.ts';
import { combineCrc32 } from '../../checksum/crc32.ts';
import type { ClosingLine, GetHeader } from '../../dialects/native-answer.ts';
import type {
  ClientDialect,
  DownloadCompleted,
  DownloadFailed,
  DownloadSkipped,
  DownloadStart,
  StartOverReason,
  Verification,
} from '../download-types.ts';
import { FailureError } from '../../../shared/failure.ts';
import { canceled } from '../client-failures.ts';

/** Which download it is: the place of its name in the batch, and how it is asked for. */
export interface DownloadSubject {
  readonly item: number;
  readonly name: string;
  readonly dialect: ClientDialect;
}

/** What lies on the disk of a file when an answer begins. */
export interface PartAtHand {
  /** Of the version that it is of; none when nothing was received yet. */
  readonly tag: string | undefined;
  readonly length: Bytes;
  /** What there is of other versions. */
  readonly otherBytes: Bytes;
}

/** A file in its place. */
export interface CompletedFile {
  readonly path: string;
  readonly size: Bytes;
  /** Whether checksums were asked for. */
  readonly isChecked: boolean;
  /** That the file was given. */
  readonly modifiedAtMs: EpochMilliseconds | undefined;
  readonly sha256: string | undefined;
}

/**
 * How far one download is: how it began, which answer is being received, what has been verified, and
 * how it ended. Touches nothing: files and hashes are `FileDownload`'s.
 */
export class DownloadProgress {
  readonly #subject: DownloadSubject;
  readonly #now: () => Milliseconds;
  /** When its first answer became the next that the server sends. */
  #startedAt: Milliseconds | undefined;
  start: DownloadStart = { kind: 'fresh' };
  /** Of the whole file; not known before an answer begins. */
  size: Bytes | undefined;
  modifiedAtMs: EpochMilliseconds | undefined;
  receivedBytes: Bytes = 0;
  /** Where the answer that is being received begins, and the checksum of what lies before it. */
  from: Bytes = 0;
  crcBefore = 0;
  #isConfirmed = false;

  constructor(subject: DownloadSubject, now: () => Milliseconds) {
    this.#subject = subject;
    this.#now = now;
  }

  /** From here on time counts as this file's own; before, it waited behind others. */
  beginTiming(): void {
    this.#startedAt ??= this.#now();
  }

  /**
   * Takes the header of an answer.
   *
   * @returns what becomes of the part: it is continued, started over, or the answer is of another
   * version than the part and must be thrown away
   * @throws {FailureError} `protocol`
   */
  judge(
    header: GetHeader,
    { tag, length, otherBytes }: PartAtHand,
    address: string,
  ): 'continue' | 'start-over' | 'ask-again' {
    const asked = tag === undefined ? 0 : length;
    if (header.from !== asked && header.from !== 0) {
      throw new FailureError({
        code: 'not-understood',
        address,
        detail: 'The answer begins at another place than was asked for.',
      });
    }
    const isSame = header.tag === tag;
    if (header.from > 0 && !isSame) return 'ask-again';
    const startsOver = asked > 0 && header.from === 0;
    if (startsOver) this.giveUp(isSame ? 'server-cannot-resume' : 'changed-on-server', length);
    if (this.start.kind === 'fresh') {
      if (header.from > 0) this.start = { kind: 'resumed', fromBytes: header.from };
      else this.giveUp('changed-on-server', otherBytes);
    }
    return startsOver ? 'start-over' : 'continue';
  }

  /** An answer begins, which `judge` let through; `crcBefore` is of what lies before it. */
  begin({ from, size, modifiedAtMs }: GetHeader, crcBefore: number): void {
    this.from = from;
    this.crcBefore = crcBefore;
    this.size = size;
    this.modifiedAtMs = modifiedAtMs;
  }

  /**
   * Takes the line behind the last byte. `part`: what is there now, if its checksum was asked for.
   *
   * @throws {FailureError} `verification` or `protocol`
   */
  confirm(
    closing: ClosingLine,
    part: { readonly length: Bytes; readonly crc32: number } | undefined,
    address: string,
  ): void {
    if (part !== undefined) {
      if (closing.crc32 === undefined) {
        throw new FailureError({
          code: 'not-understood',
          address,
          detail: 'The checksum that was asked for is missing.',
        });
      }
      const expected = combineCrc32(this.crcBefore, closing.crc32, part.length - this.from);
      if (expected !== part.crc32)
        throw new FailureError({ code: 'wrong-checksum', name: this.#subject.name });
    }
    this.#isConfirmed = true;
  }

  /** Notes that bytes that were there have to be received again; not confirmed from then on. */
  giveUp(reason: StartOverReason, bytes: Bytes): void {
    this.#isConfirmed = false;
    if (bytes > 0) this.start = { kind: 'started-over', reason, givenUpBytes: bytes };
  }

  skipped(path: string): DownloadSkipped {
    const { item, name } = this.#subject;
    return { status: 'skipped', item, name, path };
  }

  completed({ isChecked, sha256, modifiedAtMs, ...where }: CompletedFile): DownloadCompleted {
    return {
      status: 'completed',
      ...this.#subject,
      ...where,
      receivedBytes: this.receivedBytes,
      start: this.start,
      verified: this.#verification(isChecked),
      ...(modifiedAtMs === undefined ? {} : { modifiedAtMs }),
      ...(sha256 === undefined ? {} : { sha256 }),
      durationMs: this.#durationMs,
    };
  }

  failed(error: FailureError, resumableBytes: Bytes): DownloadFailed {
    const { item, name } = this.#subject;
    const isCanceled = error.kind === 'canceled';
    return {
      status: isCanceled ? 'canceled' : 'failed',
      ...{ item, name },
      error: isCanceled ? canceled(resumableBytes).failure : error.failure,
      receivedBytes: this.receivedBytes,
      resumableBytes,
      durationMs: this.#durationMs,
    };
  }

  #verification(isChecked: boolean): Verification {
    if (!this.#isConfirmed) return 'not-verified';
    if (!isChecked) return 'length';
    return this.from > 0 ? 'crc32-since-resume' : 'crc32';
  }

  get #durationMs(): Milliseconds {
    return this.#startedAt === undefined ? 0 : this.#now() - this.#startedAt;
  }
}
