import type { LogEntry } from '../../../shared/contract-log.ts';
import { csvField } from '../../../shared/csv-field.ts';
import { formatClock } from '../../format/times.ts';
import { logLine } from './log-lines.ts';

/** The log for other programs. Entries as they are shown, newest first, become files with the oldest first. */

const COLUMNS = ['time', 'type', 'subject', 'detail', 'peer', 'bytes', 'durationMs'] as const;

/** What begins a formula for spreadsheets. */
const FORMULA = /^[=+\-@\t\r]/;

/** As RFC 4180 has it, with a line of headings. Names come from strangers: none can be a formula. */
export function logAsCsv(newestFirst: readonly LogEntry[]): string {
  const lines = newestFirst.toReversed().map((entry) => {
    const { subject, detail } = logLine(entry);
    const values: Record<(typeof COLUMNS)[number], string> = {
      time: timeOf(entry),
      type: entry.type,
      subject,
      detail,
      peer: 'peer' in entry ? entry.peer : '',
      bytes:
        'sentBytes' in entry ? String(entry.sentBytes) : 'size' in entry ? String(entry.size) : '',
      durationMs: 'durationMs' in entry ? String(entry.durationMs) : '',
    };
    return COLUMNS.map((column) => csvField(withoutFormula(values[column]))).join(',');
  });
  return [COLUMNS.join(','), ...lines, ''].join('\r\n');
}

/** An array of the entries, each with its time in ISO 8601 beside the milliseconds. */
export function logAsJson(newestFirst: readonly LogEntry[]): string {
  const entries = newestFirst.toReversed().map((entry) => ({ time: timeOf(entry), ...entry }));
  return `${JSON.stringify(entries, undefined, 2)}\n`;
}

/** Lines for a person, as they are on the screen. */
export function logAsText(newestFirst: readonly LogEntry[]): string {
  return newestFirst
    .map((entry) => {
      const { subject, detail } = logLine(entry);
      return [formatClock(entry.atMs), subject, detail].filter((part) => part !== '').join('\t');
    })
    .join('\n');
}

function timeOf({ atMs }: LogEntry): string {
  return new Date(atMs).toISOString();
}

function withoutFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}
