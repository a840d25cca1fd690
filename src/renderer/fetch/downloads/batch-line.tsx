import { ChevronRight, Pause, Play, RotateCw, Square, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../controls/button.tsx';
import { Progress } from '../../controls/progress.tsx';
import type { BatchTotals, DownloadBatch } from '../../../shared/contract-downloads.ts';
import { strings } from '../../strings/strings.ts';
import { formatEndpoint } from '../../../shared/endpoint.ts';
import { batchFacts } from './batch-facts.ts';
import { progressOf } from './download-rows.ts';
import styles from './downloads.module.css';
import { classNames } from '../../styles/class-names.ts';
import type { DownloadCommands } from './use-download-commands.ts';
import { VisibleText } from '../../controls/visible-text.tsx';

const text = strings.downloads;

interface BatchLineProps {
  readonly batch: DownloadBatch;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly commands: Pick<DownloadCommands, 'pause' | 'retry' | 'cancel' | 'remove'>;
}

type BatchAction = 'pause' | 'continue' | 'retry' | 'cancel' | 'remove';

const ACTIONS: Readonly<Record<BatchAction, { readonly word: string; readonly sign: ReactNode }>> =
  {
    pause: { word: text.pauseAll, sign: <Pause size={14} aria-hidden /> },
    continue: { word: text.resumeAll, sign: <Play size={14} aria-hidden /> },
    retry: { word: text.retryFailed, sign: <RotateCw size={14} aria-hidden /> },
    cancel: { word: text.cancelAll, sign: <Square size={14} aria-hidden /> },
    remove: { word: text.remove, sign: <X size={14} aria-hidden /> },
  };

/** The two that are most likely wanted. */
function actionsOf(totals: BatchTotals): readonly [BatchAction, BatchAction] | readonly ['remove'] {
  const { isOver, isMoving } = progressOf(totals);
  if (isMoving) return ['pause', 'cancel'];
  if (isOver) return ['remove'];
  return [totals.paused > 0 ? 'continue' : 'retry', 'remove'];
}

/** What was asked for together, as a whole. */
export function BatchLine({ batch, isOpen, onToggle, commands }: BatchLineProps) {
  const { totals, endpoint } = batch;
  const { isOver, isMoving, fraction } = progressOf(totals);
  const title = text.batch(totals.count, formatEndpoint(endpoint));
  const isAllDone = totals.done === totals.count;
  return (
    <div className={styles.line}>
      <button
        type="button"
        // The arrow keys of the list do this; a stop at every batch would be in the way.
        tabIndex={-1}
        aria-hidden
        className={classNames(styles.twist, isOpen && styles.twisted)}
        title={isOpen ? text.fold : text.unfold}
        onClick={onToggle}
      >
        <ChevronRight size={15} />
      </button>
      <div className={styles.main}>
        <div className={styles.top}>
          <span className={styles.batchName}>
            <VisibleText text={title} hasTitle />
          </span>
          <span className={styles.state}>
            {text.total(totals.done, totals.count)}
            {!isOver && totals.size !== undefined && ` · ${text.percent(fraction)}`}
          </span>
        </div>
        <Progress
          label={title}
          fraction={fraction}
          tone={isAllDone ? 'good' : isMoving ? 'accent' : 'idle'}
        />
        <Facts batch={batch} />
      </div>
      <div className={styles.buttons}>
        {actionsOf(totals).map((action) => (
          <IconButton
            key={action}
            label={text.nameAction(ACTIONS[action].word, title)}
            size="small"
            onPress={() => actOnBatch(commands, action, batch.id)}
          >
            {ACTIONS[action].sign}
          </IconButton>
        ))}
      </div>
    </div>
  );
}

/** What Space does. */
export function likelyAction({ totals }: DownloadBatch): BatchAction | undefined {
  const [first] = actionsOf(totals);
  return first === 'remove' ? undefined : first;
}

export function actOnBatch(
  { pause, retry, cancel, remove }: BatchLineProps['commands'],
  action: BatchAction | undefined,
  batch: number,
): void {
  switch (action) {
    case undefined:
      break;
    case 'pause':
      pause({ batch });
      break;
    case 'continue':
      retry({ batch, states: ['paused'] });
      break;
    case 'retry':
      retry({ batch, states: ['failed'] });
      break;
    case 'cancel':
      cancel({ batch });
      break;
    case 'remove':
      remove({ batch });
      break;
  }
}

function Facts({ batch }: { readonly batch: DownloadBatch }) {
  return (
    <div className={classNames(styles.facts, styles.wrapped)}>
      {batchFacts(batch).map(({ text: fact, isBad }) => (
        <span key={fact} className={classNames(isBad && styles.bad)}>
          <VisibleText text={fact} wraps />
        </span>
      ))}
    </div>
  );
}
