import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deriveAccessKeys, isAccessCode } from './access-keys.ts';

const CODE = 'k7-2m-9p-xq-4d-ht';

describe('what a server keeps of a code', () => {
  it('recognizes it, however it is typed, and nothing else', async () => {
    const keys = await deriveAccessKeys(CODE, randomBytes);
    for (const typed of [CODE, ' K72M 9PXQ 4DHT ']) expect(isAccessCode(typed, keys)).toBe(true);
    for (const typed of ['', 'k7-2m-9p-xq-4d-hu', `${CODE}x`, 'x'.repeat(100_000)]) {
      expect(isAccessCode(typed, keys), typed.slice(0, 20)).toBe(false);
    }
  });

  it('is of one process, but for the key of cookies, which follows from the code', async () => {
    const one = await deriveAccessKeys(CODE, randomBytes);
    const again = await deriveAccessKeys(CODE, randomBytes);
    expect(again.cookieKey).toEqual(one.cookieKey);
    expect(again.digest).not.toEqual(one.digest);
    expect(again.scram.storedKey).not.toEqual(one.scram.storedKey);
    const other = await deriveAccessKeys('another code', randomBytes);
    expect(other.cookieKey).not.toEqual(one.cookieKey);
  });

  it('is not the code', async () => {
    const { scram, ...rest } = await deriveAccessKeys(CODE, randomBytes);
    const kept = Object.values({ ...scram, ...rest }).map((value) => Buffer.from(String(value)));
    for (const bytes of kept) expect(bytes.includes(CODE)).toBe(false);
  });
});
