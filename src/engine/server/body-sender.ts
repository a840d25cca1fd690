import type { Socket } from 'node:net';
import { crc32 } from 'node:zlib';
import { type Bytes, MIB } from '../../shared/units.ts';
import type { EntryHandle } from '../cache/cache-types.ts';
import type { SharedCache } from '../cache/shared-cache.ts';
import { combineCrc32 } from '../checksum/crc32.ts';
import type { OpenedFile } from '../files/file-root.ts';
import type { ThreadCounters } from '../telemetry/counters.ts';
import type { Content, ContentSource } from './content-source.ts';
import { closeLater, isUnchanged, readFully } from './file-reading.ts';
import { writeChunk } from './socket-writing.ts';

/** What is read from disk and written to a socket in one go. */
const DISK_PIECE_BYTES = MIB;

const NOTHING = Buffer.alloc(0);

/** The answer cannot be completed with bytes of one version: the connection must be cut. */
export class CutError extends Error {
  override readonly name = 'CutError';
}

/** One body to send: the bytes of a file from `from` to its end. */
export interface Body {
  readonly socket: Socket;
  readonly content: Content & { readonly ok: true };
  readonly size: Bytes;
  readonly from: Bytes;
  /** Whether the client wants the checksum of what it is sent. */
  readonly wantsChecksum: boolean;
  /** Written together with the first byte of the body. */
  readonly header: string;
  /** Makes what is written together with the last byte, from the checksum of all of them. */
  readonly closing: (crc32: number) => string;
  /** Told after every piece, with all that was sent so far. */
  readonly onProgress: (sentBytes: Bytes) => void;
}

/**
 * Sends bodies piece by piece, never more than one piece ahead of what the system has taken, so that
 * a slow client costs one piece of memory and delays nobody.
 */
export class BodySender {
  readonly #cache: SharedCache;
  readonly #source: ContentSource;
  readonly #counters: ThreadCounters;

  constructor(parts: {
    readonly cache: SharedCache;
    readonly source: ContentSource;
    readonly counters: ThreadCounters;
  }) {
    this.#cache = parts.cache;
    this.#source = parts.source;
    this.#counters = parts.counters;
  }

  /**
   * Resolves when the socket has taken the whole answer. A file from disk is closed in every case.
   *
   * @throws CutError when the file changed, shrank or went away after the first byte was promised.
   * @throws Error when the socket fails.
   */
  async send(body: Body): Promise<void> {
    const progress = new BodyProgress(body, this.#counters);
    const { content } = body;
    if (content.kind === 'file') return this.#sendFromFile(content.file, progress);
    if (await this.#sendFromEntry(content.entry, progress)) return;
    const file = this.#source.reopen(content.entry);
    if (file === undefined) throw new CutError('the file changed while it was sent');
    await this.#sendFromFile(file, progress);
  }

  /** `false`: the entry left the cache before everything was sent. */
  async #sendFromEntry(entry: EntryHandle, progress: BodyProgress): Promise<boolean> {
    while (progress.offset < progress.body.size) {
      const loaded = this.#cache.loadedBytes(entry);
      if (loaded === 'gone') return false;
      if (loaded <= progress.offset) {
        await this.#cache.waitForLoad(entry, progress.offset);
        if (progress.body.socket.destroyed) throw new CutError('the client went away');
        continue;
      }
      const piece = this.#cache.pin(entry, progress.offset);
      if (piece === undefined) return false;
      try {
        const skipped = progress.offset - piece.offset;
        const bytes = skipped === 0 ? piece.bytes : piece.bytes.subarray(skipped);
        await progress.send(bytes, skipped === 0 ? piece.crc32 : undefined);
      } finally {
        this.#cache.unpin(piece);
      }
    }
    if (!progress.isDone) await progress.send(NOTHING, 0);
    return true;
  }

  async #sendFromFile({ fd, version }: OpenedFile, progress: BodyProgress): Promise<void> {
    const pieceAt = (offset: Bytes, buffer: Buffer): Promise<Buffer> => {
      const piece = buffer.subarray(0, Math.min(buffer.length, version.size - offset));
      return readFully(fd, piece, offset).then(
        () => piece,
        (error: unknown) => {
          throw new CutError(error instanceof Error ? error.message : String(error));
        },
      );
    };
    // While one piece is being sent, the next is read.
    const remaining = version.size - progress.offset;
    let [current, spare] = [makeBuffer(remaining), makeBuffer(remaining - DISK_PIECE_BYTES)];
    let reading = pieceAt(progress.offset, current);
    try {
      do {
        const piece = await reading;
        const nextOffset = progress.offset + piece.length;
        const isLast = nextOffset >= version.size;
        if (isLast && !isUnchanged(fd, version)) {
          throw new CutError('the file changed while it was sent');
        }
        if (!isLast) {
          reading = pieceAt(nextOffset, spare);
          // Awaited in the next round; a failure until then is not an unhandled one.
          reading.catch(() => undefined);
        }
        await progress.send(piece, undefined);
        [current, spare] = [spare, current];
      } while (!progress.isDone);
    } finally {
      // The descriptor must not be closed, and used for another file, while a read is under way.
      void reading.catch(() => undefined).then(() => closeLater(fd));
    }
  }
}

function makeBuffer(wanted: Bytes): Buffer {
  return Buffer.allocUnsafeSlow(Math.max(0, Math.min(DISK_PIECE_BYTES, wanted)));
}

/** How far one body has come, whichever source its pieces are from. */
class BodyProgress {
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
   * Sends the next piece, with the header before the first and the closing line after the last.
   * Resolves when the socket no longer needs the bytes.
   *
   * @param checksum - of exactly these bytes, where it is known already.
   */
  async send(bytes: Buffer, checksum: number | undefined): Promise<void> {
    const { socket, content, header, closing, size, from, wantsChecksum, onProgress } = this.body;
    if (wantsChecksum) {
      this.#crc32 =
        checksum === undefined
          ? crc32(bytes, this.#crc32)
          : combineCrc32(this.#crc32, checksum, bytes.length);
    }
    this.offset += bytes.length;
    socket.cork();
    if (!this.#headerSent && header !== '') socket.write(header);
    this.#headerSent = true;
    const written = writeChunk(socket, bytes);
    if (this.offset === size) {
      const line = closing(this.#crc32);
      if (line !== '') socket.write(line);
      this.#closed = true;
    }
    socket.uncork();
    await written;
    this.#counters.add('bytesSent', bytes.length);
    if (content.source === 'cache') this.#counters.add('bytesSentFromCache', bytes.length);
    onProgress(this.offset - from);
  }
}
