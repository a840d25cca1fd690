import { Download } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { Button } from '../../controls/button.tsx';
import { copyText } from '../../controls/copy-text.ts';
import { EmptyState } from '../../controls/empty-state.tsx';
import type { GridColumn } from '../../controls/grid/grid-row.tsx';
import { useListRows } from '../../controls/grid/grid-rows.ts';
import { Grid } from '../../controls/grid/grid.tsx';
import type { MenuChoice } from '../../controls/popup-menu.tsx';
import { ProblemNote } from '../../controls/problem-note.tsx';
import { Section } from '../../controls/section.tsx';
import { useAttempt, usePanel, usePanelState } from '../../state/panel-context.tsx';
import { strings } from '../../strings/strings.ts';
import { BatchLine } from './batch-line.tsx';
import { DownloadLine } from './download-line.tsx';
import { ACTION_WORDS, actionsFor, type RunAction } from './download-actions.ts';
import { downloadRows, isFinished, type DownloadsRow } from './download-rows.ts';
import styles from './downloads.module.css';
import { failureSentence } from '../../../shared/failure-sentences.ts';

const text = strings.downloads;
const keyOf = (row: DownloadsRow): string => row.key;
const LEFT_OVER = { leftOver: true } as const;

export function Downloads() {
  const { host } = usePanel();
  const attempt = useAttempt();
  const batches = usePanelState((state) => state.downloads.batches);
  const downloads = usePanelState((state) => state.downloads.downloads);
  const canReveal = usePanelState((state) => state.capabilities?.reveal ?? false);
  const rows = useMemo(() => downloadRows({ batches, downloads }), [batches, downloads]);
  const gridRows = useListRows(rows, keyOf);
  const leftOver = useMemo(
    () => downloads.reduce((sum, one) => sum + Number(one.leftOver && one.state === 'paused'), 0),
    [downloads],
  );
  const { run } = attempt;

  const act = useCallback<RunAction>(
    (action, { id }) =>
      run(() =>
        action === 'show'
          ? host.call('reveal', { target: 'download', id })
          : host.call(`downloads.${action === 'continue' ? 'retry' : action}`, { ids: [id] }),
      ),
    [host, run],
  );

  const columns = useMemo<readonly GridColumn<DownloadsRow>[]>(() => {
    return [
      {
        id: 'download',
        title: text.title,
        width: 'minmax(0, 1fr)',
        render: (row) =>
          row.kind === 'batch' ? (
            <BatchLine
              batch={row.batch}
              onCancel={() => run(() => host.call('downloads.cancel', { batch: row.batch.id }))}
            />
          ) : (
            <DownloadLine download={row.download} canReveal={canReveal} act={act} />
          ),
      },
    ];
  }, [host, run, act, canReveal]);

  function menuFor([row]: readonly DownloadsRow[]): MenuChoice[] {
    if (row?.kind !== 'download') return [];
    const { state, name } = row.download;
    const actions = actionsFor(state).filter((action) => action !== 'show' || canReveal);
    return [
      ...actions.map((action) => ({
        id: action,
        label: ACTION_WORDS[action],
        choose: () => act(action, row.download),
      })),
      { id: 'copy', label: text.copyName, choose: () => void copyText(name) },
    ];
  }

  return (
    <Section
      title={text.title}
      className={styles.section}
      actions={
        <Button
          look="quiet"
          size="small"
          isDisabled={!downloads.some(isFinished)}
          onPress={() => attempt.run(() => host.call('downloads.remove', { states: ['done'] }))}
        >
          {text.clearFinished}
        </Button>
      }
    >
      {attempt.problem !== undefined && (
        <div className={styles.note}>
          <ProblemNote>{failureSentence(attempt.problem)}</ProblemNote>
        </div>
      )}
      {leftOver > 0 && (
        <div className={styles.note}>
          <LeftOver
            count={leftOver}
            onContinue={() => attempt.run(() => host.call('downloads.retry', LEFT_OVER))}
            onDiscard={() => attempt.run(() => host.call('downloads.remove', LEFT_OVER))}
          />
        </div>
      )}
      <Grid
        label={text.title}
        rows={gridRows}
        columns={columns}
        rowHeight={54}
        hidesHeader
        menuFor={menuFor}
        empty={
          <EmptyState icon={<Download size={26} strokeWidth={1.5} aria-hidden />}>
            {text.empty}
          </EmptyState>
        }
      />
    </Section>
  );
}

interface LeftOverProps {
  readonly count: number;
  readonly onContinue: () => void;
  readonly onDiscard: () => void;
}

function LeftOver({ count, onContinue, onDiscard }: LeftOverProps) {
  return (
    <ProblemNote
      tone="warn"
      actions={
        <>
          <Button size="small" look="quiet" onPress={onDiscard}>
            {text.discardAll}
          </Button>
          <Button size="small" onPress={onContinue}>
            {text.continueAll}
          </Button>
        </>
      }
    >
      {text.leftOver(count)}
    </ProblemNote>
  );
}
