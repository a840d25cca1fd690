import { useMemo, useState } from 'react';
import type { LogEntry } from '../../../shared/contract-log.ts';
import { Section } from '../../controls/section.tsx';
import { Segmented } from '../../controls/segmented.tsx';
import { SearchField } from '../../controls/text-field.tsx';
import { formatCount, formatRate } from '../../format/numbers.ts';
import { usePanelState } from '../../state/panel-context.tsx';
import { t } from '../../language/language.ts';
import styles from './activity.module.css';
import { LogActions } from './log-actions.tsx';
import { selectEntries, type LogKind } from './log-lines.ts';
import { Log } from './log.tsx';
import { ThroughputChart } from './throughput-chart.tsx';
import { Transfers } from './transfers.tsx';

const KINDS = ['all', 'requests', 'evictions', 'problems'] as const;

/** What the server is doing and did. */
export function Activity() {
  const [kind, setKind] = useState<LogKind>('all');
  const [filter, setFilter] = useState('');
  const entries = usePanelState((state) => state.log);
  // What was there when it was paused stays in sight.
  const [kept, setKept] = useState<readonly LogEntry[]>();
  const seen = kept ?? entries;
  const shown = useMemo(() => selectEntries(seen, kind, filter), [seen, kind, filter]);
  const lastSeen = seen.at(-1)?.id ?? -1;
  const hasThroughput = usePanelState((state) => state.throughput.length > 0);
  return (
    <Section
      title={t('activity.title')}
      className={styles.section}
      summary={
        kept === undefined ? (
          <Now />
        ) : (
          <span className={styles.paused}>
            {t('activity.paused', { count: entries.filter(({ id }) => id > lastSeen).length })}
          </span>
        )
      }
      actions={
        <>
          <Segmented
            size="small"
            label={t('activity.kindLabel')}
            value={kind}
            options={KINDS.map((value) => ({ value, label: t(`activity.kinds.${value}`) }))}
            onChange={setKind}
          />
          <div className={styles.filter}>
            <SearchField
              label={t('activity.filter')}
              placeholder={t('filter')}
              value={filter}
              onChange={setFilter}
            />
          </div>
          <LogActions
            entries={shown}
            isPaused={kept !== undefined}
            onPause={(isPaused) => setKept(isPaused ? entries : undefined)}
          />
        </>
      }
    >
      {hasThroughput && <ThroughputChart />}
      <Transfers />
      <Log
        entries={shown}
        isChosen={seen.length > 0}
        onShowAll={() => {
          setKind('all');
          setFilter('');
        }}
      />
    </Section>
  );
}

function Now() {
  const bytesPerSecond = usePanelState((state) => state.server?.bytesPerSecond ?? 0);
  const requestsPerSecond = usePanelState((state) => state.server?.requestsPerSecond ?? 0);
  return (
    <span className={styles.now}>
      <span>{formatRate(bytesPerSecond)}</span>
      <span>{t('activity.requestsNow', { requests: formatCount(requestsPerSecond) })}</span>
    </span>
  );
}
