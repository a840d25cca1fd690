import { type Bytes, KIB, MIB } from '../../../../shared/units.ts';
import type { Piece } from '../../../cache/cache-types.ts';
import type { EntryHandle } from '../../../cache/entry-handle.ts';
import type { SharedCache } from '../../../cache/shared-cache.ts';
import { errorCode } from '../../../files/file-refusal.ts';
import type { OpenedFile } from '../../../files/file-root.ts';
import type { ThreadCounters } from '../../../telemetry/counters.ts';
import { type Body, type BodyPart, BodyProgress } from './body-progress.ts';
import type { ContentSource } from '../content/content-source.ts';
import { CutError } from './cut-error.ts';
import { closeLater, FileShrankError, isUnchanged, readFully } from '../content/file-reading.ts';
import { SendWindow } from './send-window.ts';

/** What is read from disk and written to a socket in one go. */
const DISK_PIECE_BYTES: Bytes = MIB;
/** The same while many are sent from disk at once: slow clients must not add up to gigabytes. */
const SMALL_DISK_PIECE_BYTES: Bytes = 64 * KIB;
/** So many answers of a thread are sent from disk in large pieces. */
const LARGE_PIECE_SENDERS = 16;

/**
 * Sends bodies piece by piece, never more than one piece ahead of what the system has taken, so that
 * a slow client costs one piece of memory and delays nobody.
 */
export class BodySender {
  readonly #cache: SharedCache;
  readonly #source: ContentSource;
  readonly #counters: ThreadCounters;
  /** Answers of this thread that are being sent from disk. */
  #sendingFromFiles = 0;

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
    if (file === undefined) throw new CutError({ reason: 'changed-while-sent' });
    await this.#sendFromFile(file, progress);
  }

  /** `false`: the entry left the cache before everything was sent. */
  async #sendFromEntry(entry: EntryHandle, progress: BodyProgress): Promise<boolean> {
    const { source } = progress.body.content;
    const window = new SendWindow();
    const { end } = progress.body;
    while (progress.offset < end) {
      const loaded = this.#cache.loadedBytes(entry);
      if (loaded === 'gone') return false;
      if (loaded <= progress.offset) {
        await this.#cache.waitForLoad(entry, progress.offset);
        if (progress.body.socket.destroyed) throw new CutError({ reason: 'client-gone' });
        continue;
      }
      const pieces = this.#pin(
        entry,
        progress.offset,
        Math.min(window.bytes, end - progress.offset),
      );
      if (pieces.length === 0) return false;
      try {
        const parts = pieces.map((piece) => partOf(piece, progress.offset, end));
        if (loaded < entry.size && endOf(pieces) >= end && !this.#source.isUnchanged(entry)) {
          throw new CutError({ reason: 'changed-while-sent' });
        }
        await window.time(progress.send(parts, source));
      } finally {
        for (const piece of pieces) this.#cache.unpin(piece);
      }
    }
    if (!progress.isDone) await progress.send([], source);
    return true;
  }

  /** Pins what is loaded from `offset` on: one piece, and more while they fit into the window. */
  #pin(entry: EntryHandle, offset: Bytes, windowBytes: Bytes): Piece[] {
    const pieces: Piece[] = [];
    let end = offset;
    do {
      const piece = this.#cache.pin(entry, end);
      if (piece === undefined) break;
      pieces.push(piece);
      end = piece.offset + piece.length;
    } while (end - offset < windowBytes);
    return pieces;
  }

  async #sendFromFile({ fd, version }: OpenedFile, progress: BodyProgress): Promise<void> {
    const pieceBytes =
      this.#sendingFromFiles < LARGE_PIECE_SENDERS ? DISK_PIECE_BYTES : SMALL_DISK_PIECE_BYTES;
    const { end } = progress.body;
    this.#sendingFromFiles++;
    const pieceAt = (offset: Bytes, buffer: Buffer): Promise<Buffer> => {
      const piece = buffer.subarray(0, Math.min(buffer.length, end - offset));
      return readFully(fd, { buffer: piece, start: 0, length: piece.length }, offset).then(
        () => piece,
        (error: unknown) => {
          throw new CutError(
            error instanceof FileShrankError
              ? { reason: 'changed-while-sent' }
              : { reason: 'system', systemCode: errorCode(error) },
          );
        },
      );
    };
    // While one piece is being sent, the next is read.
    const remaining = end - progress.offset;
    let [current, spare] = [remaining, remaining - pieceBytes].map((wanted) =>
      Buffer.allocUnsafeSlow(Math.max(0, Math.min(pieceBytes, wanted))),
    ) as [Buffer, Buffer];
    let reading = pieceAt(progress.offset, current);
    try {
      do {
        const piece = await reading;
        const nextOffset = progress.offset + piece.length;
        const isLast = nextOffset >= end;
        if (isLast && !isUnchanged(fd, version)) {
          throw new CutError({ reason: 'changed-while-sent' });
        }
        if (!isLast) {
          reading = pieceAt(nextOffset, spare);
          // Awaited in the next round; a failure until then is not an unhandled one.
          reading.catch(() => undefined);
        }
        await progress.send([{ bytes: piece }], 'disk');
        [current, spare] = [spare, current];
      } while (!progress.isDone);
    } finally {
      this.#sendingFromFiles--;
      // The descriptor must not be closed, and used for another file, while a read is under way.
      void reading.catch(() => undefined).then(() => closeLater(fd));
    }
  }
}

/** What of a piece is still to be sent; its checksum is shared where that is all of it. */
function partOf(piece: Piece, from: Bytes, end: Bytes): BodyPart {
  const { bytes, offset, length } = piece;
  if (from <= offset && end >= offset + length) return { bytes, whole: piece };
  return { bytes: bytes.subarray(Math.max(0, from - offset), end - offset) };
}

function endOf(pieces: readonly Piece[]): Bytes {
  const { offset, length } = pieces.at(-1)!;
  return offset + length;
}
