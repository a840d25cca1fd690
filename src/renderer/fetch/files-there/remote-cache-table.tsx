import { useMemo, useState } from 'react';
import type { RemoteCachedFile } from '../../../shared/contract-downloads.ts';
import { formatBytes } from '../../../shared/units.ts';
import { EmptyState } from '../../controls/empty-state.tsx';
import type { GridSort } from '../../controls/grid/grid-header.tsx';
import type { GridColumn } from '../../controls/grid/grid-row.tsx';
import type { GridSelection } from '../../controls/grid/grid-selection.ts';
import { useListRows } from '../../controls/grid/grid-rows.ts';
import { Grid } from '../../controls/grid/grid.tsx';
import { ProblemNote } from '../../controls/problem-note.tsx';
import { formatAgo, formatExact } from '../../format/times.ts';
import { usePanelState } from '../../state/panel-context.tsx';
import { useNow } from '../../state/use-now.ts';
import { strings } from '../../strings/strings.ts';
import styles from './files-there.module.css';
import { fileKey, type Wanted } from './folder-tree.ts';
import { PathText } from '../../controls/path-text.tsx';
import { failureSentence } from '../../../shared/failure-sentences.ts';

const text = strings.there;
const keyOf = (file: RemoteCachedFile): string => fileKey(file.name);
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

interface RemoteCacheTableProps {
  readonly filter: string;
  readonly isPlain: boolean;
  readonly selection: GridSelection;
  readonly onSelect: (selection: GridSelection) => void;
  readonly onGet: (wanted: Wanted) => void;
}

export function RemoteCacheTable({
  filter,
  isPlain,
  selection,
  onSelect,
  onGet,
}: RemoteCacheTableProps) {
  const { value, isLoading, problem } = usePanelState((state) => state.remoteCache);
  const [sort, setSort] = useState<GridSort>();
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
      <Grid
        label={text.cacheTable}
        rows={gridRows}
        columns={columns}
        rowHeight={28}
        sort={sort}
        onSort={setSort}
        selection={selection}
        onSelect={onSelect}
        hasCheckboxes
        onOpen={(file) => onGet({ names: [file.name], folders: [] })}
        empty={
          <EmptyState>
            {hasFiles
              ? text.noMatch
              : isLoading
                ? text.loading
                : isPlain
                  ? text.emptyCachePlain
                  : text.emptyCache}
          </EmptyState>
        }
      />
    </>
  );
}

function columnsAt(nowMs: number, isPlain: boolean): GridColumn<RemoteCachedFile>[] {
  const name: GridColumn<RemoteCachedFile> = {
    id: 'name',
    title: text.name,
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
      title: text.size,
      width: '84px',
      isEnd: true,
      isSortable: true,
      render: ({ size }) => (size === undefined ? '' : formatBytes(size)),
    },
    {
      id: 'cachedAt',
      title: text.cachedAt,
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
  const wanted = filter.trim().toLowerCase();
  const shown = files.filter((file) => file.name.toLowerCase().includes(wanted));
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
