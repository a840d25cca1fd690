import type { RemoteCache, RemoteFolder } from '../../../shared/contract-downloads.ts';
import type { Bytes } from '../../../shared/units.ts';
import { folderAt, type Folder, type Wanted } from './folder-tree.ts';

export interface SelectedTotal {
  /** Files, with those in chosen folders. */
  readonly files: number;
  /** Of all of them; `undefined` when one's size is not known. */
  readonly bytes: Bytes | undefined;
}

/** The size of every file that a list has it of, by name. */
export function knownSizes(
  folder: RemoteFolder | undefined,
  cache: RemoteCache | undefined,
): ReadonlyMap<string, Bytes> {
  const sizes = new Map<string, Bytes>();
  for (const { name, size } of cache?.files ?? []) if (size !== undefined) sizes.set(name, size);
  for (const { name, size } of folder?.files ?? []) sizes.set(name, size);
  return sizes;
}

/** How much it is that was chosen. */
export function selectedTotal(
  { names, folders }: Wanted,
  root: Folder,
  sizes: ReadonlyMap<string, Bytes>,
): SelectedTotal {
  let files = names.length;
  let bytes: Bytes | undefined = 0;
  for (const name of names) {
    const size = sizes.get(name);
    bytes = bytes === undefined || size === undefined ? undefined : bytes + size;
  }
  for (const path of folders) {
    const { row } = folderAt(root, path);
    // A folder that has gone since it was chosen brings nothing.
    if (row.path !== path) continue;
    files += row.count;
    bytes = bytes === undefined ? undefined : bytes + row.bytes;
  }
  return { files, bytes };
}

/** How much there is to fetch in all; `undefined` where the lists do not say. */
export function sizeToFetch(
  { folders }: Wanted,
  { bytes }: SelectedTotal,
  folder: RemoteFolder | undefined,
): Bytes | undefined {
  // Of a list that is incomplete, the files of a folder are not known.
  return folders.length > 0 && folder?.truncated !== false ? undefined : bytes;
}
