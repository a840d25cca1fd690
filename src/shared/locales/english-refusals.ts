import { refusals } from './en/refusals.ts';
import { ENGLISH_NAMES } from './english-names.ts';
import { createEnglish } from './english.ts';
import type { SayRefusals } from './say.ts';

/** For programs, logs and the command line. */
export const ENGLISH_REFUSALS: SayRefusals = {
  refusals: createEnglish<'refusals'>(refusals),
  names: ENGLISH_NAMES,
};
