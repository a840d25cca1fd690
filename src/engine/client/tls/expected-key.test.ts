import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { fingerprintWords } from '../../tls/key-fingerprint.ts';
import { parseExpectedKey } from './expected-key.ts';

test.prop([fc.uint8Array({ minLength: 32, maxLength: 32 })])(
  'reads every notation of a fingerprint',
  async (bytes) => {
    const fingerprint = Buffer.from(bytes).toString('base64url');
    const words = await fingerprintWords(fingerprint);
    expect(await parseExpectedKey(fingerprint)).toBe(fingerprint);
    expect(await parseExpectedKey(Buffer.from(bytes).toString('hex'))).toBe(fingerprint);
    for (const text of [words, ` ${words.toUpperCase()}\n`, words.replaceAll(' ', '-')]) {
      expect(await parseExpectedKey(text)).toBe(fingerprint.slice(0, 22));
    }
  },
);

it.each([
  '',
  'A'.repeat(22),
  'abandon '.repeat(11),
  `${'abandon '.repeat(11)}nonsense`,
  'abandon '.repeat(13),
])('reads nothing into %j', async (text) => {
  expect(await parseExpectedKey(text)).toBeUndefined();
});
