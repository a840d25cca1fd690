import { expect, it } from 'vitest';
import { identityOf, serverNameFor } from './server-name.ts';

it.each([
  ['nas.local', 'nas.local', 'nas.local'],
  ['nas.example.', 'nas.example', 'nas.example'],
  ['Bücher.example', 'xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['192.168.1.5', undefined, '192.168.1.5'],
  ['::1', undefined, '::1'],
  ['fe80::1%eth0', undefined, 'fe80::1'],
  ['a b', undefined, 'a b'],
])('%s is asked for as %s, and is to be vouched for as %s', (host, name, identity) => {
  expect(serverNameFor(host)).toBe(name);
  expect(identityOf(host)).toBe(identity);
});
