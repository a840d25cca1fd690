import type { Bytes } from '../../shared/units.ts';

/** The CRC-32 polynomial of zlib, gzip and PNG, bit-reversed: x^0 is the highest bit. */
const POLYNOMIAL = 0xedb88320;

/** `x^(2^k) mod POLYNOMIAL` for k = 0..31; squaring once more comes round to k = 0. */
const POWERS_OF_X = buildPowersOfX();

/**
 * The CRC-32 of A followed by B, from their checksums and B's length, without their bytes.
 * Appending n bytes multiplies A's remainder by x^(8n) modulo the polynomial; that power is put
 * together from precomputed squares, so a call takes one multiplication for each bit set in the length.
 *
 * Source of the method: `crc32_combine` in zlib 1.2.12 and later (Mark Adler).
 *
 * @param crcA CRC-32 of the first part, as `zlib.crc32` gives it
 * @param crcB CRC-32 of the second part alone
 * @param lengthB bytes in the second part; a non-negative safe integer
 * @returns an unsigned 32-bit integer
 */
export function combineCrc32(crcA: number, crcB: number, lengthB: Bytes): number {
  // The remainder of nothing stays nothing, however far it is shifted.
  if (crcA === 0) return crcB;
  let shifted = crcA;
  let remaining = lengthB;
  // 8 = 2^3 bits a byte, so bit 0 of the length stands for x^(2^3).
  for (let k = 3; remaining > 0; k = (k + 1) & 31) {
    if (remaining % 2 === 1) shifted = multiply(POWERS_OF_X[k] as number, shifted);
    remaining = Math.floor(remaining / 2);
  }
  return (shifted ^ crcB) >>> 0;
}

/** A CRC-32 as the wire has it: exactly eight lower-case hex digits. */
export function formatCrc32(crc: number): string {
  return (crc >>> 0).toString(16).padStart(8, '0');
}

/** The product of two polynomials modulo {@link POLYNOMIAL}, all bit-reversed. */
function multiply(a: number, b: number): number {
  let product = 0;
  let multiple = b;
  for (let rest = a | 0; rest !== 0; rest <<= 1) {
    if (rest < 0) product ^= multiple;
    multiple = multiple & 1 ? (multiple >>> 1) ^ POLYNOMIAL : multiple >>> 1;
  }
  return product;
}

function buildPowersOfX(): Int32Array {
  const powers = new Int32Array(32);
  powers[0] = 1 << 30;
  for (let k = 1; k < 32; k += 1) {
    const half = powers[k - 1] as number;
    powers[k] = multiply(half, half);
  }
  return powers;
}
