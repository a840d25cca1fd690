import type { Bytes } from '../../shared/units.ts';

const LINE_FEED = 0x0a;
const EMPTY = new Uint8Array(0);

/** The longest request line of the native dialect, without its line feed. */
const DEFAULT_LINE_LIMIT: Bytes = 8192;

/**
 * Splits incoming chunks at line feeds, and gives up the bytes behind a line where a body follows it.
 *
 * Use: `push(chunk)`, then `readLine()` until it says `incomplete` or `takeRest()`. A line that lies
 * whole in one chunk is a view of that chunk and lives as long as the chunk's owner leaves it alone;
 * the beginning of an unfinished line is copied before `readLine()` says `incomplete`, so by then the
 * chunk's memory may be used again. Holds at most the limit in copied bytes, if chunks are read empty
 * before the next is pushed.
 */
export class LineReader {
  readonly #limit: Bytes;
  /** Room for the beginning of a line whose end has not come, at most `#limit` bytes; a copy. */
  #held: Uint8Array = EMPTY;
  #heldLength = 0;
  #chunk: Uint8Array = EMPTY;
  #offset = 0;
  #tooLong = false;

  /** @param limit longest line in bytes, without its line feed */
  constructor(limit: Bytes = DEFAULT_LINE_LIMIT) {
    this.#limit = limit;
  }

  /** Takes a chunk over for reading. What earlier chunks still held is kept, in a copy. Behind a line that is too long, nothing is kept. */
  push(chunk: Uint8Array): void {
    // Nobody can read it, and nobody would ever take it away.
    if (this.#tooLong) return;
    if (this.#offset < this.#chunk.length) {
      this.#chunk = concat(this.#chunk.subarray(this.#offset), chunk);
    } else {
      this.#chunk = chunk;
    }
    this.#offset = 0;
  }

  /**
   * The next line, without its line feed. `incomplete`: its end has not arrived. `too-long`: it is
   * longer than the limit; nothing can be read any more, as where the next line begins is unknown.
   */
  readLine(): Uint8Array | 'incomplete' | 'too-long' {
    if (this.#tooLong) return 'too-long';
    if (this.#offset === this.#chunk.length) return 'incomplete';
    const end = this.#chunk.indexOf(LINE_FEED, this.#offset);
    const partEnd = end === -1 ? this.#chunk.length : end;
    if (this.#heldLength + partEnd - this.#offset > this.#limit) return this.#giveUp();
    const part = this.#chunk.subarray(this.#offset, partEnd);
    if (end === -1) {
      this.#hold(part);
      this.#chunk = EMPTY;
      this.#offset = 0;
      return 'incomplete';
    }
    this.#offset = end + 1;
    if (this.#heldLength === 0) return part;
    this.#hold(part);
    return this.#takeHeld();
  }

  /**
   * The bytes that arrived and are not part of a line given out, and forgets them; for the body behind
   * a header. A view of the chunk, where nothing was held of earlier ones.
   */
  takeRest(): Uint8Array {
    const part = this.#chunk.subarray(this.#offset);
    const rest = this.#heldLength === 0 ? part : concat(this.#takeHeld(), part);
    this.#chunk = EMPTY;
    this.#offset = 0;
    return rest;
  }

  /** Whether bytes of an unfinished or unread line are waiting. */
  get hasUnread(): boolean {
    return this.#heldLength > 0 || this.#offset < this.#chunk.length;
  }

  /** Copies bytes behind those held. Twice the room each time, or a line that comes byte by byte would be copied as often. */
  #hold(part: Uint8Array): void {
    const length = this.#heldLength + part.length;
    if (length > this.#held.length) {
      const larger = Buffer.allocUnsafe(
        Math.min(this.#limit, Math.max(length, 2 * this.#held.length)),
      );
      larger.set(this.#held.subarray(0, this.#heldLength));
      this.#held = larger;
    }
    this.#held.set(part, this.#heldLength);
    this.#heldLength = length;
  }

  #takeHeld(): Uint8Array {
    const held = this.#held.subarray(0, this.#heldLength);
    this.#held = EMPTY;
    this.#heldLength = 0;
    return held;
  }

  #giveUp(): 'too-long' {
    this.#tooLong = true;
    this.#takeHeld();
    this.#chunk = EMPTY;
    this.#offset = 0;
    return 'too-long';
  }
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = Buffer.allocUnsafe(first.length + second.length);
  whole.set(first, 0);
  whole.set(second, first.length);
  return whole;
}
