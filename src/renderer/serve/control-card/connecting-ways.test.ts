import { describe, expect, it } from 'vitest';
import { formatEndpoint } from '../../../shared/endpoint.ts';
import { connectingWays } from './connecting-ways.ts';

function waysTo(host: string): ReturnType<typeof connectingWays> {
  return connectingWays({ host, port: 8080, text: formatEndpoint({ host, port: 8080 }) });
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
