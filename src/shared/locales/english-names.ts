import { names } from './en/names.ts';
import { createEnglish } from './english.ts';

export const ENGLISH_NAMES = createEnglish<'names'>(names);
