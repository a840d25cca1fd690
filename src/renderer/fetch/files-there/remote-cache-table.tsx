import { formatBytes } from '../../format/numbers.ts';
import { useMemo, type ReactNode } from 'react';
import type { RemoteCachedFile } from '../../../shared/contract-downloads.ts';
import { EmptyState } from '../../controls/empty-state.tsx';
import type { GridSort } from '../../controls/grid/grid-header.tsx';
import type { GridColumn } from '../../controls/grid/grid-row.tsx';
import { useListRows } from '../../controls/grid/grid-rows.ts';
import { Grid } from '../../controls/grid/grid.tsx';
import type { GridScrolled } from '../../controls/grid/use-row-window.ts';
import type { MenuChoice } from '../../controls/popup-menu.tsx';
import { ProblemNote } from '../../controls/problem-note.tsx';
import { formatAgo, formatExact } from '../../format/times.ts';
import type { FetchTab, Place } from '../../state/fetch-tabs.ts';
import { useNow } from '../../state/use-now.ts';
import { t } from '../../language/language.ts';
import styles from './files-there.module.css';
import { fileKey, type Wanted } from './folder-tree.ts';
import { nameFilter } from './name-filter.ts';
import { PathText } from '../../controls/path-text.tsx';
import { failureSentence } from '../../language/sentences.ts';

const keyOf = (file: RemoteCachedFile): string => fileKey(file.name);
const nameOf = (file: RemoteCachedFile): string => file.name.slice(file.name.lastIndexOf('/') + 1);
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

interface RemoteCacheTableProps {
  readonly tab: FetchTab;
  readonly isPlain: boolean;
  /** How much is selected; absent when nothing is. */
  readonly summary: ReactNode;
  readonly scrolled: GridScrolled;
  readonly onPlace: (change: Partial<Place>) => void;
  readonly onGet: (wanted: Wanted) => void;
  /** The menu for selected keys. */
  readonly menuFor: (
    keys: readonly string[],
    allKeys: () => readonly string[],
  ) => readonly MenuChoice[];
}

export function RemoteCacheTable(props: RemoteCacheTableProps) {
  const { tab, isPlain, summary, scrolled, onPlace, onGet, menuFor } = props;
  const { value, isLoading, problem } = tab.remoteCache;
  const { filter, selection } = tab.place;
  const sort = tab.place.sort.cache;
  const now = useNow(10_000);
  const columns = useMemo(() => columnsAt(now, isPlain), [now, isPlain]);
  const rows = useMemo(() => arrange(value?.files ?? [], filter, sort), [value, filter, sort]);
  const gridRows = useListRows(rows, keyOf);
  const hasFiles = (value?.files.length ?? 0) > 0;

  return (
    <>
      {problem !== undefined && (
        <div className={styles.problem}>
          <ProblemNote>{failureSentence(problem)}</ProblemNote>
        </div>
      )}
      {summary !== undefined && <div className={styles.where}>{summary}</div>}
      <Grid
        label={t('there.cacheTable')}
        rows={gridRows}
        columns={columns}
        rowHeight={28}
        sort={sort}
        onSort={(next) => onPlace({ sort: { ...tab.place.sort, cache: next } })}
        selection={selection}
        onSelect={(next) => onPlace({ selection: next })}
        hasCheckboxes
        nameOf={nameOf}
        scrolled={scrolled}
        menuFor={(chosen) => menuFor(chosen.map(keyOf), () => rows.map(keyOf))}
        onOpen={(file) => onGet({ names: [file.name], folders: [] })}
        empty={
          <EmptyState>
            {hasFiles
              ? t('there.noMatch')
              : isLoading
                ? t('there.loading')
                : isPlain
                  ? t('there.emptyCachePlain')
                  : t('there.emptyCache')}
          </EmptyState>
        }
      />
    </>
  );
}

function columnsAt(nowMs: number, isPlain: boolean): GridColumn<RemoteCachedFile>[] {
  const name: GridColumn<RemoteCachedFile> = {
    id: 'name',
    title: t('there.name'),
    width: 'minmax(100px, 1fr)',
    isSortable: true,
    render: (file) => <PathText path={file.name} />,
  };
  // A plain server lists names and nothing else.
  if (isPlain) return [name];
  return [
    name,
    {
      id: 'size',
      title: t('there.size'),
      width: '84px',
      isEnd: true,
      isSortable: true,
      render: ({ size }) => (size === undefined ? '' : formatBytes(size)),
    },
    {
      id: 'cachedAt',
      title: t('there.cachedAt'),
      width: '100px',
      isEnd: true,
      isSortable: true,
      fromWidth: 340,
      render: ({ cachedAtMs }) =>
        cachedAtMs === undefined ? (
          ''
        ) : (
          <span className={styles.quiet} title={formatExact(cachedAtMs)}>
            {formatAgo(cachedAtMs, nowMs)}
          </span>
        ),
    },
  ];
}

function arrange(
  files: readonly RemoteCachedFile[],
  filter: string,
  sort: GridSort | undefined,
): RemoteCachedFile[] {
  const isWanted = nameFilter(filter) ?? (() => true);
  const shown = files.filter((file) => isWanted(file.name));
  if (sort === undefined) return shown;
  const sign = sort.direction === 'ascending' ? 1 : -1;
  return shown.sort((a, b) => {
    switch (sort.column) {
      case 'size':
        return sign * ((a.size ?? 0) - (b.size ?? 0));
      case 'cachedAt':
        return sign * ((a.cachedAtMs ?? 0) - (b.cachedAtMs ?? 0));
      default:
        return sign * collator.compare(a.name, b.name);
    }
  });
}
