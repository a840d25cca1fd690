import type { BatchTotals, Download, DownloadBatch } from '../../../shared/contract-downloads.ts';
import type { DownloadsState } from '../../../shared/deltas.ts';

export interface BatchRow {
  readonly kind: 'batch';
  readonly key: string;
  readonly batch: DownloadBatch;
}

export interface DownloadRow {
  readonly kind: 'download';
  readonly key: string;
  readonly download: Download;
}

export type DownloadsRow = BatchRow | DownloadRow;

/** How far a batch is, for showing it. */
export interface BatchProgress {
  /** Nothing more happens by itself, and nothing is left to retry or to continue. */
  readonly isOver: boolean;
  /** Something is waiting or under way. */
  readonly isMoving: boolean;
  /** From 0 to 1, of what is wanted; of all of it once it is over, as what was given up is not done. */
  readonly fraction: number;
  /** In ms; unknown without a speed or a size. */
  readonly timeLeftMs: number | undefined;
}

export function progressOf(totals: BatchTotals): BatchProgress {
  const { count, done, failed, canceled, skipped, paused } = totals;
  const { receivedBytes, size, bytesPerSecond } = totals;
  const open = count - done - canceled - skipped;
  const isOver = open === 0;
  const byBytes = !isOver && size !== undefined && size > 0;
  return {
    isOver,
    isMoving: open - failed - paused > 0,
    fraction: byBytes ? Math.min(1, receivedBytes / size) : count === 0 ? 0 : done / count,
    timeLeftMs: timeLeftMs(receivedBytes, size, bytesPerSecond),
  };
}

/** Done, given up or skipped: there is nothing to do about it. */
export function isFinished({ state }: Download): boolean {
  return state === 'done' || state === 'canceled' || state === 'skipped';
}

const kept = new WeakMap<Download, DownloadRow>();

/** The rows to show: the newest batch first, under its total if there is more to tell than of its one file. */
export function downloadRows({
  batches,
  downloads,
}: Omit<DownloadsState, 'sequence'>): DownloadsRow[] {
  const rowsOf = new Map<number, DownloadsRow[]>();
  for (const batch of batches.toSorted((a, b) => b.id - a.id)) {
    const { id, totals, omitted, truncated } = batch;
    const hasTotal = totals.count > 1 || omitted.length > 0 || truncated;
    rowsOf.set(id, hasTotal ? [{ kind: 'batch', key: `batch ${id}`, batch }] : []);
  }
  for (const download of downloads) rowsOf.get(download.batch)?.push(rowOf(download));
  return [...rowsOf.values()].flat();
}

/** The same row for the same download, so that it is not drawn anew. */
function rowOf(download: Download): DownloadRow {
  const row = kept.get(download) ?? {
    kind: 'download',
    key: `download ${download.id}`,
    download,
  };
  kept.set(download, row);
  return row;
}

/** Time left at the present speed, in ms; unknown without a speed or a size. */
export function timeLeftMs(
  received: number,
  size: number | undefined,
  bytesPerSecond: number,
): number | undefined {
  if (size === undefined || bytesPerSecond <= 0 || received >= size) return undefined;
  // As long as something is left it is not nought.
  return Math.max(1000, ((size - received) / bytesPerSecond) * 1000);
}
