import type { EpochMilliseconds } from '../../../shared/units.ts';

const DAYS = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MONTH = `(${MONTHS.join('|')})`;
const TIME = String.raw`(\d{2}):(\d{2}):(\d{2})`;

/** The three forms of RFC 9110 section 5.6.7: the one in use, and two old ones that must be understood. */
const IMF_FIXDATE = new RegExp(String.raw`^${DAYS}, (\d{2}) ${MONTH} (\d{4}) ${TIME} GMT$`);
const RFC_850 = new RegExp(String.raw`^[A-Z][a-z]{5,8}, (\d{2})-${MONTH}-(\d{2}) ${TIME} GMT$`);
const ASCTIME = new RegExp(String.raw`^${DAYS} ${MONTH} ([ \d]\d) ${TIME} (\d{4})$`);

/** A time as HTTP writes it, rounded down to a second; `undefined` where the year has not four digits. */
export function formatHttpDate(ms: EpochMilliseconds): string | undefined {
  const date = new Date(Math.floor(ms / 1000) * 1000);
  const year = date.getUTCFullYear();
  return year >= 0 && year <= 9999 ? date.toUTCString() : undefined;
}

/** The time that a date of HTTP stands for; `undefined`: it is none. */
export function parseHttpDate(
  text: string,
  nowMs: EpochMilliseconds,
): EpochMilliseconds | undefined {
  let found = IMF_FIXDATE.exec(text);
  if (found !== null) {
    const [, day, month, year, ...time] = found;
    return timeOf(Number(year), month!, Number(day), time);
  }
  found = ASCTIME.exec(text);
  if (found !== null) {
    const [, month, day, hour, minute, second, year] = found;
    return timeOf(Number(year), month!, Number(day), [hour!, minute!, second!]);
  }
  found = RFC_850.exec(text);
  if (found === null) return undefined;
  const [, day, month, twoDigits, ...time] = found;
  // Of the years that end so, the last that is not more than 50 years ahead.
  const latest = new Date(nowMs).getUTCFullYear() + 50;
  const year = latest - ((((latest - Number(twoDigits)) % 100) + 100) % 100);
  return timeOf(year, month!, Number(day), time);
}

function timeOf(
  year: number,
  month: string,
  day: number,
  [hour, minute, second]: readonly string[],
): EpochMilliseconds | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, MONTHS.indexOf(month), day);
  if (date.getUTCDate() !== day) return undefined;
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)];
  // 60 is a leap second.
  if (hours > 23 || minutes > 59 || seconds > 60) return undefined;
  return date.setUTCHours(hours, minutes, seconds);
}
