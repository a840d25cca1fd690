import { describe, expect, it } from 'vitest';
import { addressGroup, isLoopbackGroup } from './address-group.ts';

describe('addresses that are one', () => {
  it.each([
    ['192.0.2.7', '::ffff:192.0.2.7'],
    ['127.0.0.1', '::1'],
    ['127.0.0.1', '::ffff:127.1.2.3'],
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff'],
    ['2001:db8::1', '2001:0db8:0:0:1::'],
    ['fe80::1%eth0', 'fe80::2'],
    ['::2', '0:0:0:0:5:6:7:8'],
  ])('%s and %s', (one, other) => {
    expect(addressGroup(one)).toBe(addressGroup(other));
  });

  it.each([
    ['192.0.2.7', '192.0.2.8'],
    ['2001:db8:1:2::1', '2001:db8:1:3::1'],
    ['2001:db8::1', '2001:db8:0:1::1'],
    ['2001:db8::', '2001:db8:8000::'],
    ['::1', '::2'],
  ])('not %s and %s', (one, other) => {
    expect(addressGroup(one)).not.toBe(addressGroup(other));
  });

  it('tells which are this computer', () => {
    expect(isLoopbackGroup(addressGroup('127.9.9.9'))).toBe(true);
    expect(isLoopbackGroup(addressGroup('::2'))).toBe(false);
  });
});
