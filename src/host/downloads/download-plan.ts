import type { RemoteFiles } from '../../engine/index.ts';
import type {
  AddDownloadsResult,
  IfExists,
  ServerAddress,
} from '../../shared/contract-downloads.ts';
import { mergeOmissions, type Omission } from '../../shared/omissions.ts';
import type { Bytes } from '../../shared/units.ts';
import { checkTargetFolder, findCollisions } from './collisions.ts';
import type { Selection } from './download-selections.ts';

const SHOWN_COLLISIONS = 100;

export interface PlanRequest {
  readonly endpoint: ServerAddress;
  readonly selection: Selection;
  readonly directory: string;
  readonly ifExists?: IfExists | undefined;
}

/** A server's list of the files below a folder. */
export type FolderListing = Pick<RemoteFiles, 'files' | 'truncated' | 'omitted'>;

export interface PlanOptions {
  /** Every file below each of some folders of a server. */
  readonly listFolders: (
    endpoint: ServerAddress,
    folders: Iterable<string>,
  ) => AsyncIterable<FolderListing>;
  /** Names that are being fetched from there to there already. */
  readonly queued: ReadonlySet<string>;
}

/** What a request comes to. */
export interface PlannedDownloads {
  /** By name, with the sizes that are known. */
  readonly files: ReadonlyMap<string, Bytes | undefined>;
  readonly omitted: Omission[];
  readonly truncated: boolean;
}

/** The downloads, or the question to ask first. */
export type DownloadPlan = PlannedDownloads | { readonly collisions: AddDownloadsResult };

/**
 * Finds out what a request comes to, and touches nothing.
 *
 * @throws FailureError if the folder cannot be written to, or a server's folder cannot be listed
 */
export async function planDownloads(
  request: PlanRequest,
  { listFolders, queued }: PlanOptions,
): Promise<DownloadPlan> {
  const { endpoint, selection, directory, ifExists } = request;
  await checkTargetFolder(directory);
  const files = new Map(selection.files);
  const omissions: Omission[] = [];
  let truncated = false;
  if (selection.folders.size > 0) {
    for await (const listing of listFolders(endpoint, selection.folders)) {
      for (const { name, size } of listing.files) files.set(name, size);
      omissions.push(...listing.omitted);
      truncated ||= listing.truncated;
    }
  }
  // Asked for twice, fetched once.
  for (const name of queued) files.delete(name);
  const planned = { files, omitted: mergeOmissions(omissions), truncated };
  if (ifExists !== undefined) return planned;
  const existing = await findCollisions(directory, files.keys());
  if (existing.length === 0) return planned;
  return {
    collisions: {
      outcome: 'collisions',
      names: existing.slice(0, SHOWN_COLLISIONS),
      collisions: existing.length,
      files: files.size,
    },
  };
}
