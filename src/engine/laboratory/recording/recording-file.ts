import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';
import type { Bytes } from '../../../shared/units.ts';
import { HEADER_LINE } from './recorded-line.ts';

/** A line that a crash has cut is looked for in so much of the end. */
const TAIL_BYTES: Bytes = 65_536;

/** The file is there, and is something else than a recording. */
export class NotARecordingError extends Error {
  readonly code = 'NOT_A_RECORDING';
}

/**
 * The file of a recording, of whole lines alone: one that exists is continued, and at its greatest size it is
 * renamed to `FILE.1`, in place of the one before, and begun anew. For its owner alone to read.
 *
 * All methods block, and throw what the system reports.
 */
export class RecordingFile {
  readonly #path: string;
  readonly #maxBytes: Bytes;
  #fd: number;
  #bytes: Bytes;

  /** @throws {NotARecordingError} for a file with something else in it, or none that can be continued. */
  constructor(path: string, maxBytes: Bytes) {
    this.#path = path;
    this.#maxBytes = maxBytes;
    this.#fd = open(path);
    try {
      this.#bytes = wholeLinesOf(this.#fd);
      ftruncateSync(this.#fd, this.#bytes);
      if (this.#bytes === 0) this.#put(Buffer.from(HEADER_LINE));
    } catch (error) {
      closeSync(this.#fd);
      throw error;
    }
  }

  /** Whether so many bytes still fit, or the file is as small as it can be. */
  hasRoomFor(bytes: Bytes): boolean {
    return this.#bytes + bytes <= this.#maxBytes || this.#bytes <= HEADER_LINE.length;
  }

  /** Writes lines as a whole: when it fails, the file is as it was before. */
  write(lines: string): void {
    this.#put(Buffer.from(lines));
  }

  /** Begins anew, and keeps what there is as `FILE.1`. */
  rotate(): void {
    closeSync(this.#fd);
    try {
      renameSync(this.#path, `${this.#path}.1`);
    } finally {
      this.#fd = open(this.#path);
      this.#bytes = wholeLinesOf(this.#fd);
    }
    if (this.#bytes === 0) this.#put(Buffer.from(HEADER_LINE));
  }

  close(): void {
    closeSync(this.#fd);
  }

  #put(bytes: Uint8Array): void {
    let written = 0;
    try {
      while (written < bytes.length)
        written += writeSync(
          this.#fd,
          bytes,
          written,
          bytes.length - written,
          this.#bytes + written,
        );
    } catch (error) {
      if (written > 0) ftruncateSync(this.#fd, this.#bytes);
      throw error;
    }
    this.#bytes += bytes.length;
  }
}

function open(path: string): number {
  // A pipe without a reader would else be waited for. Windows has no such flag, whatever the types say: OR makes it 0.
  const { O_RDWR, O_CREAT, O_NONBLOCK } = constants;
  return openSync(path, O_RDWR | O_CREAT | O_NONBLOCK, 0o600);
}

/** How many bytes of the file are whole lines of a recording. */
function wholeLinesOf(fd: number): Bytes {
  const stats = fstatSync(fd);
  if (!stats.isFile()) throw new NotARecordingError();
  if (stats.size === 0) return 0;
  const head = Buffer.alloc(HEADER_LINE.length);
  readSync(fd, head, 0, head.length, 0);
  if (head.toString() !== HEADER_LINE) throw new NotARecordingError();
  const tail = Buffer.alloc(Math.min(TAIL_BYTES, stats.size));
  readSync(fd, tail, 0, tail.length, stats.size - tail.length);
  return stats.size - tail.length + tail.lastIndexOf('\n') + 1;
}
