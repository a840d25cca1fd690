import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { FileVersion } from './file-version.ts';
import { modifiedMsOf, sameVersion, tagOf } from './file-version.ts';

const anyVersion: fc.Arbitrary<FileVersion> = fc.record({
  size: fc.oneof(fc.nat(40), fc.maxSafeNat()),
  modifiedNs: fc.oneof(fc.bigInt(-40n, 40n), fc.bigInt(-(2n ** 80n), 2n ** 80n)),
  inode: fc.oneof(fc.bigInt(0n, 40n), fc.bigInt(0n, 2n ** 64n)),
  device: fc.oneof(fc.bigInt(0n, 40n), fc.bigInt(0n, 2n ** 64n)),
});

describe('tagOf', () => {
  test.prop([anyVersion, anyVersion], { numRuns: 2000 })(
    'is the same for the same version, and for no other',
    (a, b) => {
      expect(tagOf(a) === tagOf(b)).toBe(sameVersion(a, b));
      expect(tagOf(a)).toBe(tagOf({ ...a }));
    },
  );

  test.prop([anyVersion])('is short and plain', (version) => {
    expect(tagOf(version)).toMatch(/^[0-9a-z]+-n?[0-9a-z]+-[0-9a-z]+-[0-9a-z]+$/);
    expect(tagOf(version).length).toBeLessThan(80);
  });
});

describe('sameVersion', () => {
  it('distinguishes every field', () => {
    const version = { size: 1, modifiedNs: 2n, inode: 3n, device: 4n };
    expect(sameVersion(version, { ...version })).toBe(true);
    expect(sameVersion(version, { ...version, size: 2 })).toBe(false);
    expect(sameVersion(version, { ...version, modifiedNs: 3n })).toBe(false);
    expect(sameVersion(version, { ...version, inode: 4n })).toBe(false);
    expect(sameVersion(version, { ...version, device: 5n })).toBe(false);
  });
});

describe('modifiedMsOf', () => {
  it.each([
    [0n, 0],
    [999_999n, 0],
    [1_000_000n, 1],
    [-1n, -1],
    [-1_000_000n, -1],
    [1_767_323_045_678_999_999n, 1_767_323_045_678],
  ])('rounds %i ns down to %i ms', (modifiedNs, ms) => {
    expect(modifiedMsOf({ size: 0, modifiedNs, inode: 0n, device: 0n })).toBe(ms);
  });
});
