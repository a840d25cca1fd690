import type { RowTick } from '../../controls/grid/grid-selection.ts';
import { folderKey, pathOfKey, type Folder } from './folder-tree.ts';

/** What ticked keys mean for every row: a ticked folder stands for all that is in it. */
export interface FolderTicks {
  readonly of: (key: string) => RowTick;
  /** The ticked keys after a row was ticked, or taken back. */
  readonly toggled: (key: string) => ReadonlySet<string>;
}

export function folderTicks(root: Folder, keys: ReadonlySet<string>): FolderTicks {
  const folders = new Map<string, RowTick>();
  if (keys.size > 0) judge(root, keys, false, folders);

  const of = (key: string): RowTick =>
    folders.get(key) ?? (keys.has(key) || folders.get(parentOf(key)) === 'on' ? 'on' : 'off');

  return {
    of,
    toggled(key) {
      const after = new Set([...keys].filter((one) => !isInside(one, key)));
      if (of(key) !== 'on') return after.add(key);
      after.delete(key);
      // A folder above it stands for this one, too: from now on for all but this one.
      for (const folder of foldersAbove(root, key)) {
        if (!after.delete(folder.row.key)) continue;
        for (const child of [...folder.folders.map(({ row }) => row), ...folder.files]) {
          if (child.key !== key) after.add(child.key);
        }
      }
      return after;
    },
  };
}

/**
 * Of keys chosen as a range of rows, those to tick: an open folder is a row like another, and its
 * content is what was chosen of the rows below it.
 */
export function withoutOpenFolders(
  keys: ReadonlySet<string>,
  expanded: ReadonlySet<string>,
): ReadonlySet<string> {
  return new Set([...keys].filter((key) => !expanded.has(key)));
}

/** Notes every folder that is not off, and returns how many files in it are ticked. */
function judge(
  { row, folders, files }: Folder,
  keys: ReadonlySet<string>,
  isCovered: boolean,
  ticks: Map<string, RowTick>,
): number {
  const isWhole = isCovered || keys.has(row.key);
  let ticked = 0;
  for (const folder of folders) ticked += judge(folder, keys, isWhole, ticks);
  for (const { key } of files) if (isWhole || keys.has(key)) ticked += 1;
  if (ticked > 0) ticks.set(row.key, ticked === row.count ? 'on' : 'mixed');
  return ticked;
}

/** The folders that a row is in, from the outermost; without the root, which is no row. */
function foldersAbove(root: Folder, key: string): Folder[] {
  const above: Folder[] = [];
  for (let folder = root; ;) {
    const next = folder.folders.find(({ row }) => isInside(key, row.key));
    if (next === undefined) return above;
    above.push(next);
    folder = next;
  }
}

function isInside(key: string, folder: string): boolean {
  return (
    folder === folderKey(pathOfKey(folder)) && pathOfKey(key).startsWith(`${pathOfKey(folder)}/`)
  );
}

function parentOf(key: string): string {
  const path = pathOfKey(key);
  return folderKey(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
}
