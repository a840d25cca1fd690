import { realpath } from 'node:fs/promises';
import type { Endpoint } from '../../../shared/endpoint.ts';
import { PartialFileStore } from './partial-files/partial-file-store.ts';
import { localPath } from './target-path.ts';

/**
 * Deletes what an unfinished download has left on disk, if it is there and is that download's own.
 * Never throws: leaving it behind does no harm.
 */
export async function discardPartialFile(download: {
  readonly endpoint: Endpoint;
  readonly name: string;
  readonly directory: string;
}): Promise<void> {
  const { endpoint, name, directory } = download;
  try {
    const target = localPath(await realpath(directory), name, process.platform);
    if (!PartialFileStore.existsAt(target)) return;
    const store = PartialFileStore.open(target);
    try {
      for (const part of store.parts) {
        const isItsOwn = part.host === endpoint.host && part.port === endpoint.port;
        if (isItsOwn && part.name === name) store.remove(part.number);
      }
    } finally {
      store.close();
    }
  } catch {
    // The name was never possible, the folder is gone, or somebody else writes there now.
  }
}
