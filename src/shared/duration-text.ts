import type { Milliseconds } from './units.ts';

const SECOND: Milliseconds = 1000;
const MINUTE: Milliseconds = 60 * SECOND;
const HOUR: Milliseconds = 60 * MINUTE;

const DURATION_UNITS: Readonly<Record<string, Milliseconds>> = {
  '': SECOND,
  ms: 1,
  s: SECOND,
  m: MINUTE,
  min: MINUTE,
  h: HOUR,
};

/**
 * A duration as a person writes it: a number with a unit (`500ms`, `1.5 s`, `10 min`), or seconds.
 * Whole milliseconds; `NaN` for what is none.
 */
export function readDuration(text: string): Milliseconds {
  const [, digits, unit = ''] = /^(\d{1,9}(?:\.\d{1,3})?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  const factor = DURATION_UNITS[unit.toLowerCase()];
  return digits === undefined || factor === undefined
    ? Number.NaN
    : Math.round(Number(digits) * factor);
}

/** The same the other way: in one unit, and exact, so that it can be changed and read again. */
export function writeDuration(durationMs: Milliseconds): string {
  if (durationMs % HOUR === 0 && durationMs > 0) return `${(durationMs / HOUR).toFixed(0)} h`;
  if (durationMs % MINUTE === 0 && durationMs > 0) return `${(durationMs / MINUTE).toFixed(0)} min`;
  if (durationMs >= SECOND || durationMs === 0) return `${durationMs / SECOND} s`;
  return `${durationMs} ms`;
}
