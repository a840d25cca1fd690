import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { formatTrustFile, parseTrustFile } from './trust-file.ts';

const entry = fc.record({
  address: fc.string({ unit: 'grapheme' }),
  fingerprint: fc
    .uint8Array({ minLength: 32, maxLength: 32 })
    .map((bytes) => Buffer.from(bytes).toString('base64url')),
  metAtMs: fc.date({ noInvalidDate: true, min: new Date(0) }).map((date) => date.getTime()),
});

test.prop([fc.array(entry)])('what is written is read', (servers) => {
  expect(parseTrustFile(formatTrustFile(servers))).toEqual(servers);
});

test.prop([fc.array(entry, { minLength: 1 }), fc.nat()])(
  'a part of it is not understood at all',
  (servers, cut) => {
    const text = formatTrustFile(servers).trimEnd();
    expect(parseTrustFile(text.slice(0, cut % text.length))).toEqual({ fault: 'not-json' });
  },
);

const GOOD = { address: 'a:1', fingerprint: 'A'.repeat(43), metAt: '2026-01-02T03:04:05.000Z' };

it.each([
  ['null', { fault: 'not-an-object' }],
  ['{"format":2,"servers":[]}', { fault: 'later-format' }],
  ['{"format":1}', { fault: 'no-list' }],
  ['{"format":1,"servers":[null]}', { fault: 'not-an-object', server: 1 }],
  [
    JSON.stringify({ format: 1, servers: [GOOD, { ...GOOD, address: 1 }] }),
    { fault: 'incomplete', server: 2 },
  ],
  [
    JSON.stringify({ format: 1, servers: [{ ...GOOD, metAt: 'x' }] }),
    { fault: 'incomplete', server: 1 },
  ],
  [
    JSON.stringify({ format: 1, servers: [{ ...GOOD, fingerprint: '' }] }),
    { fault: 'bad-fingerprint', server: 1 },
  ],
])('%s is no trust list', (text, damage) => {
  expect(parseTrustFile(text)).toEqual(damage);
});
