import { CONTENT_PERIOD_BYTES, contentOf } from '../../doubles/content.ts';

/** The bytes of one version of one file; they can be made, and recognized, without being kept. */
export class KnownContent {
  readonly size: number;
  readonly label: string;
  readonly #pattern: Buffer;

  /** Other labels give other bytes. */
  constructor(label: string, size: number) {
    this.size = size;
    this.label = label;
    this.#pattern = contentOf(label, Math.min(size, CONTENT_PERIOD_BYTES));
  }

  bytes(): Buffer {
    return contentOf(this.label, this.size);
  }

  /** Whether a piece is what stands at `offset` of this content. */
  matches(piece: Buffer, offset: number): boolean {
    if (offset + piece.length > this.size) return false;
    for (let done = 0; done < piece.length;) {
      const at = (offset + done) % this.#pattern.length;
      const length = Math.min(this.#pattern.length - at, piece.length - done);
      if (this.#pattern.compare(piece, done, done + length, at, at + length) !== 0) return false;
      done += length;
    }
    return true;
  }

  isWhole(body: Buffer): boolean {
    return body.length === this.size && this.matches(body, 0);
  }

  isBeginning(body: Buffer): boolean {
    return body.length <= this.size && this.matches(body, 0);
  }
}
