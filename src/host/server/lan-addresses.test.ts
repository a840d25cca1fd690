import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { endpointsOf, listAddresses, orderAddresses } from './lan-addresses.ts';

function v4(address: string, internal = false): NetworkInterfaceInfo {
  return { address, internal, family: 'IPv4', netmask: '', mac: '', cidr: null };
}
function v6(address: string, scopeid = 0, internal = false): NetworkInterfaceInfo {
  return { address, internal, family: 'IPv6', scopeid, netmask: '', mac: '', cidr: null };
}

const INTERFACES = {
  lo: [v4('127.0.0.1', true), v6('::1', 0, true)],
  docker0: [v4('172.17.0.1')],
  eth1: [v4('10.0.0.7')],
  tun0: [v4('10.8.0.2')],
  eth0: [v6('2001:db8:1::5'), v4('192.168.1.5'), v6('fe80::1', 2)],
  usb0: [v4('169.254.3.4')],
};

describe('orderAddresses', () => {
  it('puts the default route first, and tunnels, virtual and link-local networks last', () => {
    const ordered = orderAddresses(INTERFACES, ['192.168.1.5', '2001:db8:1::5']);
    expect(ordered.map(({ host, kind }) => [host, kind])).toEqual([
      ['192.168.1.5', 'default-route'],
      ['2001:db8:1::5', 'default-route'],
      ['10.0.0.7', 'lan'],
      ['10.8.0.2', 'vpn'],
      ['172.17.0.1', 'virtual'],
      ['169.254.3.4', 'link-local'],
      ['fe80::1%eth0', 'link-local'],
      ['127.0.0.1', 'loopback'],
      ['::1', 'loopback'],
    ]);
  });

  it('does not prefer a tunnel that took over the default route', () => {
    expect(orderAddresses(INTERFACES, ['10.8.0.2'])[0]).toMatchObject({ host: '10.0.0.7' });
  });
});

describe('endpointsOf', () => {
  const addresses = orderAddresses(INTERFACES, ['192.168.1.5']);

  it('gives every address of a network with every port, in order', () => {
    expect(endpointsOf(addresses, [80, 81], 'network').map(({ text }) => text)).toEqual([
      ...['192.168.1.5:80', '192.168.1.5:81', '10.0.0.7:80', '10.0.0.7:81', '10.8.0.2:80'],
      ...['10.8.0.2:81', '172.17.0.1:80', '172.17.0.1:81', '169.254.3.4:80', '169.254.3.4:81'],
    ]);
  });

  it('gives loopback for this computer, even where no interface is told of', () => {
    expect(endpointsOf(addresses, [80], 'computer').map(({ text }) => text)).toEqual([
      '127.0.0.1:80',
    ]);
    expect(endpointsOf([], [80], 'computer')).toMatchObject([{ text: '127.0.0.1:80' }]);
  });
});

it('lists the addresses of this computer', async () => {
  const addresses = await listAddresses();
  expect(addresses.every(({ host }) => host !== '')).toBe(true);
});
