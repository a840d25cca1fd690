import type { Download } from '../shared/contract-downloads.ts';

/** How a batch of downloads went. */
export interface BatchSummary {
  readonly batch: number;
  readonly done: number;
  readonly failed: number;
  /** All that are done were verified. */
  readonly verified: boolean;
}

/** Whether nothing happens to a download in this state until somebody asks for it. */
export function isAtRest(state: Download['state']): boolean {
  return state !== 'waiting' && state !== 'downloading' && state !== 'verifying';
}

/** The first download that waits for a run, and all others of its batch that can go with it. */
export function nextGroup(
  downloads: Iterable<Download>,
  isRunning: (id: number) => boolean,
): Download[] {
  const group: Download[] = [];
  for (const download of downloads) {
    if (download.state !== 'waiting' || isRunning(download.id)) continue;
    const first = group[0] ?? download;
    const fits =
      download.batch === first.batch &&
      download.directory === first.directory &&
      download.endpoint.host === first.endpoint.host &&
      download.endpoint.port === first.endpoint.port &&
      download.ifExists === first.ifExists;
    if (fits) group.push(download);
  }
  return group;
}

/** How a batch went; `undefined` while any of it is unfinished, or if nothing came of it. */
export function summarizeBatch(
  downloads: Iterable<Download>,
  batch: number,
): BatchSummary | undefined {
  let done = 0;
  let failed = 0;
  let verified = true;
  for (const download of downloads) {
    if (download.batch !== batch) continue;
    if (!isAtRest(download.state) || download.state === 'paused') return undefined;
    if (download.state === 'failed') failed++;
    if (download.state !== 'done') continue;
    done++;
    verified &&= download.verified;
  }
  return done + failed === 0 ? undefined : { batch, done, failed, verified };
}
