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

export function formatClock(atMs: number): string {
  return clock.format(atMs);
}

export function formatExact(atMs: number): string {
  return exact.format(atMs);
}
