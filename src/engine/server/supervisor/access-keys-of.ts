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

/** A text cannot be an access code. The message says what one must be, and does not repeat the text. */
export class AccessCodeError extends RangeError {
  override readonly name = 'AccessCodeError';
}

/**
 * What the threads need of a code; `undefined` for none.
 *
 * @throws AccessCodeError
 */
export async function accessKeysOf(code: string | undefined): Promise<AccessKeys | undefined> {
  if (code === undefined) return undefined;
  const normalized = normalizeAccessCode(code);
  const problem = accessCodeProblem(normalized);
  if (problem !== undefined) throw new AccessCodeError(REQUIREMENTS[problem]);
  return deriveAccessKeys(normalized, randomBytes);
}
