import type { Socket } from 'node:net';
import { type Bytes, KIB } from '../../../../shared/units.ts';
import type { EntryHandle } from '../../../cache/entry-handle.ts';
import type { SharedCache } from '../../../cache/shared-cache.ts';
import { copyShared } from '../../../cache/shared-copy.ts';

const BUFFER_BYTES = 256 * KIB;
const SPARE_BUFFERS = 4;

/**
 * Buffers that small answers are put together in, reused by all connections of a thread: fresh ones
 * of this size cost more in page faults than the answers in them.
 */
export class OutputBufferPool {
  readonly #spare: Buffer[] = [];

  take(): Buffer {
    return this.#spare.pop() ?? Buffer.allocUnsafeSlow(BUFFER_BYTES);
  }

  giveBack(buffer: Buffer): void {
    if (this.#spare.length < SPARE_BUFFERS) this.#spare.push(buffer);
  }
}

/** Puts the answers to requests that arrived together into one write. */
export class OutputBatch {
  readonly #socket: Socket;
  readonly #pool: OutputBufferPool;
  #buffer: Buffer | undefined;
  #length = 0;
  #answerStart = 0;
  /** What the socket has and has not yet sent, in that order. */
  readonly #sent: Buffer[] = [];
  /** Made once: a function for each write would cost more than the rest of it here. */
  readonly #onSent = (): void => {
    const sent = this.#sent;
    // Nearly always there is one; taking the last is far quicker than taking the first.
    this.#pool.giveBack(sent.length === 1 ? sent.pop()! : sent.shift()!);
  };

  constructor(socket: Socket, pool: OutputBufferPool) {
    this.#socket = socket;
    this.#pool = pool;
  }

  /** Appends text in UTF-8, of any length. */
  text(text: string): void {
    // No UTF-16 unit takes more than three bytes.
    const atMost = text.length * 3;
    if (atMost > BUFFER_BYTES) {
      this.flush();
      this.#socket.write(text);
      return;
    }
    const buffer = this.#room(atMost);
    this.#length += buffer.write(text, this.#length);
  }

  /** Appends a copy of at most 256 KiB. */
  bytes(bytes: Buffer): void {
    this.#room(bytes.length).set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Begins an answer of at most so many bytes (up to 256 KiB), which can be rolled back until it is whole. */
  begin(atMost: Bytes): void {
    this.#room(atMost);
    this.#answerStart = this.#length;
  }

  /** Takes back everything since {@link begin}. */
  rollBack(): void {
    this.#length = this.#answerStart;
  }

  /**
   * Appends a copy of `length` bytes (at most 256 KiB) of `source` from `start` on; `source` may be
   * shared memory if the caller has pinned that part of it.
   */
  part(source: Buffer, start: Bytes, length: Bytes): void {
    const buffer = this.#room(length);
    copyShared(source, { start, length }, { target: buffer, at: this.#length });
    this.#length += length;
  }

  /**
   * Appends a copy of a part (at most 256 KiB) of a cached file.
   *
   * @returns `false`, with nothing appended: it is not whole in the cache (any more)
   */
  cached(
    cache: SharedCache,
    entry: EntryHandle,
    part: { readonly from: Bytes; readonly end: Bytes },
  ): boolean {
    const length = part.end - part.from;
    const target = this.#room(length);
    if (!cache.copy(entry, part, { target, at: this.#length })) return false;
    this.#length += length;
    return true;
  }

  /** Hands everything to the socket. */
  flush(): void {
    const buffer = this.#buffer;
    if (buffer === undefined) return;
    this.#buffer = undefined;
    if (this.#length === 0) {
      this.#pool.giveBack(buffer);
      return;
    }
    this.#sent.push(buffer);
    this.#socket.write(buffer.subarray(0, this.#length), this.#onSent);
    this.#length = 0;
  }

  #room(length: Bytes): Buffer {
    if (this.#length + length > BUFFER_BYTES) this.flush();
    return (this.#buffer ??= this.#pool.take());
  }
}
