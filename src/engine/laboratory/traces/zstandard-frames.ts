/** What data in this format begin with (RFC 8878, section 3.1.1). */
export const ZSTANDARD_MAGIC = [0x28, 0xb5, 0x2f, 0xfd];
/** Bytes of a frame's magic number, and of the descriptor behind it. */
const HEADER_BEGINNING = 5;
const BLOCK_HEADER = 3;
const CHECKSUM = 4;
const RUN_LENGTH_BLOCK = 1;
const DICTIONARY_ID_SIZES = [0, 1, 2, 4];

/**
 * Follows the frames of zstandard data (RFC 8878, section 3), without unpacking them. Node's decompressor takes data
 * that were cut off for data that end there, and loses what follows a frame in the same piece.
 */
export class ZstandardFrames {
  /** Bytes that say nothing here. */
  #skip = 0;
  /** The part of the format that is read next, as far as it has come. */
  readonly #part: number[] = [];
  #wanted = HEADER_BEGINNING;
  #isInFrame = false;
  #hasChecksum = false;
  #hasOthers = false;

  /** There was something else where a frame had to begin, such as a frame to skip (section 3.1.2). */
  get hasOthers(): boolean {
    return this.#hasOthers;
  }

  /** Nothing of a frame is missing. */
  get isWhole(): boolean {
    return !this.#isInFrame && this.#skip === 0 && this.#part.length === 0;
  }

  /** @returns the same bytes, cut where frames end */
  cut(chunk: Uint8Array): Uint8Array[] {
    const pieces: Uint8Array[] = [];
    let from = 0;
    let at = 0;
    while (at < chunk.length) {
      if (this.isWhole && at > from) {
        pieces.push(chunk.subarray(from, at));
        from = at;
      }
      if (this.#skip > 0) {
        const skipped = Math.min(this.#skip, chunk.length - at);
        this.#skip -= skipped;
        at += skipped;
        continue;
      }
      this.#part.push(chunk[at]!);
      at += 1;
      if (this.#part.length < this.#wanted) continue;
      const part = this.#part.splice(0);
      if (this.#isInFrame) this.#readBlockHeader(part);
      else this.#readFrameBeginning(part);
    }
    pieces.push(chunk.subarray(from));
    return pieces;
  }

  /** Section 3.1.1.1. */
  #readFrameBeginning(part: readonly number[]): void {
    const [, , , , descriptor = 0] = part;
    this.#hasOthers ||= ZSTANDARD_MAGIC.some((byte, index) => part[index] !== byte);
    const isSingleSegment = (descriptor & 0x20) !== 0;
    const sizeFlag = descriptor >> 6;
    const contentSize = sizeFlag === 0 ? Number(isSingleSegment) : 2 ** sizeFlag;
    this.#hasChecksum = (descriptor & 0x04) !== 0;
    this.#isInFrame = true;
    this.#wanted = BLOCK_HEADER;
    this.#skip = Number(!isSingleSegment) + DICTIONARY_ID_SIZES[descriptor & 0x03]! + contentSize;
  }

  /** Section 3.1.1.2. */
  #readBlockHeader([low = 0, middle = 0, high = 0]: readonly number[]): void {
    const size = (low >> 3) + middle * 2 ** 5 + high * 2 ** 13;
    this.#skip = ((low >> 1) & 0x03) === RUN_LENGTH_BLOCK ? 1 : size;
    if ((low & 0x01) === 0) return;
    this.#isInFrame = false;
    this.#wanted = HEADER_BEGINNING;
    if (this.#hasChecksum) this.#skip += CHECKSUM;
  }
}
