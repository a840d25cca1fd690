import type { Bytes, EpochMilliseconds, Milliseconds } from '../../shared/units.ts';
import { formatBytes } from '../../shared/units.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `3 ms`, `1.2 s`, `2 min 5 s`, `3 h 20 min`, `2 d 4 h`. */
export function formatDuration(durationMs: Milliseconds): string {
  if (durationMs < SECOND) return `${durationMs.toFixed(0)} ms`;
  if (durationMs < 10 * SECOND) return `${(durationMs / SECOND).toFixed(1)} s`;
  if (durationMs < MINUTE) return `${Math.floor(durationMs / SECOND).toFixed(0)} s`;
  if (durationMs < HOUR) return twoUnits(durationMs, [MINUTE, 'min'], [SECOND, 's']);
  if (durationMs < DAY) return twoUnits(durationMs, [HOUR, 'h'], [MINUTE, 'min']);
  return twoUnits(durationMs, [DAY, 'd'], [HOUR, 'h']);
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

/** Bytes per second for a person; `–` when too little time has passed to tell. */
export function formatSpeed(bytes: Bytes, durationMs: Milliseconds): string {
  if (durationMs <= 0) return '–';
  return `${formatBytes((bytes / durationMs) * SECOND)}/s`;
}

/** Date and time of day where the reader is: `2026-03-01 14:05:09`. */
export function formatLocalTime(atMs: EpochMilliseconds): string {
  const date = new Date(atMs);
  const days = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits).join('-');
  return `${days} ${formatTimeOfDay(atMs)}`;
}

/** `14:05:09`, where the reader is. */
export function formatTimeOfDay(atMs: EpochMilliseconds): string {
  const date = new Date(atMs);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
}

/** A point in time for a program: ISO 8601, UTC. */
export function formatIsoTime(atMs: EpochMilliseconds): string {
  return new Date(atMs).toISOString();
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** A share of a whole: `87.5 %`; `–` of nothing. */
export function formatShare(part: number, whole: number): string {
  return whole > 0 ? `${((part / whole) * 100).toFixed(1)} %` : '–';
}

/** `1 file`, `2 files`. */
export function formatCount(count: number, singular: string, plural = `${singular}s`): string {
  return `${count.toFixed(0)} ${count === 1 ? singular : plural}`;
}
