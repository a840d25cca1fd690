import { useMemo, useState, type ReactNode } from 'react';
import { describeOmissions, failureSentence } from '../../language/sentences.ts';
import { EmptyState } from '../../controls/empty-state.tsx';
import { useListRows } from '../../controls/grid/grid-rows.ts';
import { Grid } from '../../controls/grid/grid.tsx';
import { toggled } from '../../controls/grid/toggled.ts';
import type { GridScrolled } from '../../controls/grid/use-row-window.ts';
import type { MenuChoice } from '../../controls/popup-menu.tsx';
import { ProblemNote } from '../../controls/problem-note.tsx';
import { remoteOf, type FetchTab, type Place } from '../../state/fetch-tabs.ts';
import { useNow } from '../../state/use-now.ts';
import { t } from '../../language/language.ts';
import { Breadcrumbs } from './breadcrumbs.tsx';
import styles from './files-there.module.css';
import { folderColumns } from './folder-columns.tsx';
import { folderTicks, withoutOpenFolders } from './folder-ticks.ts';
import {
  folderAt,
  folderKey,
  levelOf,
  type Folder,
  type TreeRow,
  type Wanted,
} from './folder-tree.ts';
import { nameFilter } from './name-filter.ts';
import { fileRows, folderRows, matchingRows } from './tree-rows.ts';

const keyOf = (row: TreeRow): string => row.key;
const nameOf = (row: TreeRow): string => row.name;

interface RemoteFolderTreeProps {
  readonly tab: FetchTab;
  readonly root: Folder;
  /** How much is selected; absent when nothing is. */
  readonly summary: ReactNode;
  readonly scrolled: GridScrolled;
  readonly onPlace: (change: Partial<Place>) => void;
  readonly onGet: (wanted: Wanted) => void;
  /** The menu for selected keys; `open` is there for one folder alone. */
  readonly menuFor: (
    keys: readonly string[],
    allKeys: () => readonly string[],
    open?: () => void,
  ) => readonly MenuChoice[];
}

/** The folders and files of a server, from one folder on, or those in it that a filter wants. */
export function RemoteFolderTree(props: RemoteFolderTreeProps) {
  const { tab, root, summary, scrolled, onPlace, onGet, menuFor } = props;
  const { expanded, selection, filter } = tab.place;
  const { value, isLoading, problem } = tab.remoteFolder;
  const sort = tab.place.sort.folder;
  const isPlain = remoteOf(tab.remote)?.dialect === 'plain';
  const [shown, setShown] = useState<{ readonly index: number }>();
  const folder = useMemo(() => folderAt(root, tab.place.folder), [root, tab.place.folder]);
  const { path } = folder.row;
  const isWanted = useMemo(() => nameFilter(filter), [filter]);
  const isFiltered = isWanted !== undefined;
  // Sorted once, and not with every letter of a filter.
  const files = useMemo(
    () => (isFiltered ? fileRows(folder, sort) : []),
    [isFiltered, folder, sort],
  );
  const rows = useMemo(
    () =>
      isWanted === undefined
        ? folderRows(folder, expanded, sort)
        : matchingRows(files, folder, isWanted),
    [folder, expanded, sort, files, isWanted],
  );
  const order = `${path} ${sort?.column} ${sort?.direction} ${filter}`;
  const gridRows = useListRows<TreeRow>(rows, keyOf, order);
  const ticks = useMemo(() => folderTicks(root, selection.keys), [root, selection.keys]);
  const now = useNow(10_000);
  const columns = useMemo(
    () =>
      folderColumns({
        ...{ nowMs: now, expanded, path, isFiltered },
        onToggle: (key) => onPlace({ expanded: toggled(expanded, key) }),
      }),
    [now, expanded, path, isFiltered, onPlace],
  );
  const hasFiles = folder.row.count > 0;

  /** Goes to a folder, and in it to the one that was left. */
  function open(next: string): void {
    const target = folderAt(root, next);
    const inside = path.slice(next === '' ? 0 : next.length + 1).split('/')[0];
    const left = folderKey(next === '' ? inside! : `${next}/${inside}`);
    const index = folderRows(target, expanded, sort).findIndex(({ key }) => key === left);
    onPlace({ folder: next, filter: '' });
    setShown({ index: Math.max(0, index) });
  }

  return (
    <>
      {problem !== undefined && !isPlain && (
        <div className={styles.problem}>
          <ProblemNote>{failureSentence(problem)}</ProblemNote>
        </div>
      )}
      {!isPlain && (
        <div className={styles.where}>
          <Breadcrumbs path={path} onOpen={open} />
          {summary}
        </div>
      )}
      <Grid
        label={t('there.folderTree')}
        rows={gridRows}
        columns={columns}
        rowHeight={28}
        sort={sort ?? { column: 'name', direction: 'ascending' }}
        onSort={(next) => onPlace({ sort: { ...tab.place.sort, folder: next } })}
        selection={selection}
        onSelect={({ keys, anchor }) => {
          const ticked = isFiltered ? keys : withoutOpenFolders(keys, expanded);
          onPlace({ selection: { keys: ticked, anchor } });
        }}
        hasCheckboxes
        ticks={{
          of: ticks.of,
          onToggle: (key) => onPlace({ selection: { keys: ticks.toggled(key), anchor: key } }),
        }}
        nameOf={nameOf}
        scrolled={scrolled}
        shown={shown}
        onOpen={(row) => {
          if (row.kind === 'folder') open(row.path);
          else onGet({ names: [row.file.name], folders: [] });
        }}
        onLeave={() => {
          if (path !== '') open(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
        }}
        menuFor={(chosen) => {
          const [first] = chosen;
          if (first === undefined) return [];
          // The selection may reach beyond the rows in sight.
          const isForSelection = chosen.length > 1 || selection.keys.has(first.key);
          return menuFor(
            isForSelection ? [...selection.keys] : [first.key],
            () => rows.map(keyOf),
            chosen.length === 1 && first.kind === 'folder' ? () => open(first.path) : undefined,
          );
        }}
        tree={{
          levelOf: (row) => (isFiltered ? 1 : levelOf(row, path)),
          isExpanded: (row) => (row.kind === 'folder' ? expanded.has(row.key) : undefined),
          onToggle: (row) => onPlace({ expanded: toggled(expanded, row.key) }),
        }}
        empty={
          <EmptyState>
            {isPlain
              ? t('there.plainFolder')
              : hasFiles
                ? t('there.noMatch')
                : isLoading
                  ? t('there.loading')
                  : t('there.emptyFolder')}
          </EmptyState>
        }
      />
      {value?.truncated === true && <p className={styles.aside}>{t('there.truncated')}</p>}
      {value !== undefined && value.unshared > 0 && (
        <p className={styles.aside}>{t('there.unshared', { count: value.unshared })}</p>
      )}
      {value !== undefined && value.omitted.length > 0 && (
        <p className={styles.omitted}>{describeOmissions(value.omitted)}</p>
      )}
    </>
  );
}
