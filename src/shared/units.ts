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

const BYTE_UNITS: readonly [unit: string, size: Bytes][] = [
  ['GiB', GIB],
  ['MiB', MIB],
  ['KiB', KIB],
];

/**
 * A size for a person, in binary units with three significant places at most: `812 B`, `1.5 KiB`,
 * `38.2 MiB`, `64 MiB`.
 */
export function formatBytes(bytes: Bytes): string {
  for (const [unit, size] of BYTE_UNITS) {
    if (bytes >= size) {
      const value = bytes / size;
      return `${trimZeros(value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0))} ${unit}`;
    }
  }
  return `${bytes.toFixed(0)} B`;
}

function trimZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}
