import { createHash } from 'node:crypto';

/**
 * SHA-256 of a public key, as `SubjectPublicKeyInfo` (RFC 5280 section 4.1.2.7) in DER: 43 characters of
 * base64url (RFC 4648 section 5). A certificate that is renewed with the same key has the same one; curl
 * calls it `sha256//…` (in base64) for `--pinnedpubkey`.
 */
export type KeyFingerprint = string;

const HASH_BYTES = 32;
const WORD_COUNT = 12;
/** The list has 2048 words. */
const BITS_PER_WORD = 11;

/** @param spki - the public key, as `KeyObject.export({ type: 'spki', format: 'der' })` gives it */
export function fingerprintOfKey(spki: Uint8Array): KeyFingerprint {
  return createHash('sha256').update(spki).digest('base64url');
}

/**
 * Reads a fingerprint as people and programs write it: base64url or base64, with or without padding and
 * `sha256//` or `SHA256:` before it, or 64 hexadecimal digits, with or without colons. `undefined`: it is
 * none.
 */
export function parseFingerprint(text: string): KeyFingerprint | undefined {
  const value = text.trim().replace(/^sha256(?:\/\/|:)/i, '');
  const digits = value.replaceAll(':', '');
  if (/^[0-9a-f]{64}$/i.test(digits)) return Buffer.from(digits, 'hex').toString('base64url');
  const plain = value.replaceAll('+', '-').replaceAll('/', '_').replace(/=$/, '');
  const bytes = Buffer.from(plain, 'base64url');
  // Text that decodes to these bytes, but is not how they are written, is a slip of the pen.
  return bytes.length === HASH_BYTES && bytes.toString('base64url') === plain ? plain : undefined;
}

/**
 * The first 132 bits as twelve words of the English list of BIP 39, in which no two words share their first
 * four letters. To make another key with the same words takes about 2^132 attempts.
 */
export async function fingerprintWords(fingerprint: KeyFingerprint): Promise<string> {
  // Only who shows words to a person needs the list.
  const { wordlist } = await import('@scure/bip39/wordlists/english.js');
  const bits = BigInt(`0x${Buffer.from(fingerprint, 'base64url').toString('hex')}`);
  return Array.from({ length: WORD_COUNT }, (_, at) => {
    const below = HASH_BYTES * 8 - (at + 1) * BITS_PER_WORD;
    return wordlist[Number(BigInt.asUintN(BITS_PER_WORD, bits >> BigInt(below)))]!;
  }).join(' ');
}
