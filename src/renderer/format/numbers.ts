import { formatShare as formatExactShare } from '../../shared/format.ts';
import { formatBytes, MIB } from '../../shared/units.ts';

const counts = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });

/** A count with the separators of the user's language. */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** A part of a whole in whole percent: what changes while one looks at it should not flicker. */
export function formatShare(part: number, whole: number): string {
  return formatExactShare(part, whole, 0);
}

/** `38.2 of 64 MiB`: the unit once. */
export function formatUsage(usedBytes: number, capacityBytes: number): string {
  if (capacityBytes < MIB) return `${formatBytes(usedBytes)} of ${formatBytes(capacityBytes)}`;
  if (usedBytes === 0) return `0 of ${formatBytes(capacityBytes)}`;
  return `${(usedBytes / MIB).toFixed(1)} of ${formatBytes(capacityBytes)}`;
}
