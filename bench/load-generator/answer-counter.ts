import type { Question } from './load.ts';

/** Tells the answers of one connection apart by their known lengths. */
export class AnswerCounter {
  /** Asked and not yet answered, in order. */
  readonly #waiting: Question[] = [];
  /** Of the answer that is arriving. */
  #received = 0;

  /** How many answers have not come completely. */
  get outstanding(): number {
    return this.#waiting.length;
  }

  expect(question: Question): void {
    this.#waiting.push(question);
  }

  /**
   * @returns how many answers were completed
   * @throws Error if an answer does not begin where it should, or nobody asked for it
   */
  take(buffer: Uint8Array, length: number): number {
    let completed = 0;
    for (let at = 0; at < length;) {
      const question = this.#waiting[0];
      if (question === undefined) throw new Error('More came than was asked for.');
      if (this.#received === 0 && buffer[at] !== question.firstByte) {
        throw new Error('An answer is not as long as it should be.');
      }
      const taken = Math.min(length - at, question.answerBytes - this.#received);
      at += taken;
      this.#received += taken;
      if (this.#received < question.answerBytes) break;
      this.#received = 0;
      this.#waiting.shift();
      completed++;
    }
    return completed;
  }
}
