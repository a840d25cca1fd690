import { randomBytes } from 'node:crypto';
import { FailureError } from '../../../shared/failure.ts';
import { accessCodeProblem, normalizeAccessCode } from '../../access/access-code.ts';
import { type AccessKeys, deriveAccessKeys } from '../../access/access-keys.ts';

/**
 * What the threads need of a code; `undefined` for none.
 *
 * @throws FailureError `unusable-access-code`
 */
export async function accessKeysOf(code: string | undefined): Promise<AccessKeys | undefined> {
  if (code === undefined) return undefined;
  const normalized = normalizeAccessCode(code);
  const problem = accessCodeProblem(normalized);
  if (problem !== undefined) throw new FailureError({ code: 'unusable-access-code', problem });
  return deriveAccessKeys(normalized, randomBytes);
}
