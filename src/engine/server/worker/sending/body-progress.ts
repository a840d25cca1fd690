import type { Socket } from 'node:net';
import { crc32 } from 'node:zlib';
import type { Bytes } from '../../../../shared/units.ts';
import type { Piece } from '../../../cache/cache-types.ts';
import { combineCrc32 } from '../../../checksum/crc32.ts';
import type { ThreadCounters } from '../../../telemetry/counters.ts';
import type { Content } from '../content/content-source.ts';
import { writeEncrypted } from './encrypted-writing.ts';
import { pieceCrc32 } from './piece-crc32.ts';
import { writeChunk } from './socket-writing.ts';

/** One body to send: a part of a file, or all of it. */
export interface Body {
  readonly socket: Socket;
  readonly isEncrypted: boolean;
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
    const { isEncrypted, from, onProgress } = this.body;
    const startOffset = this.offset;
    await (isEncrypted ? this.#writeEncrypted(parts) : this.#writeAtOnce(parts));
    const sentBytes = this.offset - startOffset;
    this.#counters.add('bytesSent', sentBytes);
    if (source === 'cache') this.#counters.add('bytesSentFromCache', sentBytes);
    onProgress(this.offset - from);
  }

  async #writeAtOnce(parts: readonly BodyPart[]): Promise<void> {
    const { socket } = this.body;
    socket.cork();
    const header = this.#takeHeader();
    if (header.length > 0) socket.write(header);
    const written = parts.map((part) => {
      this.#pass(part);
      return writeChunk(socket, part.bytes);
    });
    const closing = this.#takeClosing();
    if (closing.length > 0) socket.write(closing);
    socket.uncork();
    // All of them, also when one fails: until then the system may still read the others' memory.
    const failed = (await Promise.allSettled(written)).find(({ status }) => status === 'rejected');
    if (failed !== undefined) throw (failed as PromiseRejectedResult).reason;
  }

  #writeEncrypted(parts: readonly BodyPart[]): Promise<void> {
    const header = Buffer.from(this.#takeHeader());
    for (const part of parts) this.#pass(part);
    const closing = Buffer.from(this.#takeClosing());
    return writeEncrypted(this.body.socket, [header, ...parts.map(({ bytes }) => bytes), closing]);
  }

  /** The header the first time, then nothing. */
  #takeHeader(): string | Uint8Array {
    if (this.#headerSent) return '';
    this.#headerSent = true;
    return this.body.header;
  }

  /** The closing line once the body is complete, until then nothing. */
  #takeClosing(): string | Uint8Array {
    if (this.offset !== this.body.end) return '';
    this.#closed = true;
    return this.body.closing(this.#crc32);
  }

  #pass(part: BodyPart): void {
    this.#addToChecksum(part);
    this.offset += part.bytes.length;
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
