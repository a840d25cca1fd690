import { randomBytes } from 'node:crypto';
import {
  ACCESS_CODE_LENGTH,
  accessCodeProblem,
  normalizeAccessCode,
} from '../../access/access-code.ts';
import { type AccessKeys, deriveAccessKeys } from '../../access/access-keys.ts';

const REQUIREMENTS = {
  'too-short': `An access code needs at least ${ACCESS_CODE_LENGTH.min} characters.`,
  'too-long': `An access code may have at most ${ACCESS_CODE_LENGTH.max} characters.`,
  'control-character': 'An access code is one line of text, without control characters.',
} as const;

/**
 * What the threads need of a code; `undefined` for none.
 *
 * @throws RangeError saying what a code must be; it does not repeat what was given.
 */
export async function accessKeysOf(code: string | undefined): Promise<AccessKeys | undefined> {
  if (code === undefined) return undefined;
  const normalized = normalizeAccessCode(code);
  const problem = accessCodeProblem(normalized);
  if (problem !== undefined) throw new RangeError(REQUIREMENTS[problem]);
  return deriveAccessKeys(normalized, randomBytes);
}
