import { createHash } from 'node:crypto';
import { fc, test } from '@fast-check/vitest';
import { entropyToMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { describe, expect, it } from 'vitest';
import { fingerprintOfKey, fingerprintWords, parseFingerprint } from './key-fingerprint.ts';

const hashes = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));

it('is the SHA-256 of the key', () => {
  const key = Buffer.from('a public key');
  const expected = createHash('sha256').update(key).digest('base64url');
  expect(fingerprintOfKey(key)).toBe(expected);
  expect(expected).toHaveLength(43);
});

describe('parseFingerprint', () => {
  test.prop([hashes])('reads every way to write one', (hash) => {
    const expected = hash.toString('base64url');
    const hex = hash.toString('hex');
    for (const text of [
      expected,
      ` ${expected}\n`,
      hash.toString('base64'),
      `sha256//${hash.toString('base64')}`,
      `SHA256:${hash.toString('base64').replace('=', '')}`,
      hex,
      hex.toUpperCase(),
      hex.match(/../g)!.join(':'),
    ]) {
      expect(parseFingerprint(text)).toBe(expected);
    }
  });

  it.each(['', 'sha256//', 'A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}B`, 'g'.repeat(64)])(
    '%j is none',
    (text) => {
      expect(parseFingerprint(text)).toBeUndefined();
    },
  );
});

describe('fingerprintWords', () => {
  test.prop([hashes])('are the first twelve words of BIP 39 for the whole hash', async (hash) => {
    // 256 bits and 8 of a checksum: 24 words, of which the first 23 hold bits of the hash alone.
    const words = entropyToMnemonic(hash, wordlist).split(' ').slice(0, 12).join(' ');
    expect(await fingerprintWords(hash.toString('base64url'))).toBe(words);
  });
});
