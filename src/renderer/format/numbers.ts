import type { Bytes } from '../../shared/units.ts';
import { quantities } from '../language/language.ts';

/** Numbers as the language that is shown writes them. */

export function formatCount(count: number): string {
  return quantities().count(count);
}

export function formatBytes(bytes: Bytes): string {
  return quantities().bytes(bytes);
}

/** `38.2 of 64 MiB`: the unit once. */
export function formatUsage(usedBytes: Bytes, capacityBytes: Bytes): string {
  return quantities().usage(usedBytes, capacityBytes);
}

export function formatRate(bytesPerSecond: number): string {
  return quantities().rate(bytesPerSecond);
}

/** A part of a whole in whole percent: what changes while one looks at it should not flicker. */
export function formatShare(part: number, whole: number): string {
  return quantities().share(part, whole, 0);
}

/** A part of a whole in percent with one decimal. */
export function formatExactShare(part: number, whole: number): string {
  return quantities().share(part, whole, 1);
}

/** A part of 1 in percent with two significant digits, as small as it may be: `0.012 %`. */
export function formatSmallShare(part: number): string {
  return quantities().smallShare(part);
}

/** How much is done, in whole percent, rounded down: all is done only at the end. */
export function formatProgress(fraction: number): string {
  return formatShare(Math.floor(fraction * 100), 100);
}
