import type { GridSort } from '../../controls/grid/grid-header.tsx';
import { filesIn, type FileRow, type Folder, type TreeRow } from './folder-tree.ts';
import type { NameFilter } from './name-filter.ts';

/** By which a list of files can be sorted. */
export type FilesColumn = 'name' | 'size' | 'modified' | 'cached';

/** The rows of an open folder: folders before files, what is in a folder only if it is expanded. */
export function folderRows(
  folder: Folder,
  expanded: ReadonlySet<string>,
  sort: GridSort | undefined,
): TreeRow[] {
  const rows: TreeRow[] = [];
  const add = ({ folders, files }: Folder): void => {
    for (const inner of sorted(folders, sort, ({ row }) => row)) {
      rows.push(inner.row);
      if (expanded.has(inner.row.key)) add(inner);
    }
    // One by one: a call takes no hundred thousand arguments.
    for (const row of sorted(files, sort, (file) => file)) rows.push(row);
  };
  add(folder);
  return rows;
}

/** All files in an open folder in one list, by their names from there on. */
export function fileRows(folder: Folder, sort: GridSort | undefined): readonly FileRow[] {
  return sorted([...filesIn(folder)], sort, (file) => file);
}

/** Those whose names, from the open folder on, are wanted; in the same order. */
export function matchingRows(
  rows: readonly FileRow[],
  folder: Folder,
  isWanted: NameFilter,
): FileRow[] {
  const { path } = folder.row;
  const from = path === '' ? 0 : path.length + 1;
  return rows.filter(({ file }) => isWanted(file.name.slice(from)));
}

/** In the order of names where nothing else is asked for, and where the rest is the same. */
function sorted<Item>(
  byName: readonly Item[],
  sort: GridSort | undefined,
  rowOf: (item: Item) => TreeRow,
): readonly Item[] {
  const sign = sort?.direction === 'descending' ? -1 : 1;
  const column = sort?.column as FilesColumn | undefined;
  if (column === undefined || column === 'name') return sign < 0 ? byName.toReversed() : byName;
  return byName.toSorted(
    (a, b) => sign * (figureOf(rowOf(a), column) - figureOf(rowOf(b), column)),
  );
}

function figureOf(row: TreeRow, column: Exclude<FilesColumn, 'name'>): number {
  switch (column) {
    case 'size':
      return row.kind === 'folder' ? row.bytes : row.file.size;
    case 'modified':
      return row.kind === 'folder' ? row.modifiedAtMs : row.file.modifiedAtMs;
    case 'cached':
      return row.kind === 'folder' ? row.cachedCount : Number(row.file.cached);
  }
}
