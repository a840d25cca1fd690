import type { BatchTotals, Download, DownloadBatch } from '../../../shared/contract-downloads.ts';
import type { DownloadsState } from '../../../shared/deltas.ts';
import { isShown, orderOfBatches, orderOfFiles, type DownloadsView } from './download-order.ts';

export interface BatchRow {
  readonly kind: 'batch';
  readonly key: string;
  readonly batch: DownloadBatch;
  readonly isOpen: boolean;
}

export interface DownloadRow {
  readonly kind: 'download';
  readonly key: string;
  readonly download: Download;
  /** Under the row of its batch. */
  readonly isNested: boolean;
}

export type DownloadsRow = BatchRow | DownloadRow;

/** A batch of more files is folded into its row until somebody unfolds it. */
const MOST_UNFOLDED = 5;

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

/** The rows to show: batches in their order, each with its files while it is open, or its only file in its place. */
export function downloadRows(
  { batches, downloads }: Omit<DownloadsState, 'sequence'>,
  view: DownloadsView,
): DownloadsRow[] {
  const filesOf = new Map<number, Download[]>(batches.map(({ id }) => [id, []]));
  for (const download of downloads) {
    if (isShown(download, view)) filesOf.get(download.batch)?.push(download);
  }
  const shown = batches
    .map((batch) => ({ batch, files: filesOf.get(batch.id)! }))
    .filter(({ files }) => files.length > 0)
    .toSorted(orderOfBatches(view));
  const rows: DownloadsRow[] = [];
  for (const { batch, files } of shown) {
    const { id, totals, omitted, truncated } = batch;
    const hasTotal = totals.count > 1 || omitted.length > 0 || truncated;
    const isOpen = view.folded.get(id) ?? (view.text !== '' || totals.count <= MOST_UNFOLDED);
    if (hasTotal) rows.push(batchRow(batch, isOpen));
    if (hasTotal && !isOpen) continue;
    for (const file of orderOfFiles(files, view)) rows.push(downloadRow(file, hasTotal));
  }
  return rows;
}

const batchRows = new WeakMap<DownloadBatch, BatchRow>();
const downloadRowsOf = new WeakMap<Download, DownloadRow>();

/** The same row for the same batch, so that it is not drawn anew. */
function batchRow(batch: DownloadBatch, isOpen: boolean): BatchRow {
  let row = batchRows.get(batch);
  if (row?.isOpen !== isOpen) row = { kind: 'batch', key: `batch ${batch.id}`, batch, isOpen };
  batchRows.set(batch, row);
  return row;
}

function downloadRow(download: Download, isNested: boolean): DownloadRow {
  let row = downloadRowsOf.get(download);
  if (row?.isNested !== isNested)
    row = { kind: 'download', key: `download ${download.id}`, download, isNested };
  downloadRowsOf.set(download, row);
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
