import { DEFAULT_RETRY_FOR_MS } from '../../../shared/server-values.ts';
import type { RefusalCode } from '../../../shared/server-state.ts';
import type { Milliseconds } from '../../../shared/units.ts';
import type { DownloadEnvironment } from '../download-environment.ts';

/** How long to try again, and how often in a row. */
export interface RetryLimits {
  /** Without anything that has arrived; 0 for no retry. */
  readonly retryForMs: Milliseconds;
  readonly retries: number;
}

/** Another attempt. */
export interface Retry {
  /** 1 for the first since something arrived. */
  readonly attempt: number;
  readonly afterMs: Milliseconds;
  /** When it will be given up, from now, if nothing arrives. */
  readonly givesUpAfterMs: Milliseconds;
}

export const DEFAULT_RETRY_LIMITS: RetryLimits = {
  retryForMs: DEFAULT_RETRY_FOR_MS,
  retries: Infinity,
};

const FIRST_DELAY: Milliseconds = 1_000;
const LONGEST_DELAY: Milliseconds = 30_000;

/** An attempt that seems to have taken longer had something arrive meanwhile, or the computer slept. */
const LONGEST_ATTEMPT: Milliseconds = 30_000;

/**
 * How long to wait before a retry: doubling from 1 s to 30 s, and of that a random tenth is left out, so
 * that many clients that lost one server do not come back all at once.
 *
 * @param attempt - 1 for the first retry
 * @param random - 0 up to but without 1
 */
export function retryDelay(attempt: number, random: number): Milliseconds {
  const whole = Math.min(FIRST_DELAY * 2 ** (attempt - 1), LONGEST_DELAY);
  return Math.round(whole * (1 - random / 10));
}

/** Whether a refusal is one that waiting helps against. */
export function isPassing(refusal: RefusalCode | undefined): boolean {
  return refusal === 'busy' || refusal === 'shutting-down';
}

/** The retries against one trouble, until something arrives again. */
export class RetryBudget {
  readonly #limits: RetryLimits;
  readonly #environment: Pick<DownloadEnvironment, 'now' | 'random'>;
  #attempt = 0;
  #spentMs: Milliseconds = 0;
  #last: { readonly atMs: Milliseconds; readonly afterMs: Milliseconds } | undefined;

  constructor(limits: RetryLimits, environment: Pick<DownloadEnvironment, 'now' | 'random'>) {
    this.#limits = limits;
    this.#environment = environment;
  }

  /** Something arrived that will not have to arrive again. */
  recovered(): void {
    this.#attempt = 0;
    this.#spentMs = 0;
    this.#last = undefined;
  }

  /** @throws `error`, if there is no attempt left */
  next(error: Error): Retry {
    const { retryForMs, retries } = this.#limits;
    const atMs = this.#environment.now();
    if (this.#last !== undefined) {
      const longest = this.#last.afterMs + LONGEST_ATTEMPT;
      // A wait counts whole, also where it was cut short.
      const passed = Math.max(atMs - this.#last.atMs, this.#last.afterMs);
      this.#spentMs += Math.min(passed, longest);
    }
    const leftMs = retryForMs - this.#spentMs;
    if (leftMs <= 0 || this.#attempt >= retries) throw error;
    this.#attempt += 1;
    const afterMs = Math.min(retryDelay(this.#attempt, this.#environment.random()), leftMs);
    this.#last = { atMs, afterMs };
    return { attempt: this.#attempt, afterMs, givesUpAfterMs: leftMs };
  }
}
