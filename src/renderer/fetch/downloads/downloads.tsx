import { Download } from 'lucide-react';
import { useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Button } from '../../controls/button.tsx';
import { EmptyState } from '../../controls/empty-state.tsx';
import type { GridColumn } from '../../controls/grid/grid-row.tsx';
import { useListRows } from '../../controls/grid/grid-rows.ts';
import { Grid } from '../../controls/grid/grid.tsx';
import { ProblemNote } from '../../controls/problem-note.tsx';
import { Section } from '../../controls/section.tsx';
import { useAttempt, usePanel, usePanelState } from '../../state/panel-context.tsx';
import { t } from '../../language/language.ts';
import { failureSentence } from '../../language/sentences.ts';
import { actOnBatch, likelyAction } from './batch-actions.ts';
import { BatchLine } from './batch-line.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { actionsFor } from './download-actions.ts';
import { downloadKey } from './download-keys.ts';
import { DownloadLine } from './download-line.tsx';
import { menuOf } from './download-menus.ts';
import { dropOf, moveOf } from './download-moves.ts';
import { countsOf, USUAL_VIEW, type DownloadsView } from './download-order.ts';
import { downloadRows, type DownloadsRow } from './download-rows.ts';
import styles from './downloads.module.css';
import { DragLine } from './drag-line.tsx';
import { LeftOver } from './left-over.tsx';
import { ListActions } from './list-actions.tsx';
import { heightOfRow, ROW_HEIGHT } from './reason.ts';
import { RemovalNote } from './removal-note.tsx';
import { SpaceNote } from './space-note.tsx';
import { Toolbar } from './toolbar.tsx';
import { useDownloadCommands } from './use-download-commands.ts';

const keyOf = (row: DownloadsRow): string => row.key;

export function Downloads() {
  const { store } = usePanel();
  const attempt = useAttempt();
  const commands = useDownloadCommands(attempt);
  const [view, setView] = useState<DownloadsView>(USUAL_VIEW);
  const draggedRef = useRef<DownloadsRow>(undefined);
  const batches = usePanelState((state) => state.downloads.batches);
  const downloads = usePanelState((state) => state.downloads.downloads);
  const canOpen = usePanelState((state) => state.capabilities?.open ?? false);
  const canReveal = usePanelState((state) => state.capabilities?.reveal ?? false);
  const offers = useMemo(() => ({ open: canOpen, reveal: canReveal }), [canOpen, canReveal]);
  const rows = useMemo(
    () => downloadRows({ batches, downloads }, view),
    [batches, downloads, view],
  );
  const gridRows = useListRows(rows, keyOf);
  const counts = useMemo(() => countsOf(downloads), [downloads]);

  const toggle = useCallback((row: DownloadsRow) => {
    if (row.kind !== 'batch') return;
    const { id } = row.batch;
    setView((before) => ({ ...before, folded: new Map(before.folded).set(id, !row.isOpen) }));
  }, []);

  const isQueue = view.sort === 'queue';
  const columns = useMemo<readonly GridColumn<DownloadsRow>[]>(() => {
    const render = (row: DownloadsRow) =>
      row.kind === 'batch' ? (
        <BatchLine
          batch={row.batch}
          isOpen={row.isOpen}
          onToggle={() => toggle(row)}
          commands={commands}
        />
      ) : (
        <DownloadLine
          download={row.download}
          isNested={row.isNested}
          offers={offers}
          act={commands.act}
        />
      );
    const renderDraggable = (row: DownloadsRow) => (
      <DragLine
        row={row}
        draggedRef={draggedRef}
        onDrop={(moved, target, side) => {
          const move = dropOf(moved, { target, side }, store.getState().downloads);
          if (move !== undefined) commands.move(move);
        }}
      >
        {render(row)}
      </DragLine>
    );
    return [
      {
        ...{ id: 'download', title: t('downloads.title'), width: 'minmax(0, 1fr)' },
        // In another order there is no place in the queue to drag something to.
        render: isQueue ? renderDraggable : render,
      },
    ];
  }, [store, commands, offers, toggle, isQueue]);

  function onKey(event: KeyboardEvent, row: DownloadsRow): boolean {
    const pressed = downloadKey(event);
    switch (pressed?.kind) {
      case undefined:
        return false;
      case 'move': {
        const move = moveOf(row, pressed.direction, store.getState().downloads);
        if (move !== undefined) commands.move(move);
        return true;
      }
      case 'undo':
        commands.undo();
        return true;
      case 'remove':
        commands.remove(
          row.kind === 'batch' ? { batch: row.batch.id } : { ids: [row.download.id] },
        );
        return true;
      case 'pause-or-go-on': {
        if (row.kind === 'batch')
          actOnBatch(commands, likelyAction(row.batch.totals), row.batch.id);
        const action = row.kind === 'batch' ? undefined : actionsFor(row.download.state)[0];
        if (row.kind === 'download' && isGoing(action)) commands.act(action, row.download);
        return true;
      }
    }
  }

  function onOpen(row: DownloadsRow): void {
    if (row.kind === 'batch') toggle(row);
    else if (row.download.state === 'done' && canOpen) commands.act('open', row.download);
  }

  const isEmpty = downloads.length === 0;
  return (
    <Section
      title={t('downloads.title')}
      className={styles.section}
      actions={<ListActions counts={counts} commands={commands} />}
    >
      {!isEmpty && (
        <Toolbar
          counts={counts}
          view={view}
          onChange={(change) => setView((before) => ({ ...before, ...change }))}
        />
      )}
      {attempt.problem !== undefined && (
        <div className={styles.note}>
          <ProblemNote>{failureSentence(attempt.problem)}</ProblemNote>
        </div>
      )}
      <SpaceNote />
      <LeftOver downloads={downloads} commands={commands} />
      <Grid
        label={t('downloads.title')}
        rows={gridRows}
        columns={columns}
        rowHeight={ROW_HEIGHT}
        heightOf={heightOfRow}
        hidesHeader
        menuFor={([row]) =>
          row === undefined ? [] : menuOf(row, { lists: { batches, downloads }, offers, commands })
        }
        onKey={onKey}
        onOpen={onOpen}
        tree={treeOf(toggle)}
        empty={
          isEmpty ? (
            <EmptyState icon={<Download size={26} strokeWidth={1.5} aria-hidden />}>
              {t('downloads.empty')}
            </EmptyState>
          ) : (
            <EmptyState>
              <span>{t('downloads.noMatch')}</span>
              <Button
                size="small"
                onPress={() => setView((before) => ({ ...before, filter: 'all', text: '' }))}
              >
                {t('downloads.showAll')}
              </Button>
            </EmptyState>
          )
        }
      />
      <RemovalNote {...commands} />
      <DeleteDialog {...commands} />
    </Section>
  );
}

function isGoing(action: string | undefined): action is 'pause' | 'continue' | 'retry' {
  return action === 'pause' || action === 'continue' || action === 'retry';
}

/** Batches with their files. */
const treeOf = (onToggle: (row: DownloadsRow) => void) => ({
  levelOf: (row: DownloadsRow) => (row.kind === 'download' && row.isNested ? 2 : 1),
  isExpanded: (row: DownloadsRow) => (row.kind === 'batch' ? row.isOpen : undefined),
  onToggle,
});
