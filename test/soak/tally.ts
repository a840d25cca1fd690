import { FailureError } from '../../src/shared/failure.ts';
import { failureSentence } from '../../src/shared/failure-sentences.ts';

/** How requests of one kind went. */
export interface KindCounts {
  /** Whole answers, each of them checked. */
  answered: number;
  /** Answers that had to be refusals, and were the right ones. */
  refused: number;
  /** Connections that the server had to cut, or may have: the file changed meanwhile. */
  cut: number;
  /** Given up by the client on purpose. */
  aborted: number;
  /** Not begun, because too many of the kind were under way. */
  held: number;
  /** What should not have happened. */
  faults: number;
}

export type Result = Exclude<keyof KindCounts, 'faults' | 'held'>;

export interface Fault {
  readonly atSeconds: number;
  readonly kind: string;
  readonly message: string;
}

/** More are counted, and not kept. */
const MAX_FAULTS_KEPT = 100;

/** Counts what becomes of the requests, by kind. */
export class Tally {
  readonly #startedAtMs = performance.now();
  readonly #counts = new Map<string, KindCounts>();
  readonly #faults: Fault[] = [];

  add(kind: string, result: Result, count = 1): void {
    this.#of(kind)[result] += count;
  }

  hold(kind: string): void {
    this.#of(kind).held += 1;
  }

  fault(kind: string, error: unknown): void {
    this.#of(kind).faults += 1;
    if (this.#faults.length >= MAX_FAULTS_KEPT) return;
    const atSeconds = Math.round((performance.now() - this.#startedAtMs) / 1000);
    const message =
      error instanceof FailureError
        ? failureSentence(error.failure)
        : error instanceof Error
          ? error.message
          : String(error);
    this.#faults.push({ atSeconds, kind, message });
  }

  get counts(): ReadonlyMap<string, Readonly<KindCounts>> {
    return this.#counts;
  }

  /** The first of them. */
  get faults(): readonly Fault[] {
    return this.#faults;
  }

  total(of: keyof KindCounts): number {
    let total = 0;
    for (const counts of this.#counts.values()) total += counts[of];
    return total;
  }

  /** Requests that came to their end, in whichever way. */
  get done(): number {
    const ends = ['answered', 'refused', 'cut', 'aborted'] as const;
    return ends.reduce((sum, end) => sum + this.total(end), 0);
  }

  #of(kind: string): KindCounts {
    let counts = this.#counts.get(kind);
    if (counts === undefined) {
      counts = { answered: 0, refused: 0, cut: 0, aborted: 0, held: 0, faults: 0 };
      this.#counts.set(kind, counts);
    }
    return counts;
  }
}
