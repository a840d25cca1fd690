import type { Download } from '../../shared/contract-downloads.ts';

/** A run takes no more, so that what it needs does not grow with the batch. */
const GROUP_FILES = 1000;
/** Runs of one batch, so that a long one leaves a place for what was asked for after it. */
const RUNS_OF_BATCH = 2;

/** Whether nothing happens to a download in this state until somebody asks for it. */
export function isAtRest(state: Download['state']): boolean {
  return state !== 'waiting' && state !== 'downloading' && state !== 'verifying';
}

/** What is being fetched by the runs that there are. */
export interface RunningDownloads {
  readonly isRunning: (id: number) => boolean;
  /** How many runs fetch for a batch. */
  readonly runsOf: (batch: number) => number;
}

/**
 * The downloads for the next run: of the first batch that waits for one, as many as it may take. Batches
 * that have none yet come first.
 */
export function nextGroup(
  downloads: Iterable<Download>,
  { isRunning, runsOf }: RunningDownloads,
): Download[] {
  let batch: number | undefined;
  let isServed = true;
  let group: Download[] = [];
  for (const download of downloads) {
    if (download.state !== 'waiting' || isRunning(download.id)) continue;
    if (download.batch !== batch) {
      if (batch !== undefined && !isServed) continue;
      const runs = runsOf(download.batch);
      if (runs >= RUNS_OF_BATCH || (batch !== undefined && runs > 0)) continue;
      batch = download.batch;
      isServed = runs > 0;
      group = [];
    }
    if (group.length < GROUP_FILES) group.push(download);
    if (group.length === GROUP_FILES && !isServed) break;
  }
  return group;
}
