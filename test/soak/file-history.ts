import type { KnownContent } from './known-content.ts';

/** How long the server may go on with what it has looked at (docs/ARCHITECTURE.md). */
const FRESHNESS_MS = 50;
/** Clocks of two processes, one of which counts whole milliseconds. */
const CLOCK_TOLERANCE_MS = 50;
const KEPT_MS = 10 * 60_000;

/** What a file is during some time. */
type State =
  | { readonly kind: 'whole'; readonly content: KnownContent }
  /** As much of it as is written so far, nothing included. */
  | { readonly kind: 'being-written'; readonly content: KnownContent }
  | { readonly kind: 'absent' };

interface Period {
  readonly state: State;
  readonly fromMs: number;
  untilMs: number;
}

/** When somebody asked for a file, and when they had the whole answer; by `performance.now()`. */
export interface Asking {
  readonly askedAtMs: number;
  readonly answeredAtMs: number;
}

/**
 * What one file was, and when. Periods overlap by the time that the change itself takes: before a
 * change has begun nobody can see the new state, after it has ended nobody the old one.
 */
export class FileHistory {
  #periods: Period[];

  constructor(state: State, nowMs: number) {
    this.#periods = [{ state, fromMs: nowMs, untilMs: Infinity }];
  }

  get current(): State {
    return this.#periods.at(-1)!.state;
  }

  /** Does a change, and notes what the file was before, meanwhile (unless that is one of the two) and after. */
  change(states: { readonly meanwhile?: State; readonly after: State }, work: () => void): void {
    const fromMs = performance.now();
    work();
    const untilMs = performance.now();
    this.#periods.at(-1)!.untilMs = untilMs;
    if (states.meanwhile) this.#periods.push({ state: states.meanwhile, fromMs, untilMs });
    this.#periods.push({ state: states.after, fromMs, untilMs: Infinity });
    this.#periods = this.#periods.filter((period) => period.untilMs > fromMs - KEPT_MS);
  }

  /** Whether all of a body is what the file was at one moment that the answer may tell of. */
  allowsBody(body: Buffer, asking: Asking): boolean {
    return this.#during(asking).some(({ state }) => {
      if (state.kind === 'absent') return false;
      return state.kind === 'whole' ? state.content.isWhole(body) : state.content.isBeginning(body);
    });
  }

  allowsAbsence(asking: Asking): boolean {
    return this.#during(asking).some(({ state }) => state.kind === 'absent');
  }

  /** Whether there was a change, for which an answer may be cut. */
  allowsCut(asking: Asking): boolean {
    return this.#during(asking).length > 1;
  }

  #during({ askedAtMs, answeredAtMs }: Asking): Period[] {
    const earliestMs = askedAtMs - FRESHNESS_MS - CLOCK_TOLERANCE_MS;
    return this.#periods.filter(
      ({ fromMs, untilMs }) => untilMs >= earliestMs && fromMs <= answeredAtMs,
    );
  }
}
