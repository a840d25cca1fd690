import { entry } from './en/entry.ts';
import { failures } from './en/failures.ts';
import { serving } from './en/serving.ts';
import { system } from './en/system.ts';
import { ENGLISH_NAMES } from './english-names.ts';
import { createEnglish } from './english.ts';
import type { SayFailures } from './say.ts';

/** For the command line. */
export const ENGLISH_FAILURES: SayFailures = {
  failures: createEnglish<'failures'>(failures),
  entry: createEnglish<'entry'>(entry),
  serving: createEnglish<'serving'>(serving),
  system: createEnglish<'system'>(system),
  names: ENGLISH_NAMES,
};
