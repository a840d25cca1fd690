import {
  ArrowUpRight,
  ChevronRight,
  CircleDot,
  Ellipsis,
  LogOut,
  TriangleAlert,
} from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { LogEntry } from '../../../shared/contract-log.ts';
import { Button } from '../../controls/button.tsx';
import { EmptyState } from '../../controls/empty-state.tsx';
import { useListRows } from '../../controls/grid/grid-rows.ts';
import { Grid } from '../../controls/grid/grid.tsx';
import type { GridColumn } from '../../controls/grid/grid-row.tsx';
import { toggled } from '../../controls/grid/toggled.ts';
import { VisibleText } from '../../controls/visible-text.tsx';
import { formatBytes } from '../../format/numbers.ts';
import { formatClock, formatExact } from '../../format/times.ts';
import { classNames } from '../../styles/class-names.ts';
import { usePanelState } from '../../state/panel-context.tsx';
import { t } from '../../language/language.ts';
import styles from './activity.module.css';
import { logLine, type LogLine } from './log-lines.ts';
import { foldEvictions, keyOfRow, type LogRow } from './log-rows.ts';

const SIGNS = {
  sent: ArrowUpRight,
  left: LogOut,
  problem: TriangleAlert,
  server: CircleDot,
  more: Ellipsis,
};

interface LogProps {
  /** Newest first, as they were chosen to be shown. */
  readonly entries: readonly LogEntry[];
  /** Whether some were left out by that choice. */
  readonly isChosen: boolean;
  /** Takes back that choice. */
  readonly onShowAll: () => void;
}

export function Log({ entries, isChosen, onShowAll }: LogProps) {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const rows = useMemo(() => foldEvictions(entries, open), [entries, open]);
  const gridRows = useListRows(rows, keyOfRow);
  const toggle = useCallback((row: LogRow): void => {
    if (row.kind === 'fold') setOpen((minutes) => toggled(minutes, row.minute));
  }, []);
  const columns = useMemo(() => columnsOf(toggle), [toggle]);
  return (
    <Grid
      label={t('activity.log')}
      rows={gridRows}
      columns={columns}
      rowHeight={25}
      hidesHeader
      onOpen={toggle}
      tree={{
        levelOf: (row) => (row.kind === 'entry' ? row.level : 1),
        isExpanded: (row) => (row.kind === 'fold' ? row.isOpen : undefined),
        onToggle: toggle,
      }}
      empty={<Nothing isChosen={isChosen} onShowAll={onShowAll} />}
    />
  );
}

function Nothing({ isChosen, onShowAll }: Pick<LogProps, 'isChosen' | 'onShowAll'>) {
  const isRunning = usePanelState((state) => state.server?.phase === 'running');

  if (!isChosen) {
    return (
      <EmptyState>{isRunning ? t('activity.emptyRunning') : t('activity.emptyStopped')}</EmptyState>
    );
  }
  return (
    <EmptyState
      action={
        <Button size="small" onPress={onShowAll}>
          {t('activity.showAll')}
        </Button>
      }
    >
      {t('activity.noMatch')}
    </EmptyState>
  );
}

function columnsOf(toggle: (row: LogRow) => void): readonly GridColumn<LogRow>[] {
  return [
    {
      id: 'what',
      title: t('activity.log'),
      width: 'minmax(0, 1fr)',
      render: (row) =>
        row.kind === 'fold' ? (
          <Fold row={row} onToggle={() => toggle(row)} />
        ) : (
          <Line line={logLine(row.entry)} isChild={row.level === 2} />
        ),
    },
    {
      id: 'time',
      title: t('activity.time'),
      width: 'max-content',
      isEnd: true,
      render: (row) => {
        const { atMs } = row.kind === 'entry' ? row.entry : row;
        return (
          <span className={styles.time} title={formatExact(atMs)}>
            {formatClock(atMs)}
          </span>
        );
      },
    },
  ];
}

interface FoldProps {
  readonly row: Extract<LogRow, { kind: 'fold' }>;
  readonly onToggle: () => void;
}

function Fold({ row: { count, bytes, isOpen }, onToggle }: FoldProps) {
  return (
    <span className={styles.line} data-tone="quiet">
      {/* The arrow keys of the table do the same; a stop at every row would be in the way. */}
      <button type="button" tabIndex={-1} className={styles.fold} onClick={onToggle}>
        <ChevronRight
          size={13}
          aria-hidden
          className={classNames(styles.twist, isOpen && styles.twisted)}
        />
        {t('activity.evictedForRoom', { count })}
      </button>
      <span className={styles.detail}>{formatBytes(bytes)}</span>
    </span>
  );
}

function Line({ line, isChild }: { readonly line: LogLine; readonly isChild: boolean }) {
  const Sign = SIGNS[line.sign];
  return (
    <span className={classNames(styles.line, isChild && styles.child)} data-tone={line.tone}>
      <Sign size={13} aria-hidden className={styles.sign} />
      <span className={styles.subject}>
        <VisibleText text={line.subject} hasTitle />
      </span>
      <span className={styles.detail}>
        <VisibleText text={line.detail} hasTitle />
      </span>
    </span>
  );
}
