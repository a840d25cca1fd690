import type { Milliseconds } from './units.ts';
import { formatBytes } from './units.ts';

/** How quantities read for a person, in the command line's output and in the panel. Sizes: `units.ts`. */

const SECOND: Milliseconds = 1000;
const MINUTE: Milliseconds = 60 * SECOND;
const HOUR: Milliseconds = 60 * MINUTE;
const DAY: Milliseconds = 24 * HOUR;

/** `under 1 ms`, `3 ms`, `1.2 s`, `12 s`, `2 min 5 s`, `3 h 20 min`, `2 d 4 h`. */
export function formatDuration(durationMs: Milliseconds): string {
  if (durationMs < 1) return 'under 1 ms';
  if (durationMs < SECOND) return `${Math.floor(durationMs).toFixed(0)} ms`;
  if (durationMs < 10 * SECOND) return `${(Math.floor(durationMs / 100) / 10).toFixed(1)} s`;
  return formatSeconds(Math.floor(durationMs / SECOND) * SECOND);
}

/** As {@link formatDuration}, but rounded to whole seconds: for what counts up or down, where tenths would flicker. */
export function formatSeconds(durationMs: Milliseconds): string {
  const wholeMs = Math.round(durationMs / SECOND) * SECOND;
  if (wholeMs < MINUTE) return `${(wholeMs / SECOND).toFixed(0)} s`;
  if (wholeMs < HOUR) return twoUnits(wholeMs, [MINUTE, 'min'], [SECOND, 's']);
  if (wholeMs < DAY) return twoUnits(wholeMs, [HOUR, 'h'], [MINUTE, 'min']);
  return twoUnits(wholeMs, [DAY, 'd'], [HOUR, 'h']);
}

function twoUnits(
  durationMs: Milliseconds,
  [large, largeUnit]: readonly [Milliseconds, string],
  [small, smallUnit]: readonly [Milliseconds, string],
): string {
  const whole = Math.floor(durationMs / large);
  const rest = Math.floor((durationMs % large) / small);
  return `${whole.toFixed(0)} ${largeUnit}${rest > 0 ? ` ${rest.toFixed(0)} ${smallUnit}` : ''}`;
}

/** `12.5 MiB/s`. */
export function formatRate(bytesPerSecond: number): string {
  return `${formatBytes(bytesPerSecond)}/s`;
}

/** A part of a whole in percent: `87.5 %`; `–` when there is no whole. */
export function formatShare(part: number, whole: number, decimals = 1): string {
  return whole > 0 ? `${((part / whole) * 100).toFixed(decimals)} %` : '–';
}
