import { PAGE_ITEMS } from '../../../shared/contract-downloads.ts';
import type { Bytes } from '../../../shared/units.ts';

/** A message to the host may have 4 MiB, and a character takes three bytes of it, or six if it is escaped. */
const PART_CHARACTERS = 256 * 1024;

/** Files, with their sizes where a list has them, and folders of a server. */
export interface WantedPart {
  readonly files: { readonly name: string; readonly size?: Bytes }[];
  readonly folders: string[];
}

/** What is wanted in parts that each fit into a message; at least one. */
export function wantedParts(
  files: Iterable<WantedPart['files'][number]>,
  folders: Iterable<string>,
): [...WantedPart[], WantedPart] {
  let last: WantedPart = { files: [], folders: [] };
  const before: WantedPart[] = [];
  let characters = 0;
  const partFor = (name: string): WantedPart => {
    const count = last.files.length + last.folders.length;
    characters += name.length;
    if (count > 0 && (count === PAGE_ITEMS || characters > PART_CHARACTERS)) {
      before.push(last);
      last = { files: [], folders: [] };
      characters = name.length;
    }
    return last;
  };
  for (const file of files) partFor(file.name).files.push(file);
  for (const folder of folders) partFor(folder).folders.push(folder);
  return [...before, last];
}
