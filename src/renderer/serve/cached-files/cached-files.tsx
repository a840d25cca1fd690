import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { MOST_NAMES, type CacheQuery, type CachedRow } from '../../../shared/contract-cache.ts';
import { Button } from '../../controls/button.tsx';
import { CopyChip } from '../../controls/copy-chip.tsx';
import { EmptyState } from '../../controls/empty-state.tsx';
import type { GridSort } from '../../controls/grid/grid-header.tsx';
import { isSelected, keepExisting, NOTHING_SELECTED } from '../../controls/grid/grid-selection.ts';
import { Grid } from '../../controls/grid/grid.tsx';
import type { MenuChoice } from '../../controls/popup-menu.tsx';
import { ProblemNote } from '../../controls/problem-note.tsx';
import { Section } from '../../controls/section.tsx';
import { SearchField } from '../../controls/text-field.tsx';
import { formatCount } from '../../format/numbers.ts';
import { useAttempt, usePanel, usePanelState } from '../../state/panel-context.tsx';
import { BROWSER_TIMERS } from '../../state/paced-question.ts';
import { useNow } from '../../state/use-now.ts';
import { t } from '../../language/language.ts';
import { cachedColumns } from './cached-columns.tsx';
import styles from './cached-files.module.css';
import { CachedWindow } from './cached-window.ts';
import { useFileMenu } from './use-file-menu.tsx';
import { failureSentence } from '../../language/sentences.ts';

const nameOf = (row: CachedRow): string => row.file.name;

interface CachedFilesProps {
  /** To be shown and selected. */
  readonly pointedAt: { readonly name: string } | undefined;
}

export function CachedFiles({ pointedAt }: CachedFilesProps) {
  const { host } = usePanel();
  const attempt = useAttempt();
  const status = usePanelState((state) => state.cache);
  const fileMenu = useFileMenu(attempt);
  const [filter, setFilter] = useState('');
  const [sort, setSort] = useState<GridSort>({ column: 'place', direction: 'ascending' });
  const [chosen, setChosen] = useState(NOTHING_SELECTED);
  const [window] = useState(() => new CachedWindow({ host, ...BROWSER_TIMERS }));
  const { rows, total, gone } = useSyncExternalStore(window.subscribe, window.get);
  const query = useMemo(() => queryOf(sort, filter), [sort, filter]);
  const now = useNow(1000);
  const columns = useMemo(() => cachedColumns(now), [now]);
  const selection = useMemo(() => {
    const left = new Set(gone);
    return keepExisting(chosen, (name) => !left.has(name));
  }, [chosen, gone]);
  // A status is a new object each time that something has changed.
  useEffect(() => window.show(query, chosen.keys), [window, query, chosen, status]);

  const [lastPointedAt, setLastPointedAt] = useState(pointedAt);
  if (pointedAt !== lastPointedAt) {
    setLastPointedAt(pointedAt);
    if (pointedAt !== undefined) {
      setFilter('');
      setChosen({ keys: new Set([pointedAt.name]), anchor: pointedAt.name });
    }
  }
  const shown = useRowOf(pointedAt, sort);

  /** What is chosen: by name, or, too many for that, by the filter. */
  function evict(names: readonly string[] | 'all'): void {
    attempt.run(() =>
      names === 'all'
        ? host.call('cache.evictMatching', { filter })
        : host.call('cache.evict', { names: [...names] }),
    );
  }

  const selectAll = useCallback(() => {
    if (rows.count > MOST_NAMES) {
      setChosen({ ...NOTHING_SELECTED, isAll: true });
      return;
    }
    host.call('cache.names', { ...query, from: 0, count: MOST_NAMES }).then(
      ({ names }) => setChosen(({ anchor }) => ({ keys: new Set(names), anchor })),
      // Without a host the banner says why nothing is selected.
      () => undefined,
    );
  }, [host, query, rows.count]);

  function menuFor(chosenRows: readonly CachedRow[]): MenuChoice[] {
    // The selection may reach beyond the rows at hand; the menu of another row is for that row.
    const isForSelection = chosenRows.every((row) => isSelected(selection, nameOf(row)));
    const names = isForSelection ? [...selection.keys] : chosenRows.map(nameOf);
    const isAll = isForSelection && selection.isAll === true;
    const count = isAll ? rows.count : names.length;
    if (count === 0) return [];
    return fileMenu({
      count,
      names: isAll ? undefined : names,
      evict: () => evict(isAll ? 'all' : names),
    });
  }

  const selectedCount = selection.isAll === true ? rows.count : selection.keys.size;
  return (
    <Section
      title={t('cached.title')}
      className={styles.section}
      summary={
        selectedCount > 1
          ? t('cached.selectedCount', { count: selectedCount })
          : filter !== '' &&
            t('cached.shown', { shown: formatCount(rows.count), all: formatCount(total) })
      }
      actions={
        <div className={styles.filter}>
          <SearchField label={t('cached.filter')} value={filter} onChange={setFilter} />
        </div>
      }
    >
      {attempt.problem !== undefined && (
        <div className={styles.problem}>
          <ProblemNote>{failureSentence(attempt.problem)}</ProblemNote>
        </div>
      )}
      <Grid
        label={t('cached.title')}
        rows={rows}
        columns={columns}
        rowHeight={28}
        sort={sort}
        onSort={setSort}
        selection={selection}
        onSelect={setChosen}
        menuFor={menuFor}
        onDelete={() => evict(selection.isAll === true ? 'all' : [...selection.keys])}
        onSelectAll={selectAll}
        onWindow={window.setDrawn}
        shown={shown}
        empty={<Nothing isFiltered={total > 0} onShowAll={() => setFilter('')} />}
      />
    </Section>
  );
}

function queryOf({ column, direction }: GridSort, filter: string): CacheQuery {
  // The table has no other columns.
  return { column: column as CacheQuery['column'], direction, filter };
}

/** Where the row of a file is, among all files; asked anew for each object. */
function useRowOf(
  file: { readonly name: string } | undefined,
  sort: GridSort,
): { readonly index: number } | undefined {
  const { host } = usePanel();
  const [found, setFound] = useState<{ readonly index: number }>();
  useEffect(() => {
    if (file === undefined) return;
    host.call('cache.find', { ...queryOf(sort, ''), name: file.name }).then(
      ({ index }) => setFound(index === undefined ? undefined : { index }),
      // It stays selected, and is seen when one scrolls there.
      () => undefined,
    );
    // eslint-disable-next-line react-hooks/exhaustive-deps -- another order shows it no second time
  }, [file, host]);
  return found;
}

interface NothingProps {
  readonly isFiltered: boolean;
  readonly onShowAll: () => void;
}

function Nothing({ isFiltered, onShowAll }: NothingProps) {
  const isRunning = usePanelState((state) => state.server?.phase === 'running');
  const address = usePanelState((state) => state.server?.addresses[0]);
  const isEncrypted = usePanelState((state) => state.server?.protection.key !== undefined);
  if (isFiltered) {
    return (
      <EmptyState
        action={
          <Button size="small" onPress={onShowAll}>
            {t('clearFilter')}
          </Button>
        }
      >
        {t('cached.noMatch')}
      </EmptyState>
    );
  }
  if (!isRunning || address === undefined) {
    return <EmptyState>{t('cached.emptyStopped')}</EmptyState>;
  }
  return (
    <EmptyState
      action={
        <CopyChip
          look="command"
          text={`./tcp_client ${address.host} ${address.port} FILE .${isEncrypted ? ' --tls' : ''}`}
        />
      }
    >
      {t('cached.emptyRunning')}
    </EmptyState>
  );
}
