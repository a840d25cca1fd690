import type { LogEntry } from '../../../shared/contract-log.ts';

/** A row of the log: one entry, or the evictions for room of one minute, folded. */
export type LogRow =
  | { readonly kind: 'entry'; readonly entry: LogEntry; readonly level: 1 | 2 }
  | {
      readonly kind: 'fold';
      readonly minute: number;
      /** Of the newest of them. */
      readonly atMs: number;
      readonly count: number;
      readonly bytes: number;
      readonly isOpen: boolean;
    };

const MINUTE_MS = 60_000;

/**
 * Folds evictions that made room, which come with nearly every request of a full cache: those of a minute
 * of the clock are one row, where the newest of them was. By the clock, so that a row stays the same while
 * more are added to it and the oldest leave the log.
 *
 * @param entries newest first
 * @param open minutes (since 1970) whose evictions are shown below their row
 */
export function foldEvictions(entries: readonly LogEntry[], open: ReadonlySet<number>): LogRow[] {
  const byMinute = Map.groupBy(entries.filter(isForRoom), minuteOf);
  const rows: LogRow[] = [];
  for (const entry of entries) {
    const minute = minuteOf(entry);
    const evictions = isForRoom(entry) ? byMinute.get(minute) : undefined;
    if (evictions === undefined || evictions.length === 1) {
      rows.push({ kind: 'entry', entry, level: 1 });
    } else if (evictions[0] === entry) {
      const bytes = evictions.reduce((sum, { size }) => sum + size, 0);
      const isOpen = open.has(minute);
      rows.push({ kind: 'fold', minute, atMs: entry.atMs, count: evictions.length, bytes, isOpen });
      if (!isOpen) continue;
      for (const each of evictions) rows.push({ kind: 'entry', entry: each, level: 2 });
    }
  }
  return rows;
}

export function keyOfRow(row: LogRow): string {
  return row.kind === 'entry' ? row.entry.id.toFixed(0) : `minute ${row.minute.toFixed(0)}`;
}

type Eviction = Extract<LogEntry, { type: 'entryEvicted' }>;

function isForRoom(entry: LogEntry): entry is Eviction {
  return entry.type === 'entryEvicted' && entry.reason === 'room';
}

function minuteOf({ atMs }: LogEntry): number {
  return Math.floor(atMs / MINUTE_MS);
}
