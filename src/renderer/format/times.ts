import { chooseLanguage, type Language } from '../../shared/locales/languages.ts';
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

/** That of the system. */
const SYSTEM_LOCALE = new Intl.DateTimeFormat().resolvedOptions().locale;

/** Making one takes longer than using it a thousand times. */
const made = new Map<Language, Formats>();

function formats(): Formats {
  const language = shownLanguage();
  let found = made.get(language);
  if (found === undefined) {
    // The system's order of the date and its clock, if it is of the language that is shown.
    const locale = chooseLanguage([SYSTEM_LOCALE]) === language ? SYSTEM_LOCALE : language;
    found = {
      clock: new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }),
      exact: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }),
      day: new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }),
    };
    made.set(language, found);
  }
  return found;
}
