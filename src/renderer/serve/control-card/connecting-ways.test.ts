import { describe, expect, it } from 'vitest';
import { formatEndpoint } from '../../../shared/endpoint.ts';
import type { Protection } from '../../../shared/contract-server.ts';
import { connectingWays } from './connecting-ways.ts';

function waysTo(host: string, protection: Protection = {}): ReturnType<typeof connectingWays> {
  const text = formatEndpoint({ host, port: 8080 });
  return connectingWays({ host, port: 8080, text }, protection);
}

describe('ways to connect', () => {
  it('are a link, an address and a command', () => {
    expect(waysTo('192.168.1.20')).toEqual({
      link: 'http://192.168.1.20:8080/',
      address: '192.168.1.20:8080',
      command: './tcp_client 192.168.1.20 8080 list',
      isHereOnly: false,
    });
  });

  it('carry code and key for Fifolio, and neither for a browser', () => {
    const key = { fingerprint: 'A'.repeat(43), words: 'twelve words' };
    expect(waysTo('nas', { accessCode: 'k7-2m', key })).toEqual({
      link: 'https://nas:8080/',
      address: `fifolio://nas:8080/#code=k7-2m&key=${'A'.repeat(43)}`,
      command: './tcp_client nas 8080 list --tls',
      isHereOnly: false,
    });
    expect(waysTo('nas', { accessCode: 'k7-2m' })).toMatchObject({
      link: 'http://nas:8080/',
      address: 'fifolio://nas:8080/#code=k7-2m',
    });
  });

  it('put an IPv6 address in brackets, except in the command', () => {
    const { link, address, command } = waysTo('2001:db8::1');
    expect(new URL(link!).host).toBe('[2001:db8::1]:8080');
    expect(address).toBe('[2001:db8::1]:8080');
    expect(command).toBe('./tcp_client 2001:db8::1 8080 list');
  });

  it('have no link where the address has a zone', () => {
    const { link, command } = waysTo('fe80::1%eth0');
    expect(link).toBeUndefined();
    expect(command).toBe('./tcp_client fe80::1%eth0 8080 list');
    expect(() => new URL('http://[fe80::1%eth0]:8080/')).toThrow();
  });

  it('say when only this computer reaches the address', () => {
    expect(['127.0.0.1', '::1', 'localhost'].map((host) => waysTo(host).isHereOnly)).toEqual([
      true,
      true,
      true,
    ]);
  });
});
