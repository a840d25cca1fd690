import type { Download } from '../../shared/contract-downloads.ts';
import { byRank, type Ranked } from './queue-order.ts';

/** A run takes no more, so that what it needs does not grow with the batch. */
const GROUP_FILES = 1000;
/** Runs of one batch, so that a long one leaves a place for what was asked for after it. */
const RUNS_OF_BATCH = 2;

/** Whether nothing happens to a download in this state until somebody asks for it. */
export function isAtRest(state: Download['state']): boolean {
  return state !== 'waiting' && state !== 'downloading' && state !== 'verifying';
}

/** Whether a download may go on, now or when it is tried again. */
export function isUnfinished({ state }: Pick<Download, 'state'>): boolean {
  return !isAtRest(state) || state === 'paused' || state === 'failed';
}

/** What is being fetched by the runs that there are, and what is next. */
export interface RunningDownloads {
  readonly isRunning: (id: number) => boolean;
  /** How many runs fetch for a batch. */
  readonly runsOf: (batch: number) => number;
  readonly batch: (id: number) => Ranked;
}

/**
 * The downloads for the next run: of the first batch that waits for one, as many as it may take, in their
 * order. Batches that have none yet come first.
 */
export function nextGroup(
  downloads: Iterable<Download>,
  { isRunning, runsOf, batch }: RunningDownloads,
): Download[] {
  const waiting = new Map<number, Download[]>();
  for (const download of downloads) {
    if (download.state !== 'waiting' || isRunning(download.id)) continue;
    const others = waiting.get(download.batch);
    if (others === undefined) waiting.set(download.batch, [download]);
    else others.push(download);
  }
  const [next] = [...waiting.keys()]
    .map((id) => ({ id, runs: runsOf(id), rank: batch(id).rank }))
    .filter(({ runs }) => runs < RUNS_OF_BATCH)
    .toSorted((a, b) => Number(a.runs > 0) - Number(b.runs > 0) || byRank(a, b));
  if (next === undefined) return [];
  return waiting.get(next.id)!.toSorted(byRank).slice(0, GROUP_FILES);
}
