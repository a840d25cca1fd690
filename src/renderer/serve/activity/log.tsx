import { ArrowUpRight, CircleDot, Ellipsis, LogOut, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import type { LogEntry } from '../../../shared/contract-log.ts';
import { EmptyState } from '../../controls/empty-state.tsx';
import { useListRows } from '../../controls/grid/grid-rows.ts';
import { Grid } from '../../controls/grid/grid.tsx';
import type { GridColumn } from '../../controls/grid/grid-row.tsx';
import { formatClock, formatExact } from '../../format/times.ts';
import { usePanelState } from '../../state/panel-context.tsx';
import { strings } from '../../strings/strings.ts';
import styles from './activity.module.css';
import { logLine, selectEntries, type LogKind, type LogLine } from './log-lines.ts';
import { VisibleText } from '../../controls/visible-text.tsx';

const text = strings.activity;
const SIGNS = {
  sent: ArrowUpRight,
  left: LogOut,
  problem: TriangleAlert,
  server: CircleDot,
  more: Ellipsis,
};

const keyOf = (entry: LogEntry): string => entry.id.toFixed(0);

const COLUMNS: readonly GridColumn<LogEntry>[] = [
  {
    id: 'what',
    title: text.log,
    width: 'minmax(0, 1fr)',
    render: (entry) => <Line line={logLine(entry)} />,
  },
  {
    id: 'time',
    title: text.time,
    width: 'max-content',
    isEnd: true,
    render: ({ atMs }) => (
      <span className={styles.time} title={formatExact(atMs)}>
        {formatClock(atMs)}
      </span>
    ),
  },
];

interface LogProps {
  readonly kind: LogKind;
  readonly filter: string;
}

export function Log({ kind, filter }: LogProps) {
  const entries = usePanelState((state) => state.log);
  const shown = useMemo(() => selectEntries(entries, kind, filter), [entries, kind, filter]);
  const gridRows = useListRows(shown, keyOf);
  return (
    <Grid
      label={text.log}
      rows={gridRows}
      columns={COLUMNS}
      rowHeight={25}
      hidesHeader
      empty={<EmptyState>{entries.length === 0 ? text.empty : text.noMatch}</EmptyState>}
    />
  );
}

function Line({ line }: { readonly line: LogLine }) {
  const Sign = SIGNS[line.sign];
  return (
    <span className={styles.line} data-tone={line.tone}>
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
