import { omissions } from './en/omissions.ts';
import { createEnglish } from './english.ts';

/** For the command line, and for what is the same for all readers. */
export const ENGLISH_OMISSIONS = createEnglish<'omissions'>(omissions);
