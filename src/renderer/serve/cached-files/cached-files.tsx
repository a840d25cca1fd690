import { Copy, FolderOpen, Inbox, LogOut } from 'lucide-react';
import { useMemo, useState } from 'react';
import { CopyChip } from '../../controls/copy-chip.tsx';
import { copyText } from '../../controls/copy-text.ts';
import { EmptyState } from '../../controls/empty-state.tsx';
import type { GridSort } from '../../controls/grid/grid-header.tsx';
import { keepExisting, NOTHING_SELECTED } from '../../controls/grid/grid-selection.ts';
import { Grid } from '../../controls/grid/grid.tsx';
import type { MenuChoice } from '../../controls/popup-menu.tsx';
import { ProblemNote } from '../../controls/problem-note.tsx';
import { Section } from '../../controls/section.tsx';
import { SearchField } from '../../controls/text-field.tsx';
import { formatCount } from '../../format/numbers.ts';
import { useAttempt, usePanel, usePanelState } from '../../state/panel-context.tsx';
import { useNow } from '../../state/use-now.ts';
import { words } from '../../words/words.ts';
import { cachedColumns } from './cached-columns.tsx';
import styles from './cached-files.module.css';
import { CachedRows, type CachedRow } from './cached-rows.ts';

const text = words.cached;
const keyOf = (row: CachedRow): string => row.file.name;

interface CachedFilesProps {
  /** To be shown and selected. */
  readonly pointedAt: { readonly name: string } | undefined;
}

export function CachedFiles({ pointedAt }: CachedFilesProps) {
  const { host } = usePanel();
  const attempt = useAttempt();
  const files = usePanelState((state) => state.cache.entries);
  const total = usePanelState((state) => state.cache.usage.entries);
  const canReveal = usePanelState((state) => state.capabilities?.reveal ?? false);
  const [filter, setFilter] = useState('');
  const [sort, setSort] = useState<GridSort>({ column: 'place', direction: 'ascending' });
  const [chosen, setChosen] = useState(NOTHING_SELECTED);
  const [model] = useState(() => new CachedRows());
  const rows = useMemo(() => model.update(files, filter, sort), [model, files, filter, sort]);
  const now = useNow(1000);
  const columns = useMemo(() => cachedColumns(now), [now]);
  const selection = useMemo(() => {
    if (chosen.keys.size === 0) return chosen;
    const names = new Set(files.map((file) => file.name));
    return keepExisting(chosen, (name) => names.has(name));
  }, [chosen, files]);
  const [lastPointedAt, setLastPointedAt] = useState(pointedAt);
  if (pointedAt !== lastPointedAt) {
    setLastPointedAt(pointedAt);
    if (pointedAt !== undefined) {
      setFilter('');
      setChosen({ keys: new Set([pointedAt.name]), anchor: pointedAt.name });
    }
  }

  function evict(names: string[]): void {
    attempt.run(() => host.call('cache.evict', { names }));
  }

  function menuFor(chosenRows: readonly CachedRow[]): MenuChoice[] {
    const names = chosenRows.map(keyOf);
    const [first] = names;
    if (first === undefined) return [];
    const choices: MenuChoice[] = [
      {
        id: 'evict',
        label: text.evict(names.length),
        icon: <LogOut size={14} aria-hidden />,
        choose: () => evict(names),
      },
      {
        id: 'copy',
        label: text.copyName(names.length),
        icon: <Copy size={14} aria-hidden />,
        choose: () => void copyText(names.join('\n')),
      },
    ];
    if (canReveal) {
      choices.push({
        id: 'show',
        label: text.show,
        icon: <FolderOpen size={14} aria-hidden />,
        isDisabled: names.length > 1,
        choose: () =>
          attempt.run(() => host.call('reveal', { target: 'cached-file', name: first })),
      });
    }
    return choices;
  }

  const selectedCount = selection.keys.size;
  return (
    <Section
      title={text.title}
      className={styles.section}
      summary={
        selectedCount > 1
          ? text.selectedCount(formatCount(selectedCount))
          : filter !== ''
            ? text.shown(formatCount(rows.length), formatCount(files.length))
            : total > files.length && text.oldestOf(formatCount(files.length), formatCount(total))
      }
      actions={
        <div className={styles.filter}>
          <SearchField label={text.filter} value={filter} onChange={setFilter} />
        </div>
      }
    >
      {attempt.problem !== undefined && (
        <div className={styles.problem}>
          <ProblemNote>{attempt.problem.message}</ProblemNote>
        </div>
      )}
      <Grid
        label={text.title}
        rows={rows}
        keyOf={keyOf}
        columns={columns}
        rowHeight={28}
        sort={sort}
        onSort={setSort}
        selection={selection}
        onSelect={setChosen}
        menuFor={menuFor}
        onDelete={(chosenRows) => evict(chosenRows.map(keyOf))}
        shownKey={pointedAt}
        empty={<Nothing isFiltered={files.length > 0} />}
      />
    </Section>
  );
}

function Nothing({ isFiltered }: { readonly isFiltered: boolean }) {
  const isRunning = usePanelState((state) => state.server?.phase === 'running');
  const address = usePanelState((state) => state.server?.addresses[0]);
  if (isFiltered) return <EmptyState>{text.noMatch}</EmptyState>;
  if (!isRunning || address === undefined) {
    return (
      <EmptyState icon={<Inbox size={26} strokeWidth={1.5} aria-hidden />}>
        {text.emptyStopped}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      action={
        <CopyChip look="command" text={`./tcp_client ${address.host} ${address.port} FILE .`} />
      }
    >
      {text.emptyRunning}
    </EmptyState>
  );
}
