import type { Translate } from './translator.ts';

/** What says sentences in one language: the function for each namespace of `en/` that they need. */
export interface SayFailures {
  readonly failures: Translate<'failures'>;
  readonly entry: Translate<'entry'>;
  readonly serving: Translate<'serving'>;
  readonly system: Translate<'system'>;
  readonly names: Translate<'names'>;
}

/** The same for why a server refuses requests. */
export interface SayRefusals {
  readonly refusals: Translate<'refusals'>;
  readonly names: Translate<'names'>;
}

/** The same for why a server cannot be reached. */
export interface SayFindings {
  readonly doctor: Translate<'doctor'>;
}

/** The same for all of them. */
export type Say = SayFailures & SayRefusals & SayFindings;
