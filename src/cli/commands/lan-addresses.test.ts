import type { NetworkInterfaceInfo } from 'node:os';
import { expect, it } from 'vitest';
import { isWildcard, lanAddresses } from './lan-addresses.ts';

function info(address: string, internal = false): NetworkInterfaceInfo {
  const common = { address, netmask: '', mac: '', cidr: null, internal };
  return address.includes(':')
    ? { ...common, family: 'IPv6', scopeid: 0 }
    : { ...common, family: 'IPv4' };
}

const INTERFACES = {
  lo: [info('127.0.0.1', true), info('::1', true)],
  docker0: [info('172.17.0.1')],
  eth1: [info('10.0.0.5'), info('fe80::2'), info('2001:db8::5')],
  wlan0: [info('192.168.1.5'), info('fe80::1')],
  eth2: [info('169.254.7.7')],
};

it('puts the default route first, virtual networks and link-local addresses last', () => {
  const addresses = lanAddresses('::', INTERFACES, new Set(['192.168.1.5', '2001:db8::5']));
  expect(addresses.map(({ address }) => address)).toEqual([
    '192.168.1.5',
    '2001:db8::5',
    '10.0.0.5',
    '172.17.0.1',
    '169.254.7.7',
    'fe80::2%eth1',
    'fe80::1%wlan0',
  ]);
});

it('tells no IPv6 address of a server that listens on IPv4 only', () => {
  const addresses = lanAddresses('0.0.0.0', INTERFACES, new Set());
  expect(addresses.map(({ address }) => address)).toEqual([
    '10.0.0.5',
    '192.168.1.5',
    '172.17.0.1',
    '169.254.7.7',
  ]);
});

it('knows the addresses that stand for all', () => {
  expect(['0.0.0.0', '::', '127.0.0.1', '::1'].map(isWildcard)).toEqual([true, true, false, false]);
});
