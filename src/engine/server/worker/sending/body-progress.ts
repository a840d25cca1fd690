import type { Socket } from 'node:net';
import { crc32 } from 'node:zlib';
import type { Bytes } from '../../../../shared/units.ts';
import type { Piece } from '../../../cache/cache-types.ts';
import { combineCrc32 } from '../../../checksum/crc32.ts';
import type { ThreadCounters } from '../../../telemetry/counters.ts';
import type { Content } from '../content/content-source.ts';
import { pieceCrc32 } from './piece-crc32.ts';
import { writeChunk } from './socket-writing.ts';

/** One body to send: a part of a file, or all of it. */
export interface Body {
  readonly socket: Socket;
  readonly content: Content;
  /** From where in the file, up to before where. */
  readonly from: Bytes;
  readonly end: Bytes;
  /** Whether the client wants the checksum of what it is sent. */
  readonly wantsChecksum: boolean;
  /** Written together with the first byte of the body. */
  readonly header: string | Uint8Array;
  /** Makes what is written together with the last byte, from the checksum of all of them. */
  readonly closing: (crc32: number) => string | Uint8Array;
  /** Called after every piece, with all that was sent so far. */
  readonly onProgress: (sentBytes: Bytes) => void;
}

/** Bytes to be sent. */
export interface BodyPart {
  readonly bytes: Buffer;
  /** The cached piece that they are all of. */
  readonly whole?: Piece;
}

/** How far one body has come, whichever source its pieces are from. */
export class BodyProgress {
  readonly body: Body;
  offset: Bytes;
  readonly #counters: ThreadCounters;
  #crc32 = 0;
  #headerSent = false;
  #closed = false;

  constructor(body: Body, counters: ThreadCounters) {
    this.body = body;
    this.offset = body.from;
    this.#counters = counters;
  }

  /** Everything was sent, the closing line included. */
  get isDone(): boolean {
    return this.#closed;
  }

  /**
   * Sends the next parts in one go, with the header before the first and the closing line after the
   * last of the body. Resolves when the socket no longer needs the bytes.
   *
   * @param source - where these bytes were when they were asked for.
   * @throws Error when the socket fails.
   */
  async send(parts: readonly BodyPart[], source: 'cache' | 'disk'): Promise<void> {
    const { socket, header, closing, end, from, onProgress } = this.body;
    const startOffset = this.offset;
    socket.cork();
    if (!this.#headerSent && header.length > 0) socket.write(header);
    this.#headerSent = true;
    const written = parts.map((part) => {
      this.#addToChecksum(part);
      this.offset += part.bytes.length;
      return writeChunk(socket, part.bytes);
    });
    if (this.offset === end) {
      const line = closing(this.#crc32);
      if (line.length > 0) socket.write(line);
      this.#closed = true;
    }
    socket.uncork();
    // All of them, also when one fails: until then the system may still read the others' memory.
    const failed = (await Promise.allSettled(written)).find(({ status }) => status === 'rejected');
    if (failed !== undefined) throw (failed as PromiseRejectedResult).reason;
    const sentBytes = this.offset - startOffset;
    this.#counters.add('bytesSent', sentBytes);
    if (source === 'cache') this.#counters.add('bytesSentFromCache', sentBytes);
    onProgress(this.offset - from);
  }

  #addToChecksum(part: BodyPart): void {
    if (!this.body.wantsChecksum) return;
    const { bytes, whole } = part;
    this.#crc32 =
      whole === undefined
        ? crc32(bytes, this.#crc32)
        : combineCrc32(this.#crc32, pieceCrc32(whole), bytes.length);
  }
}
