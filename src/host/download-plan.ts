import {
  MAX_DOWNLOADS,
  type AddDownloadsResult,
  type Endpoint,
  type IfExists,
  type RemoteFolder,
} from '../shared/contract-downloads.ts';
import { ProblemError } from '../shared/problem.ts';
import { checkTargetFolder, findCollisions } from './collisions.ts';

const SHOWN_COLLISIONS = 100;

export interface AddRequest {
  readonly endpoint: Endpoint;
  readonly names: readonly string[];
  readonly folders: readonly string[];
  readonly directory: string;
  readonly ifExists?: IfExists | undefined;
}

export interface PlanOptions {
  /** Every file below a folder of a server. */
  readonly listFolder: (endpoint: Endpoint, folder: string, limit: number) => Promise<RemoteFolder>;
  /** Names that are being fetched from there to there already. */
  readonly queued: ReadonlySet<string>;
}

/** Files to fetch, with the sizes that are known, or the question to ask first. */
export type DownloadPlan =
  | { readonly files: ReadonlyMap<string, number | undefined> }
  | { readonly collisions: AddDownloadsResult };

/**
 * Finds out what a request comes to, and touches nothing.
 *
 * @throws ProblemError if the folder cannot be written to, or a server's folder cannot be listed
 */
export async function planDownloads(
  request: AddRequest,
  { listFolder, queued }: PlanOptions,
): Promise<DownloadPlan> {
  const { endpoint, names, folders, directory, ifExists } = request;
  await checkTargetFolder(directory);
  const files = new Map<string, number | undefined>(names.map((name) => [name, undefined]));
  for (const folder of folders) {
    const listing = await listFolder(endpoint, folder, MAX_DOWNLOADS);
    if (listing.truncated) {
      throw new ProblemError(
        'bad-request',
        `The folder holds more than ${MAX_DOWNLOADS} files. Fetch its sub-folders one by one.`,
      );
    }
    for (const { name, size } of listing.files) files.set(name, size);
  }
  // Asked for twice, fetched once.
  for (const name of queued) files.delete(name);
  if (ifExists !== undefined) return { files };
  const existing = await findCollisions(directory, [...files.keys()]);
  if (existing.length === 0) return { files };
  return {
    collisions: {
      outcome: 'collisions',
      names: existing.slice(0, SHOWN_COLLISIONS),
      collisions: existing.length,
      files: files.size,
    },
  };
}
