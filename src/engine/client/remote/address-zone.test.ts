import { expect, it } from 'vitest';
import type { NetworkInterfaces } from './address-zone.ts';
import { lacksZone, unknownZone } from './address-zone.ts';

const interfaces = {
  lo: [{ family: 'IPv4', address: '127.0.0.1' }],
  eth0: [{ family: 'IPv6', address: 'fe80::5', scopeid: 7 }],
} as unknown as NetworkInterfaces;

it.each([
  ['fe80::1%eth0', undefined],
  ['fe80::1%7', undefined],
  ['fe80::1%lo', undefined],
  ['fe80::1%nosuch', 'nosuch'],
  ['fe80::1%8', '8'],
  ['::1%nosuch', 'nosuch'],
  ['::1', undefined],
  ['a%b.example', undefined],
])('%s names the unknown interface %s', (host, zone) => {
  expect(unknownZone(host, interfaces)).toBe(zone);
});

it.each([
  ['fe80::1', true],
  ['FEBF::1', true],
  ['fe80::1%eth0', false],
  ['fec0::1', false],
  ['fe80.example', false],
])('whether %s lacks an interface: %s', (host, lacks) => {
  expect(lacksZone(host)).toBe(lacks);
});
