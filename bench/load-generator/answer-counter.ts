import type { AnswerShape } from './load.ts';

/** Tells the answers of one connection apart by their known length. */
export class AnswerCounter {
  readonly #shape: AnswerShape;
  /** Of the answer that is arriving. */
  #received = 0;

  constructor(shape: AnswerShape) {
    this.#shape = shape;
  }

  /** Whether the bytes so far end with an answer. */
  get isComplete(): boolean {
    return this.#received === 0;
  }

  /**
   * @returns how many answers were completed
   * @throws Error if an answer does not begin as all do, so that the count would be wrong
   */
  take(buffer: Uint8Array, length: number): number {
    const { bytes, firstByte } = this.#shape;
    let start = this.#received === 0 ? 0 : bytes - this.#received;
    for (; start < length; start += bytes) {
      if (buffer[start] !== firstByte) throw new Error('An answer is not as long as the others.');
    }
    const total = this.#received + length;
    this.#received = total % bytes;
    return (total - this.#received) / bytes;
  }
}
