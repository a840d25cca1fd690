import type { EntryVersion } from '../../src/engine/cache/entry-version.ts';

/** Not a divisor of 1 MiB, so that swapped extents do not look alike. */
const PERIOD = 251;

/** The bytes of a made-up file from `offset` on: another for every file, version and place. */
export function contentOf(file: number, version: number, offset: number, length: number): Buffer {
  const pattern = Buffer.alloc(PERIOD);
  let state = Math.imul(file + 1, 0x9e3779b1) ^ Math.imul(version + 1, 0x85ebca77);
  for (let at = 0; at < PERIOD; at++) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + at;
    pattern[at] = state >>> 11;
  }
  const turned = Buffer.concat([
    pattern.subarray(offset % PERIOD),
    pattern.subarray(0, offset % PERIOD),
  ]);
  return Buffer.alloc(length, turned);
}

/** A version of a made-up file: `inode` names the file, `modifiedNs` counts its versions. */
export function versionOf(file: number, version: number, size: number): EntryVersion {
  return { size, modifiedNs: BigInt(version), inode: BigInt(file), device: 7n };
}
