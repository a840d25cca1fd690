import { formatEndpoint } from '../../shared/endpoint.ts';
import { fc, test } from '@fast-check/vitest';
import { homedir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseHostAndPort, parseHostPort } from './host-port.ts';
import { nearest } from './nearest.ts';
import {
  duration,
  parseCacheSize,
  parseListenHost,
  parsePath,
  parseRate,
  parseSwitch,
} from './values.ts';

it.each([
  ['0', 0],
  ['1000', 1000],
  ['32MiB', 33_554_432],
  ['32 mib', 33_554_432],
  ['64M', 67_108_864],
  ['64MB', 64_000_000],
  ['500kB', 500_000],
  ['1.5KiB', 1536],
  ['67108864', 67_108_864],
])('%s is a cache size of %d bytes', (text, bytes) => {
  expect(parseCacheSize(text)).toBe(bytes);
});

it.each(['', '-1', '67108865', '1GiB', '1e3', '12 apples', '0x10', 'NaN'])(
  '%j is no cache size',
  (text) => {
    expect(() => parseCacheSize(text)).toThrow('must be a size from 0 to 64MiB');
  },
);

it.each([
  ['10', 10_000],
  ['10s', 10_000],
  ['500ms', 500],
  ['2m', 120_000],
  ['1.5 min', 90_000],
  ['24h', 86_400_000],
])('%s is a time of %d ms', (text, durationMs) => {
  expect(duration(0)(text)).toBe(durationMs);
});

it.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::1', '::1'],
  ['[::1]', '::1'],
  ['[fe80::1%eth0]', 'fe80::1%eth0'],
  ['[::1', '[::1'],
])('listens on %s as %s', (text, host) => {
  expect(parseListenHost(text)).toBe(host);
});

it('refuses to listen on nothing in brackets', () => {
  expect(() => parseListenHost('[]')).toThrow('must not be empty');
});

it('puts the own folder in the place of ~', () => {
  expect(parsePath('~/in')).toBe(path.join(homedir(), 'in'));
  expect(parsePath('./~')).toBe('./~');
});

it('reads speeds', () => {
  expect(['16KiB', '2MiB', '500 kB', '0', '1.5m'].map(parseRate)).toEqual([
    ...[16_384, 2_097_152, 500_000, 0, 1_572_864],
  ]);
  for (const text of ['', '1', '16383', 'fast', '-1', '2MiB/s', '1e9', '2000GiB']) {
    expect(() => parseRate(text)).toThrow('must be bytes a second from 16KiB up');
  }
});

it('reads switches', () => {
  expect(['1', 'true', 'YES', 'on'].map(parseSwitch)).toEqual([true, true, true, true]);
  expect(['0', 'false', 'No', 'off'].map(parseSwitch)).toEqual([false, false, false, false]);
  expect(() => parseSwitch('maybe')).toThrow('must be true or false');
});

describe('HOST:PORT', () => {
  it.each([
    ['localhost:80', { host: 'localhost', port: 80 }],
    ['192.168.1.5:8080', { host: '192.168.1.5', port: 8080 }],
    ['[::1]:8080', { host: '::1', port: 8080 }],
    ['[fe80::1%eth0]:1', { host: 'fe80::1%eth0', port: 1 }],
  ])('%s', (text, expected) => {
    expect(parseHostPort(text)).toEqual(expected);
    expect(formatEndpoint(expected)).toBe(text);
  });

  it.each([
    ':80',
    'a:',
    'a:b',
    'a:80:',
    '[::1]',
    '[::1]80',
    '[]:80',
    'a b:80',
    'a/b:80',
    'a:65536',
  ])('refuses %s', (text) => {
    expect(() => parseHostPort(text)).toThrow(/HOST:PORT|port|brackets|host name/i);
  });

  it('takes an address with or without brackets when the port stands alone', () => {
    expect(parseHostAndPort('::1', '80')).toEqual({ host: '::1', port: 80 });
    expect(parseHostAndPort('[::1]', '80')).toEqual({ host: '::1', port: 80 });
  });

  test.prop([fc.oneof(fc.ipV4(), fc.ipV6(), fc.domain()), fc.integer({ min: 1, max: 65_535 })])(
    'what is written is read again',
    (host, port) => {
      expect(parseHostPort(formatEndpoint({ host, port }))).toEqual({ host, port });
    },
  );
});

it.each([
  ['treads', 'threads'],
  ['cachesize', 'cacheSize'],
  ['prot', 'port'],
  ['colour', undefined],
])('%s most likely means %s', (word, expected) => {
  expect(nearest(word, ['threads', 'cacheSize', 'port', 'host'])).toBe(expected);
});
