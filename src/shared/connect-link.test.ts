import { describe, expect, it } from 'vitest';
import { fc, test } from '@fast-check/vitest';
import {
  formatConnectLink,
  isConnectLink,
  linkWithoutSecrets,
  parseConnectLink,
} from './connect-link.ts';

describe('parseConnectLink', () => {
  it.each([
    ['fifolio://nas:8080', { host: 'nas', port: 8080, isEncrypted: false }],
    ['FIFOLIO://nas:8080/', { host: 'nas', port: 8080, isEncrypted: false }],
    ['fifolio://[::1]:1/', { host: '::1', port: 1, isEncrypted: false }],
    ['fifolio://[fe80::1%25eth0]:1/', { host: 'fe80::1%eth0', port: 1, isEncrypted: false }],
    ['https://nas/', { host: 'nas', port: 443, isEncrypted: true }],
    ['https://nas:8080/a/b?c#x', { host: 'nas', port: 8080, isEncrypted: true }],
    [
      'fifolio://nas:1/#code=a%26b%23%C3%A4+&later=x',
      { host: 'nas', port: 1, isEncrypted: false, accessCode: 'a&b#ä+' },
    ],
    [
      'fifolio://nas:1/#key=a_b-c&code=x=y',
      { host: 'nas', port: 1, isEncrypted: true, key: 'a_b-c', accessCode: 'x=y' },
    ],
  ])('%s', (text, link) => {
    expect(isConnectLink(text)).toBe(true);
    expect(parseConnectLink(text)).toEqual({ ok: true, link });
  });

  it.each([
    ['ftp://nas:1', 'scheme'],
    ['fifolio://nas', 'no-port'],
    ['fifolio://nas:0', 'bad-port'],
    ['fifolio://:1', 'no-host'],
    ['fifolio://::1:1', 'no-host'],
    ['fifolio://a%zz:1', 'no-host'],
    ['fifolio://a%2fb:1', 'no-host'],
    ['fifolio://me:secret@nas:1', 'user'],
    ['fifolio://nas:1/#code=', 'empty-code'],
    ['fifolio://nas:1/#key', 'empty-key'],
    ['fifolio://nas:1/#code=secret&code=secret', 'code-twice'],
    ['fifolio://nas:1/#key=%ff', 'key-encoding'],
  ])('%s is none', (text, problem) => {
    const parsed = parseConnectLink(text);
    expect(parsed).toEqual({ ok: false, problem });
    expect(JSON.stringify(parsed)).not.toContain('secret');
  });

  test.prop([fc.string({ unit: 'binary' })])('answers every text without throwing', (text) => {
    expect(parseConnectLink(`fifolio://${text}`)).toHaveProperty('ok');
  });
});

const host = fc.oneof(
  fc.domain(),
  fc.ipV4(),
  fc.ipV6().filter((address) => address.includes(':')),
  fc.constantFrom('fe80::1%eth0', 'bücher.example'),
);
const secret = fc.string({ unit: 'grapheme', minLength: 1 });

test.prop([
  host,
  fc.integer({ min: 1, max: 65_535 }),
  fc.option(secret, { nil: undefined }),
  fc.option(secret, { nil: undefined }),
])('formatConnectLink writes what parseConnectLink reads', (name, port, accessCode, key) => {
  const secrets = {
    ...(accessCode === undefined ? {} : { accessCode }),
    ...(key === undefined ? {} : { key }),
  };
  const text = formatConnectLink({ host: name, port, ...secrets });
  expect(text).toMatch(/^[\x21-\x7e]+$/);
  expect(parseConnectLink(text)).toEqual({
    ok: true,
    link: { host: name, port, isEncrypted: key !== undefined, ...secrets },
  });
});

describe('linkWithoutSecrets', () => {
  it.each([
    ['fifolio://nas:1/#code=x&key=y', 'fifolio://nas:1/'],
    ['https://me:word@nas:1/a#code=x', 'https://nas:1/a'],
    ['fifolio://nas:1/#code=x\n#y', 'fifolio://nas:1/'],
    ['nas:1', 'nas:1'],
  ])('%j', (text, shown) => {
    expect(linkWithoutSecrets(text)).toBe(shown);
  });
});
