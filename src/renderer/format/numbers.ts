import { formatBytes, MIB } from '../../shared/units.ts';

const counts = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });

/** A count with the separators of the user's language. */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** A part of a whole in percent; `–` when there is no whole. */
export function formatShare(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.round((part / whole) * 100).toFixed(0)} %`;
}

export function formatRate(bytesPerSecond: number): string {
  return `${formatBytes(bytesPerSecond)}/s`;
}

/** `38.2 of 64 MiB`: the unit once. */
export function formatUsage(usedBytes: number, capacityBytes: number): string {
  if (capacityBytes < MIB) return `${formatBytes(usedBytes)} of ${formatBytes(capacityBytes)}`;
  if (usedBytes === 0) return `0 of ${formatBytes(capacityBytes)}`;
  return `${(usedBytes / MIB).toFixed(1)} of ${formatBytes(capacityBytes)}`;
}
