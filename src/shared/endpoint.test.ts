import { describe, expect, it } from 'vitest';
import { endpointText, isHostName, parsePort, splitAddress } from './endpoint.ts';

describe('addresses', () => {
  it.each([
    ['192.168.1.5:8080', { host: '192.168.1.5', port: '8080' }],
    ['  nas.local:9000 ', { host: 'nas.local', port: '9000' }],
    ['nas.local', { host: 'nas.local' }],
    ['nas.local:', { host: 'nas.local' }],
    ['[2001:db8::1]:8080', { host: '2001:db8::1', port: '8080' }],
    ['[fe80::1%eth0]', { host: 'fe80::1%eth0' }],
    ['fe80::1', { host: 'fe80::1' }],
    ['tcp://nas:8080/', { host: 'nas', port: '8080' }],
    ['nas 8080', { host: 'nas', port: '8080' }],
    ['nas:8e3', { host: 'nas', port: '8e3' }],
    ['nas:-1', { host: 'nas', port: '-1' }],
    ['[::1]:80.80', { host: '::1', port: '80.80' }],
    ['nas 30001 30002', { host: 'nas', port: '30001 30002' }],
    ['', { host: '' }],
  ])('%s', (text, parts) => {
    expect(splitAddress(text)).toEqual(parts);
  });

  it.each([
    ['1', 1],
    ['65535', 65_535],
    [' 8080 ', 8080],
    ['0', undefined],
    ['65536', undefined],
    ['80a', undefined],
    ['', undefined],
    ['-1', undefined],
    ['8e3', undefined],
    ['80.80', undefined],
    ['30001 30002', undefined],
  ])('port %s', (text, port) => {
    expect(parsePort(text)).toBe(port);
  });

  it('are written so that they can be read back', () => {
    for (const endpoint of [
      { host: 'nas', port: 1 },
      { host: '::1', port: 8080 },
    ]) {
      const { host, port } = splitAddress(endpointText(endpoint));
      expect({ host, port: Number(port) }).toEqual(endpoint);
    }
  });
});

describe('hosts', () => {
  it.each(['nas', 'nas.local', '192.168.1.5', '::1', 'fe80::1%eth0'])('%s is one', (host) => {
    expect(isHostName(host)).toBe(true);
  });

  it.each(['', 'two words', 'nas:80:90', 'a/b', '[::1'])('%j is none', (host) => {
    expect(isHostName(host)).toBe(false);
  });
});
