import type { RenderProcessGoneDetails } from 'electron';
import type { Milliseconds } from '../../shared/units.ts';

/** What follows when the process behind the window's page has gone. */
export type CrashDecision =
  | { readonly kind: 'none' }
  | { readonly kind: 'reload'; readonly afterMs: Milliseconds }
  | { readonly kind: 'give-up' };

const RELOAD_AFTER_MS: Milliseconds = 1000;
const MOST_RELOADS = 3;
const RELOADS_WITHIN_MS: Milliseconds = 60_000;

/** Decides whether a page is loaded again: at most three times a minute, and only where that can help. */
export class CrashPolicy {
  readonly #now: () => Milliseconds;
  #reloadedAt: readonly Milliseconds[] = [];
  #gaveUp = false;

  /** @param now - the time in milliseconds, from a clock that never goes back. */
  constructor(now: () => Milliseconds) {
    this.#now = now;
  }

  decide(reason: RenderProcessGoneDetails['reason']): CrashDecision {
    if (this.#gaveUp) return { kind: 'none' };
    switch (reason) {
      case 'clean-exit':
        return { kind: 'none' };
      case 'launch-failed':
      case 'integrity-failure':
        // It would fail in the same way again.
        return this.#giveUp();
      case 'abnormal-exit':
      case 'killed':
      case 'crashed':
      case 'oom':
      case 'memory-eviction':
        return this.#reload();
    }
  }

  #reload(): CrashDecision {
    const now = this.#now();
    const recent = this.#reloadedAt.filter((at) => now - at < RELOADS_WITHIN_MS);
    if (recent.length >= MOST_RELOADS) return this.#giveUp();
    this.#reloadedAt = [...recent, now];
    return { kind: 'reload', afterMs: RELOAD_AFTER_MS };
  }

  #giveUp(): CrashDecision {
    this.#gaveUp = true;
    return { kind: 'give-up' };
  }
}
