import type { Omission } from '../../../shared/omissions.ts';
import type { Bytes } from '../../../shared/units.ts';
import type { DownloadOptions } from '../download-types.ts';
import type { Remote } from '../remote/remote-types.ts';

export interface ChosenFile {
  readonly item: number;
  readonly name: string;
  readonly size?: Bytes;
}

export interface FileChoice {
  readonly files: readonly ChosenFile[];
  readonly truncated: boolean;
  /** What the server left out of its list, and why. */
  readonly omitted: readonly Omission[];
}

/** Asked for once a server has shown that it lists less than all by default. */
const LARGE_LIMIT = 500_000;

/**
 * The files of a batch: those named, or those that the server lists.
 *
 * @throws {FailureError} where a folder cannot be listed
 */
export async function chooseFiles(
  names: DownloadOptions['names'],
  remote: Pick<Remote, 'files'>,
): Promise<FileChoice> {
  if (!('prefix' in names)) {
    return { files: names.map((name, item) => ({ item, name })), truncated: false, omitted: [] };
  }
  const { prefix, recursive } = names;
  let listed = await remote.files({ prefix, recursive });
  if (listed.truncated) listed = await remote.files({ prefix, recursive, limit: LARGE_LIMIT });
  return {
    files: listed.files.map(({ name, size }, item) => ({ item, name, size })),
    truncated: listed.truncated,
    omitted: listed.omitted,
  };
}
