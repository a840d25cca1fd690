import { ACCESS_CODE_LENGTH } from '../../shared/server-values.ts';

/** Crockford's base 32 in lower case: no i, l, o or u, so nothing in it looks like something else. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const GROUPS = 6;
const GROUP_LENGTH = 2;
const CODE_LENGTH = GROUPS * GROUP_LENGTH;
/** What {@link makeAccessCode} takes: one byte for each character. */
export const MADE_CODE_RANDOM_BYTES = CODE_LENGTH;
const MADE_CODE = new RegExp(`^[${ALPHABET}]{${CODE_LENGTH}}$`);

/** What makes a text no access code; `undefined` from {@link accessCodeProblem} if nothing does. */
export type AccessCodeProblem = 'too-short' | 'too-long' | 'control-character';

/**
 * A new access code: six groups of two characters, such as `k7-2m-9p-xq-4d-ht`; 60 bits.
 *
 * @param random at least {@link MADE_CODE_RANDOM_BYTES} random bytes
 */
export function makeAccessCode(random: Uint8Array): string {
  if (random.length < CODE_LENGTH) throw new RangeError('Twelve random bytes are needed.');
  // 256 is a multiple of 32, so no character is likelier than another.
  const characters = Array.from(random.subarray(0, CODE_LENGTH), (byte) =>
    ALPHABET.charAt(byte % ALPHABET.length),
  );
  return grouped(characters.join(''));
}

/**
 * The code that a person means by what they typed: without space around it, in Unicode NFKC. What can be
 * read as a code from {@link makeAccessCode} becomes it, whatever its case, spaces and hyphens, with
 * o for 0 and i or l for 1; other codes keep theirs.
 */
export function normalizeAccessCode(typed: string): string {
  // Normalizing costs more the longer a text is, and nothing this long can be a code.
  if (typed.length > 2 * ACCESS_CODE_LENGTH.max) return typed;
  const code = typed.normalize('NFKC').trim();
  const compact = code
    .replaceAll(/[\s-]/g, '')
    .toLowerCase()
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1');
  return MADE_CODE.test(compact) ? grouped(compact) : code;
}

/** Why a normalized code cannot be one. */
export function accessCodeProblem(normalized: string): AccessCodeProblem | undefined {
  if (normalized.length < ACCESS_CODE_LENGTH.min) return 'too-short';
  if (normalized.length > ACCESS_CODE_LENGTH.max) return 'too-long';
  return /\p{Cc}/u.test(normalized) ? 'control-character' : undefined;
}

function grouped(characters: string): string {
  return (characters.match(/../g) ?? []).join('-');
}
