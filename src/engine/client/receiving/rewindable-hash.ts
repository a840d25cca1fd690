import { createHash } from 'node:crypto';

/** A SHA-256 that can go back to where the last answer began. */
export class RewindableHash {
  #hash = createHash('sha256');
  #mark = createHash('sha256');

  restart(): void {
    this.#hash = createHash('sha256');
  }

  update(bytes: Uint8Array): void {
    this.#hash.update(bytes);
  }

  /** Where `rewind` goes back to. */
  mark(): void {
    this.#mark = this.#hash.copy();
  }

  rewind(): void {
    this.#hash = this.#mark.copy();
  }

  /** In hexadecimal digits. Nothing can be added any more. */
  digest(): string {
    return this.#hash.digest('hex');
  }
}
