import { chooseLanguage } from '../../shared/locales/languages.ts';
import type { Milliseconds } from '../../shared/units.ts';
import { quantities, shownLanguage } from '../language/language.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS = [
  { ms: SECOND, belowMs: MINUTE },
  { ms: MINUTE, belowMs: HOUR },
  { ms: HOUR, belowMs: DAY },
] as const;

/** How long ago, in the largest whole unit: `now`, `12 s ago`, `3 min ago`, then hours, then the date. */
export function formatAgo(atMs: number, nowMs: number): string {
  const elapsed = nowMs - atMs;
  if (elapsed < 2 * SECOND) return quantities().now;
  const unit = UNITS.find((each) => elapsed < each.belowMs);
  return unit === undefined
    ? formats().day.format(atMs)
    : quantities().ago(Math.floor(elapsed / unit.ms) * unit.ms);
}

export function formatClock(atMs: number): string {
  return formats().clock.format(atMs);
}

export function formatExact(atMs: number): string {
  return formats().exact.format(atMs);
}

/** `12 s`, `2 min 5 s`: in whole seconds, as tenths would flicker. */
export function formatSeconds(durationMs: Milliseconds): string {
  return quantities().seconds(durationMs);
}

/** `3 ms`, `1.2 s`, `2 min 5 s`. */
export function formatDuration(durationMs: Milliseconds): string {
  return quantities().duration(durationMs);
}

interface Formats {
  readonly clock: Intl.DateTimeFormat;
  readonly exact: Intl.DateTimeFormat;
  readonly day: Intl.DateTimeFormat;
}

/** Making one takes longer than using it a thousand times. */
const made = new Map<string, Formats>();

function formats(): Formats {
  const locale = dateLocale();
  let found = made.get(locale);
  if (found === undefined) {
    found = {
      clock: new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }),
      exact: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }),
      day: new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }),
    };
    made.set(locale, found);
  }
  return found;
}

/** That of the system, with its order of the date and its clock, if it is of the language that is shown. */
function dateLocale(): string {
  const language = shownLanguage();
  const system = new Intl.DateTimeFormat().resolvedOptions().locale;
  return chooseLanguage([system]) === language ? system : language;
}
