/** A length or an offset in bytes; a non-negative safe integer. */
export type Bytes = number;

/** A duration in milliseconds. */
export type Milliseconds = number;

/** A point in time: milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMilliseconds = number;

export const KIB: Bytes = 1024;
export const MIB: Bytes = 1024 * KIB;
export const GIB: Bytes = 1024 * MIB;

/** The most file content that the cache ever holds, and its default size: 67,108,864 bytes. */
export const MAX_CACHE_CAPACITY: Bytes = 64 * MIB;

export type ByteUnit = 'GiB' | 'MiB' | 'KiB' | 'B';

const BYTE_UNITS: readonly [unit: ByteUnit, size: Bytes][] = [
  ['GiB', GIB],
  ['MiB', MIB],
  ['KiB', KIB],
];

/**
 * A size in the largest binary unit that it fills, in three significant places at most, with a point
 * before the decimals.
 */
export function inByteUnit(bytes: Bytes): { readonly value: string; readonly unit: ByteUnit } {
  for (const [unit, size] of BYTE_UNITS) {
    if (bytes >= size) {
      const value = bytes / size;
      return { value: trimZeros(value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)), unit };
    }
  }
  return { value: bytes.toFixed(0), unit: 'B' };
}

/** A size for a person, in English: `812 B`, `1.5 KiB`, `38.2 MiB`, `64 MiB`. */
export function formatBytes(bytes: Bytes): string {
  const { value, unit } = inByteUnit(bytes);
  return `${value} ${unit}`;
}

function trimZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}
