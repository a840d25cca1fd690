import { describe, expect, it } from 'vitest';
import { DEFAULT_RETRY_LIMITS, RetryBudget } from './retry-budget.ts';
import type { RetryLimits } from './retry-budget.ts';

const ERROR = new Error('the last one');

function budget(limits: Partial<RetryLimits> = {}) {
  const clock = { nowMs: 0 };
  const environment = { now: () => clock.nowMs, random: () => 0 };
  return { clock, budget: new RetryBudget({ ...DEFAULT_RETRY_LIMITS, ...limits }, environment) };
}

/** The waits until it is given up, where an attempt takes so long. */
function waitsOf(attemptMs: number, limits: Partial<RetryLimits> = {}): number[] {
  const { clock, budget: retries } = budget(limits);
  const waits: number[] = [];
  try {
    for (;;) {
      const { afterMs } = retries.next(ERROR);
      waits.push(afterMs);
      clock.nowMs += afterMs + attemptMs;
    }
  } catch (error) {
    expect(error).toBe(ERROR);
  }
  return waits;
}

describe('retries', () => {
  it('wait 1, 2, 4, … 30 s, for ten minutes in all', () => {
    const waits = waitsOf(0);
    expect(waits.slice(0, 7)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(600_000);
  });

  it('count the time that attempts take', () => {
    expect(waitsOf(10_000, { retryForMs: 20_000 })).toEqual([1000, 2000]);
  });

  it('are none where no time is given, or none are allowed', () => {
    expect(waitsOf(0, { retryForMs: 0 })).toEqual([]);
    expect(waitsOf(0, { retries: 0 })).toEqual([]);
    expect(waitsOf(0, { retries: 2 })).toEqual([1000, 2000]);
  });

  it('begin anew once something has arrived', () => {
    const { budget: retries } = budget({ retries: 2 });
    retries.next(ERROR);
    retries.next(ERROR);
    retries.recovered();
    expect(retries.next(ERROR)).toEqual({ attempt: 1, afterMs: 1000, givesUpAfterMs: 600_000 });
  });

  it('are not used up by a night in which the computer slept', () => {
    const { clock, budget: retries } = budget();
    retries.next(ERROR);
    clock.nowMs += 8 * 3_600_000;
    expect(retries.next(ERROR)).toMatchObject({ attempt: 2, afterMs: 2000 });
  });
});
