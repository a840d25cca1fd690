import type { RemoteCache, RemoteFolder } from '../../../shared/contract-downloads.ts';
import type { Bytes } from '../../../shared/units.ts';
import type { Wanted } from '../files-there/folder-tree.ts';

/** The lists in sight. */
export interface ListsThere {
  readonly cache: RemoteCache | undefined;
  readonly folder: RemoteFolder | undefined;
}

/** How much there is to fetch in all; `undefined` where the lists do not say. */
export function sizeOfWanted(wanted: Wanted, { cache, folder }: ListsThere): Bytes | undefined {
  const names = new Set(wanted.names);
  const folders = new Set(wanted.folders);
  // Of a list that is incomplete, the files of a folder are not known.
  if (folders.size > 0 && folder?.truncated !== false) return undefined;
  let sum = 0;
  for (const { name, size } of folder?.files ?? []) {
    const isNamed = names.delete(name);
    if (isNamed || isWithin(name, folders)) sum += size;
  }
  for (const { name, size } of cache?.files ?? []) {
    if (size !== undefined && names.delete(name)) sum += size;
  }
  return names.size === 0 ? sum : undefined;
}

function isWithin(name: string, folders: ReadonlySet<string>): boolean {
  if (folders.size === 0) return false;
  if (folders.has('')) return true;
  for (let end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1)) {
    if (folders.has(name.slice(0, end))) return true;
  }
  return false;
}
