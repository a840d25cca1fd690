import type { Bytes } from '../../../shared/units.ts';

const CR = 0x0d;
const LF = 0x0a;
/** More digits than any size within the limit needs. */
const MAX_SIZE_DIGITS = 8;

type State = 'size' | 'size-end' | 'data' | 'data-end' | 'last';

export type SkippedChunks =
  { readonly at: number; readonly isDone: boolean } | 'malformed' | 'too-large';

/**
 * Steps over content in the chunked coding (RFC 9112 section 7.1). Neither chunk extensions nor trailers
 * are accepted: nothing that this server answers has a use for them.
 */
export class ChunkSkipper {
  readonly #limit: Bytes;
  #state: State = 'size';
  #digits = 0;
  #size = 0;
  #total = 0;
  /** Bytes that are left of a chunk's data or of a line's end. */
  #left = 0;

  /** @param limit the most bytes of all chunks together */
  constructor(limit: Bytes) {
    this.#limit = limit;
  }

  /** Steps over what is in `buffer` from `at` on; returns where it stands then. */
  skip(buffer: Uint8Array, at: number): SkippedChunks {
    while (at < buffer.length) {
      const byte = buffer[at]!;
      switch (this.#state) {
        case 'size': {
          const digit = hexDigit(byte);
          if (digit === -1) {
            if (byte !== CR || this.#digits === 0) return 'malformed';
            this.#state = 'size-end';
          } else {
            if (++this.#digits > MAX_SIZE_DIGITS) return 'too-large';
            this.#size = this.#size * 16 + digit;
          }
          at++;
          break;
        }
        case 'size-end':
          if (byte !== LF) return 'malformed';
          at++;
          this.#total += this.#size;
          if (this.#total > this.#limit) return 'too-large';
          this.#left = this.#size === 0 ? 2 : this.#size;
          this.#state = this.#size === 0 ? 'last' : 'data';
          break;
        case 'data': {
          const skipped = Math.min(this.#left, buffer.length - at);
          at += skipped;
          this.#left -= skipped;
          if (this.#left > 0) break;
          this.#left = 2;
          this.#state = 'data-end';
          break;
        }
        case 'data-end':
        case 'last':
          if (byte !== (this.#left === 2 ? CR : LF)) return 'malformed';
          at++;
          if (--this.#left > 0) break;
          if (this.#state === 'last') return { at, isDone: true };
          this.#state = 'size';
          this.#digits = 0;
          this.#size = 0;
          break;
      }
    }
    return { at, isDone: false };
  }
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
