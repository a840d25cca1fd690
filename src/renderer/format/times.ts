const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

/** How long ago, in the largest whole unit: `now`, `12 s ago`, `3 min ago`, then hours, then the date. */
export function formatAgo(atMs: number, nowMs: number): string {
  const elapsed = nowMs - atMs;
  if (elapsed < 2 * SECOND) return 'now';
  if (elapsed < MINUTE) return `${Math.floor(elapsed / SECOND).toFixed(0)} s ago`;
  if (elapsed < HOUR) return `${Math.floor(elapsed / MINUTE).toFixed(0)} min ago`;
  if (elapsed < DAY) return `${Math.floor(elapsed / HOUR).toFixed(0)} h ago`;
  return day.format(atMs);
}

/** Time left or taken: `8 s`, `2 min 05 s`, `1 h 20 min`. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.round(durationMs / SECOND);
  if (seconds < 60) return `${seconds.toFixed(0)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return `${minutes.toFixed(0)} min ${(seconds % 60).toFixed(0).padStart(2, '0')} s`;
  }
  return `${Math.floor(minutes / 60).toFixed(0)} h ${(minutes % 60).toFixed(0).padStart(2, '0')} min`;
}

/** A very short time, which the server measures in whole milliseconds: `under 1 ms`, `12 ms`, `1.3 s`. */
export function formatLatency(durationMs: number): string {
  if (durationMs < 1) return 'under 1 ms';
  if (durationMs < SECOND) return `${durationMs.toFixed(0)} ms`;
  return `${(durationMs / SECOND).toFixed(1)} s`;
}

export function formatClock(atMs: number): string {
  return clock.format(atMs);
}

export function formatExact(atMs: number): string {
  return exact.format(atMs);
}
