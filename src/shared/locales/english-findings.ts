import { doctor } from './en/doctor.ts';
import { createEnglish } from './english.ts';
import type { SayFindings } from './say.ts';

/** For the command line. */
export const ENGLISH_FINDINGS: SayFindings = { doctor: createEnglish<'doctor'>(doctor) };
