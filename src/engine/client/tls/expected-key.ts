import { parseFingerprint } from '../../tls/key-fingerprint.ts';

const WORD_COUNT = 12;
/** Twelve words of 11 bits are 22 characters of 6. */
const WORDS_PREFIX = 22;
const BITS_PER_WORD = 11;
const BITS_PER_CHARACTER = 6;
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * Reads a fingerprint in any notation in which a person may have it: as `parseFingerprint`, or as the twelve
 * words of `fingerprintWords`, between spaces or hyphens.
 *
 * @returns what `ExpectedKey` takes; `undefined`: it is none
 */
export async function parseExpectedKey(text: string): Promise<string | undefined> {
  const words = text
    .trim()
    .toLowerCase()
    .split(/[\s-]+/);
  // A text in base64url may have hyphens, but no room for twelve words.
  if (words.length !== WORD_COUNT || !words.every((word) => /^[a-z]{3,8}$/.test(word))) {
    return parseFingerprint(text);
  }
  const { wordlist } = await import('@scure/bip39/wordlists/english.js');
  const numbers = words.map((word) => wordlist.indexOf(word));
  if (numbers.includes(-1)) return undefined;
  const bits = numbers.map((number) => number.toString(2).padStart(BITS_PER_WORD, '0')).join('');
  return Array.from({ length: WORDS_PREFIX }, (_, at) => {
    const from = at * BITS_PER_CHARACTER;
    return BASE64URL.charAt(Number.parseInt(bits.slice(from, from + BITS_PER_CHARACTER), 2));
  }).join('');
}
