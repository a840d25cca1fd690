import type { Milliseconds } from './units.ts';
import { formatBytes } from './units.ts';

/** How quantities read for a person. Sizes: `units.ts`; in other languages: `locales/quantities.ts`. */

const SECOND: Milliseconds = 1000;
const MINUTE: Milliseconds = 60 * SECOND;
const HOUR: Milliseconds = 60 * MINUTE;
const DAY: Milliseconds = 24 * HOUR;

export type DurationUnit = 'ms' | 's' | 'min' | 'h' | 'd';

/** A duration in one unit or two, the larger first; with no part if it is shorter than a millisecond. */
export type DurationParts = readonly {
  readonly value: number;
  readonly decimals: 0 | 1;
  readonly unit: DurationUnit;
}[];

/** Rounded down. Tenths are shown of less than ten seconds. */
export function durationParts(durationMs: Milliseconds): DurationParts {
  if (durationMs < 1) return [];
  if (durationMs < SECOND) return [{ value: Math.floor(durationMs), decimals: 0, unit: 'ms' }];
  if (durationMs < 10 * SECOND) {
    return [{ value: Math.floor(durationMs / 100) / 10, decimals: 1, unit: 's' }];
  }
  return secondsParts(Math.floor(durationMs / SECOND) * SECOND);
}

/** Rounded to whole seconds: for what counts up or down, where tenths would flicker. */
export function secondsParts(durationMs: Milliseconds): DurationParts {
  const wholeMs = Math.round(durationMs / SECOND) * SECOND;
  if (wholeMs < MINUTE) return [{ value: wholeMs / SECOND, decimals: 0, unit: 's' }];
  if (wholeMs < HOUR) return twoUnits(wholeMs, [MINUTE, 'min'], [SECOND, 's']);
  if (wholeMs < DAY) return twoUnits(wholeMs, [HOUR, 'h'], [MINUTE, 'min']);
  return twoUnits(wholeMs, [DAY, 'd'], [HOUR, 'h']);
}

function twoUnits(
  durationMs: Milliseconds,
  [large, largeUnit]: readonly [Milliseconds, DurationUnit],
  [small, smallUnit]: readonly [Milliseconds, DurationUnit],
): DurationParts {
  const whole = { value: Math.floor(durationMs / large), decimals: 0, unit: largeUnit } as const;
  const rest = Math.floor((durationMs % large) / small);
  return rest === 0 ? [whole] : [whole, { value: rest, decimals: 0, unit: smallUnit }];
}

/** In English: `under 1 ms`, `3 ms`, `1.2 s`, `12 s`, `2 min 5 s`, `3 h 20 min`, `2 d 4 h`. */
export function formatDuration(durationMs: Milliseconds): string {
  return inEnglish(durationParts(durationMs));
}

/** As {@link formatDuration}, but rounded to whole seconds. */
export function formatSeconds(durationMs: Milliseconds): string {
  return inEnglish(secondsParts(durationMs));
}

function inEnglish(parts: DurationParts): string {
  if (parts.length === 0) return 'under 1 ms';
  return parts.map(({ value, decimals, unit }) => `${value.toFixed(decimals)} ${unit}`).join(' ');
}

/** `12.5 MiB/s`. */
export function formatRate(bytesPerSecond: number): string {
  return `${formatBytes(bytesPerSecond)}/s`;
}

/** A part of a whole in percent: `87.5 %`; `–` when there is no whole. */
export function formatShare(part: number, whole: number, decimals = 1): string {
  return whole > 0 ? `${((part / whole) * 100).toFixed(decimals)} %` : '–';
}
