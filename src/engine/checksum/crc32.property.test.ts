import { crc32 } from 'node:zlib';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { combineCrc32, formatCrc32 } from './crc32.ts';

const anyCrc = fc.integer({ min: 0, max: 0xffff_ffff });

describe('combineCrc32', () => {
  test.prop([fc.uint8Array({ maxLength: 5000 }), fc.uint8Array({ maxLength: 5000 })])(
    'gives what zlib gives for both parts in one',
    (a, b) => {
      const whole = crc32(Buffer.concat([a, b]));
      expect(combineCrc32(crc32(a), crc32(b), b.length)).toBe(whole);
    },
  );

  test.prop([fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 })])(
    'folds any number of parts, empty ones too',
    (parts) => {
      let combined = 0;
      for (const part of parts) combined = combineCrc32(combined, crc32(part), part.length);
      expect(combined).toBe(crc32(Buffer.concat(parts)));
    },
  );

  test.prop([anyCrc, anyCrc, anyCrc, fc.maxSafeNat(), fc.nat(2 ** 45)])(
    'is associative for lengths that no test can hold in memory',
    (a, b, c, lengthB, lengthC) => {
      fc.pre(lengthB + lengthC <= Number.MAX_SAFE_INTEGER);
      const left = combineCrc32(combineCrc32(a, b, lengthB), c, lengthC);
      const right = combineCrc32(a, combineCrc32(b, c, lengthC), lengthB + lengthC);
      expect(left).toBe(right);
    },
  );

  test('agrees with zlib for pieces of 1 MiB', () => {
    const piece = Buffer.alloc(1 << 20, 'fifolio');
    const whole = crc32(Buffer.concat([piece, piece]));
    expect(combineCrc32(crc32(piece), crc32(piece), piece.length)).toBe(whole);
  });
});

describe('formatCrc32', () => {
  test.prop([anyCrc])('gives eight digits that read back', (crc) => {
    expect(formatCrc32(crc)).toMatch(/^[0-9a-f]{8}$/);
    expect(Number.parseInt(formatCrc32(crc), 16)).toBe(crc);
  });

  test('keeps leading zeros', () => {
    expect(formatCrc32(0)).toBe('00000000');
    expect(formatCrc32(-1)).toBe('ffffffff');
  });
});
