import { formatCount, formatProgress } from '../../format/numbers.ts';
import { Pause, Play, RotateCw, Square, X, type LucideIcon } from 'lucide-react';
import { IconButton } from '../../controls/button.tsx';
import { Twist } from '../../controls/grid/twist.tsx';
import { Progress } from '../../controls/progress.tsx';
import type { DownloadBatch } from '../../../shared/contract-downloads.ts';
import { t } from '../../language/language.ts';
import { formatEndpoint } from '../../../shared/endpoint.ts';
import { actOnBatch, batchActionWord, likelyActions, type BatchAction } from './batch-actions.ts';
import { batchFacts } from './batch-facts.ts';
import { progressOf } from './download-rows.ts';
import styles from './downloads.module.css';
import { classNames } from '../../styles/class-names.ts';
import type { DownloadCommands } from './use-download-commands.ts';
import { VisibleText } from '../../controls/visible-text.tsx';

interface BatchLineProps {
  readonly batch: DownloadBatch;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly commands: Pick<DownloadCommands, 'pause' | 'retry' | 'cancel' | 'remove'>;
}

const ACTION_SIGNS: Readonly<Record<BatchAction, LucideIcon>> = {
  pause: Pause,
  continue: Play,
  retry: RotateCw,
  cancel: Square,
  remove: X,
};

/** What was asked for together, as a whole. */
export function BatchLine({ batch, isOpen, onToggle, commands }: BatchLineProps) {
  const { totals, endpoint } = batch;
  const { isOver, isMoving, fraction } = progressOf(totals);
  const title = t('downloads.batch', {
    count: totals.count,
    from: formatEndpoint(endpoint),
  });
  const isAllDone = totals.done === totals.count;
  return (
    <div className={styles.line}>
      <Twist
        isOpen={isOpen}
        size={15}
        title={isOpen ? t('downloads.fold') : t('downloads.unfold')}
        className={styles.twist}
        onClick={onToggle}
      />
      <div className={styles.main}>
        <div className={styles.top}>
          <span className={styles.batchName}>
            <VisibleText text={title} hasTitle />
          </span>
          <span className={styles.state}>
            {t('downloads.total', {
              done: formatCount(totals.done),
              all: formatCount(totals.count),
            })}
            {!isOver && totals.size !== undefined && ` · ${formatProgress(fraction)}`}
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
        {likelyActions(totals).map((action) => {
          const Icon = ACTION_SIGNS[action];
          return (
            <IconButton
              key={action}
              label={t('downloads.nameAction', { action: batchActionWord(action), name: title })}
              size="small"
              onPress={() => actOnBatch(commands, action, batch.id)}
            >
              <Icon size={14} aria-hidden />
            </IconButton>
          );
        })}
      </div>
    </div>
  );
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
