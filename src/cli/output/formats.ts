import { formatRate } from '../../shared/format.ts';
import type { Bytes, EpochMilliseconds, Milliseconds } from '../../shared/units.ts';

/** Average bytes per second; `–` when no time has passed. */
export function formatSpeed(bytes: Bytes, durationMs: Milliseconds): string {
  if (durationMs <= 0) return '–';
  return formatRate((bytes / durationMs) * 1000);
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

/** `1 file`, `2 files`. */
export function formatCount(count: number, singular: string, plural = `${singular}s`): string {
  return `${count.toFixed(0)} ${count === 1 ? singular : plural}`;
}
