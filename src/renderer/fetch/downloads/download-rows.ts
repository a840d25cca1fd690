import type { Download, DownloadState } from '../../../shared/contract-downloads.ts';

/** What became of several downloads together. */
export interface Totals {
  readonly count: number;
  /** Those that need nothing more. */
  readonly finished: number;
  readonly failed: number;
  readonly receivedBytes: number;
  /** Absent while the size of one of them is unknown. */
  readonly size: number | undefined;
  readonly bytesPerSecond: number;
}

export interface BatchRow {
  readonly kind: 'batch';
  readonly key: string;
  readonly downloads: readonly Download[];
  readonly totals: Totals;
}

export interface DownloadRow {
  readonly kind: 'download';
  readonly key: string;
  readonly download: Download;
}

export type DownloadsRow = BatchRow | DownloadRow;

const FINISHED: ReadonlySet<DownloadState> = new Set(['done', 'canceled', 'skipped']);

export function isFinished(download: Download): boolean {
  return FINISHED.has(download.state);
}

export function totalsOf(downloads: readonly Download[]): Totals {
  // What was given up counts neither as received nor as wanted.
  const wanted = downloads.filter(({ state }) => state !== 'canceled' && state !== 'skipped');
  return {
    count: downloads.length,
    finished: downloads.filter(isFinished).length,
    failed: downloads.filter(({ state }) => state === 'failed').length,
    receivedBytes: sum(wanted, ({ receivedBytes }) => receivedBytes),
    size: wanted.some(({ size }) => size === undefined)
      ? undefined
      : sum(wanted, ({ size }) => size ?? 0),
    bytesPerSecond: sum(wanted, ({ bytesPerSecond }) => bytesPerSecond),
  };
}

function sum(downloads: readonly Download[], valueOf: (download: Download) => number): number {
  return downloads.reduce((total, download) => total + valueOf(download), 0);
}

const kept = new WeakMap<Download, DownloadRow>();

/** The rows to show: the newest batch first, each of more than one file under its total. */
export function downloadRows(downloads: readonly Download[]): DownloadsRow[] {
  const batches = new Map<number, Download[]>();
  for (const download of downloads) {
    const batch = batches.get(download.batch);
    if (batch === undefined) batches.set(download.batch, [download]);
    else batch.push(download);
  }
  return [...batches].reverse().flatMap(([batch, ofBatch]): DownloadsRow[] => {
    const rows = ofBatch.map(rowOf);
    if (ofBatch.length === 1) return rows;
    const key = `batch ${batch}`;
    return [{ kind: 'batch', key, downloads: ofBatch, totals: totalsOf(ofBatch) }, ...rows];
  });
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
