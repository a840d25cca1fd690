import { describe, expect, it } from 'vitest';
import {
  formatEndpoint,
  isHostName,
  isLoopback,
  isPort,
  isWildcard,
  ownAddressOf,
  parsePort,
  splitEndpoint,
  splitTypedAddress,
} from './endpoint.ts';

describe('typed addresses', () => {
  it.each([
    ['192.168.1.5:8080', { host: '192.168.1.5', port: '8080' }],
    ['  nas.local:9000 ', { host: 'nas.local', port: '9000' }],
    ['nas.local', { host: 'nas.local' }],
    ['nas.local:', { host: 'nas.local' }],
    ['[2001:db8::1]:8080', { host: '2001:db8::1', port: '8080' }],
    ['[fe80::1%eth0]', { host: 'fe80::1%eth0' }],
    ['[::1] 8080', { host: '::1', port: '8080' }],
    ['fe80::1', { host: 'fe80::1' }],
    ['tcp://nas:8080/', { host: 'nas', port: '8080' }],
    ['nas 8080', { host: 'nas', port: '8080' }],
    ['nas:8e3', { host: 'nas', port: '8e3' }],
    ['nas:-1', { host: 'nas', port: '-1' }],
    ['[::1]:80.80', { host: '::1', port: '80.80' }],
    ['nas 30001 30002', { host: 'nas', port: '30001 30002' }],
    ['', { host: '' }],
  ])('%s', (text, parts) => {
    expect(splitTypedAddress(text)).toEqual(parts);
  });
});

describe('HOST:PORT', () => {
  it.each([
    ['nas:8080', { host: 'nas', port: '8080' }],
    ['nas', { host: 'nas' }],
    [':80', { host: '', port: '80' }],
    ['[::1]:8080', { host: '::1', port: '8080' }],
    ['[fe80::1%eth0]', { host: 'fe80::1%eth0' }],
  ])('%s', (text, parts) => {
    expect(splitEndpoint(text)).toEqual(parts);
  });

  it.each(['::1', '::1:80', '[nas]:80', '[]:80', '[::1', '[::1]80', 'nas:80:90', '[[::1]]:80'])(
    '%s is none',
    (text) => {
      expect(splitEndpoint(text)).toBeUndefined();
    },
  );

  it('can be read back', () => {
    for (const endpoint of [
      { host: 'nas', port: 1 },
      { host: '::1', port: 8080 },
      { host: 'fe80::1%eth0', port: 65_535 },
    ]) {
      const { host, port } = splitEndpoint(formatEndpoint(endpoint)) ?? {};
      expect({ host, port: Number(port) }).toEqual(endpoint);
    }
  });
});

describe('ports', () => {
  it.each([
    ['1', 1],
    ['65535', 65_535],
    ['8080', 8080],
    ['0', undefined],
    ['65536', undefined],
    ['80a', undefined],
    ['', undefined],
    ['-1', undefined],
    ['8e3', undefined],
    ['80.80', undefined],
    ['30001 30002', undefined],
  ])('%j', (text, port) => {
    expect(parsePort(text)).toBe(port);
  });

  it('include 0 for listening only', () => {
    expect(parsePort('0', 0)).toBe(0);
    expect([isPort(0), isPort(0, 0)]).toEqual([false, true]);
  });

  it.each([-1, 65_536, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('%d is none', (port) => {
    expect(isPort(port, 0)).toBe(false);
  });
});

describe('hosts', () => {
  it.each(['nas', 'nas.local', '192.168.1.5', '::1', '::', 'fe80::1%eth0'])('%s is one', (host) => {
    expect(isHostName(host)).toBe(true);
  });

  it.each(['', 'two words', 'nas:80:90', 'a/b', '[::1'])('%j is none', (host) => {
    expect(isHostName(host)).toBe(false);
  });
});

describe('loopback', () => {
  it.each([
    ...['127.0.0.1', '127.0.0.2', '127.255.255.254', '::1', '::ffff:127.0.0.1'],
    ...['localhost', 'LOCALHOST'],
  ])('%s is this computer', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each([
    ...[
      '127.example.com',
      '127.0.0.1.example.com',
      '127.0.0.256',
      '127.1',
      'localhost.example.com',
    ],
    ...['10.0.0.1', '1.127.0.1', '128.0.0.1', '::', '::2', 'fe80::127.0.0.1', '::ffff:10.0.0.1'],
    ...['::ffff:127.example.com', '0.0.0.0', ''],
  ])('%s is not', (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});

describe('wildcards', () => {
  it('are reached from this computer under its loopback address', () => {
    expect(['0.0.0.0', '::', '127.0.0.1', 'nas'].map(isWildcard)).toEqual([
      ...[true, true, false, false],
    ]);
    expect(['0.0.0.0', '::', '192.168.1.5'].map(ownAddressOf)).toEqual([
      ...['127.0.0.1', '::1', '192.168.1.5'],
    ]);
  });
});
