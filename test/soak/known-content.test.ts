import { describe, expect, it } from 'vitest';
import { KnownContent } from './known-content.ts';

const content = new KnownContent('a file', 200_000);
const bytes = content.bytes();

describe('known content', () => {
  it('recognizes each of its pieces where it stands', () => {
    expect(content.isWhole(bytes)).toBe(true);
    for (const [from, to] of [
      [0, 0],
      [0, 1],
      [65_520, 65_522],
      [1, 200_000],
      [199_999, 200_000],
    ] as const) {
      expect(content.matches(bytes.subarray(from, to), from)).toBe(true);
    }
  });

  it('finds one wrong byte wherever it is', () => {
    for (const at of [0, 65_520, 65_521, 131_072, 199_999]) {
      const wrong = Buffer.from(bytes);
      wrong[at]! ^= 1;
      expect(content.matches(wrong, 0)).toBe(false);
    }
  });

  it('finds pieces of another place, another file, and too many bytes', () => {
    expect(content.matches(bytes.subarray(0, 4096), 65_536)).toBe(false);
    expect(new KnownContent('another file', 200_000).matches(bytes, 0)).toBe(false);
    expect(content.matches(Buffer.concat([bytes, bytes]), 0)).toBe(false);
    expect(content.isWhole(bytes.subarray(0, -1))).toBe(false);
    expect(new KnownContent('nothing', 0).isWhole(Buffer.alloc(1))).toBe(false);
  });
});
