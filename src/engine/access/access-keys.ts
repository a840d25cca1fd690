import { createHmac, timingSafeEqual } from 'node:crypto';
import { normalizeAccessCode } from './access-code.ts';
import { deriveScramKeys, SCRAM_SALT_BYTES, saltAccessCode, type ScramKeys } from './scram.ts';

/**
 * What a server keeps of an access code instead of the code: enough to recognize it, not to tell it. Plain
 * bytes, so that it can be posted to threads.
 */
export interface AccessKeys {
  readonly scram: ScramKeys;
  /** Of this process alone. */
  readonly digestKey: Uint8Array;
  /** The code under {@link digestKey}. */
  readonly digest: Uint8Array;
  /** Signs cookies. The same for the same code, so that servers behind one address accept each other's. */
  readonly cookieKey: Uint8Array;
}

/**
 * The salt of cookie keys is no secret and never changes, or a server would not know its own cookies after
 * a restart, nor those of another server with the same code.
 */
const COOKIE_SALT = Buffer.from('fifolio cookie 1');
const COOKIE_ITERATIONS = 65_536;
const DIGEST_KEY_BYTES = 32;

/**
 * Derives what a server keeps of a code, in libuv's thread pool: about 60 ms.
 *
 * @param code normalized, and one that `accessCodeProblem` finds nothing wrong with
 * @param randomBytes so many bytes that nobody can know
 */
export async function deriveAccessKeys(
  code: string,
  randomBytes: (count: number) => Uint8Array,
): Promise<AccessKeys> {
  const digestKey = randomBytes(DIGEST_KEY_BYTES);
  const [scram, cookieKey] = await Promise.all([
    deriveScramKeys(code, randomBytes(SCRAM_SALT_BYTES)),
    saltAccessCode(code, COOKIE_SALT, COOKIE_ITERATIONS),
  ]);
  return { scram, cookieKey, digestKey, digest: digestOf(code, digestKey) };
}

/** Whether somebody typed the code; takes as long for any text of the same length. */
export function isAccessCode(typed: string, { digestKey, digest }: AccessKeys): boolean {
  return timingSafeEqual(digestOf(normalizeAccessCode(typed), digestKey), digest);
}

function digestOf(code: string, key: Uint8Array): Uint8Array {
  return createHmac('sha256', key).update(code, 'utf8').digest();
}
