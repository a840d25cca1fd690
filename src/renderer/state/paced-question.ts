/** Ten times a second is often enough to follow a busy server. */
const PACE_MS = 100;
/** For what a person is waiting to see. */
const URGENT_PACE_MS = 15;

export interface PacedQuestionOptions<Request, Answer> {
  readonly ask: (request: Request) => Promise<Answer>;
  readonly onAnswer: (answer: Answer, request: Request) => void;
  readonly startTimer: (run: () => void, delayMs: number) => () => void;
  /** In ms. */
  readonly now: () => number;
}

/**
 * Asks the same kind of question again and again: one at a time, not more often than the pace, and
 * only the latest, whatever was put meanwhile.
 */
export class PacedQuestion<Request, Answer> {
  readonly #options: PacedQuestionOptions<Request, Answer>;
  #next: { readonly request: Request; readonly isUrgent: boolean } | undefined;
  #isAsking = false;
  #askedAtMs = -Infinity;
  #cancelTimer: (() => void) | undefined;

  constructor(options: PacedQuestionOptions<Request, Answer>) {
    this.#options = options;
  }

  put(request: Request, isUrgent = false): void {
    this.#next = { request, isUrgent: isUrgent || this.#next?.isUrgent === true };
    this.#goOn();
  }

  /** Forgets what was put; an answer that is on its way still comes. */
  cancel(): void {
    this.#next = undefined;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  #goOn(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    if (this.#isAsking || this.#next === undefined) return;
    const { startTimer, now } = this.#options;
    const { request, isUrgent } = this.#next;
    const waitMs = this.#askedAtMs + (isUrgent ? URGENT_PACE_MS : PACE_MS) - now();
    if (waitMs > 0) {
      this.#cancelTimer = startTimer(() => this.#goOn(), waitMs);
      return;
    }
    this.#next = undefined;
    this.#isAsking = true;
    this.#askedAtMs = now();
    void this.#ask(request);
  }

  async #ask(request: Request): Promise<void> {
    const { ask, onAnswer } = this.#options;
    try {
      onAnswer(await ask(request), request);
    } catch {
      // Without a host the banner says so, and the next change asks again.
    } finally {
      this.#isAsking = false;
      this.#goOn();
    }
  }
}

/** The browser's timers. */
export const BROWSER_TIMERS = {
  startTimer: (run: () => void, delayMs: number): (() => void) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
  now: () => performance.now(),
};
