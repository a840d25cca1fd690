import type { Load, Question } from './load.ts';

/** Large enough that calls cost little, small enough to stay in a core's own cache. */
export const BUFFER_BYTES = 256 * 1024;

/** The questions of a load in turn, at least one, until its time is up or there were enough of them. */
export class Supply {
  readonly #load: Pick<Load, 'questions' | 'first' | 'seconds' | 'maxAnswers'>;
  readonly #nowMs: () => number;
  #deadlineMs = Number.POSITIVE_INFINITY;
  #asked = 0;

  constructor(
    load: Pick<Load, 'questions' | 'first' | 'seconds' | 'maxAnswers'>,
    nowMs = (): number => performance.now(),
  ) {
    this.#load = load;
    this.#nowMs = nowMs;
  }

  /** Starts the clock. */
  start(): void {
    this.#deadlineMs = this.#nowMs() + this.#load.seconds * 1000;
  }

  /** How many were given out. */
  get asked(): number {
    return this.#asked;
  }

  /** The next one to ask; `undefined` when no more shall be asked. */
  next(): Question | undefined {
    const { questions, first, maxAnswers } = this.#load;
    if (this.#asked >= maxAnswers) return undefined;
    if (this.#asked > 0 && this.#nowMs() >= this.#deadlineMs) return undefined;
    return questions[(first + this.#asked++) % questions.length];
  }
}
