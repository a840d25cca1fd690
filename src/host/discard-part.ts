import { realpath, rm } from 'node:fs/promises';
import { readPartInfo } from '../engine/client/part-info.ts';
import { releaseLock, takeLock } from '../engine/client/part-lock.ts';
import { localPath, partPaths } from '../engine/client/target-path.ts';
import type { Endpoint } from '../shared/contract-downloads.ts';

/**
 * Deletes what an unfinished download has left on disk, if it is there and is that download's own.
 * Never throws: leaving it behind does no harm.
 */
export async function discardPart(download: {
  readonly endpoint: Endpoint;
  readonly name: string;
  readonly directory: string;
}): Promise<void> {
  const { endpoint, name, directory } = download;
  try {
    const paths = partPaths(localPath(await realpath(directory), name, process.platform));
    takeLock(paths.lock);
    try {
      const info = readPartInfo(paths.info);
      if (info?.host !== endpoint.host || info.port !== endpoint.port || info.name !== name) return;
      await rm(paths.part, { force: true });
      await rm(paths.info, { force: true });
    } finally {
      releaseLock(paths.lock);
    }
  } catch {
    // The name was never possible, the folder is gone, or somebody else writes there now.
  }
}
