import type { BatchTotals } from '../../../shared/contract-downloads.ts';
import { t } from '../../language/language.ts';
import { progressOf } from './download-rows.ts';
import type { DownloadCommands } from './use-download-commands.ts';

/** What can be done with a batch as a whole. */
export type BatchAction = 'pause' | 'continue' | 'retry' | 'cancel' | 'remove';

export const BATCH_ACTION_WORDS: Readonly<Record<BatchAction, string>> = {
  pause: t('downloads.pauseAll'),
  continue: t('downloads.resumeAll'),
  retry: t('downloads.retryFailed'),
  cancel: t('downloads.cancelAll'),
  remove: t('downloads.remove'),
};

/** All that make a difference, in the order of a menu. */
export function batchActions(totals: BatchTotals): readonly BatchAction[] {
  const { isOver, isMoving } = progressOf(totals);
  const isOffered: Readonly<Record<BatchAction, boolean>> = {
    pause: isMoving,
    continue: totals.paused > 0,
    retry: totals.failed > 0,
    cancel: !isOver,
    remove: true,
  };
  return (['pause', 'continue', 'retry', 'cancel', 'remove'] as const).filter(
    (action) => isOffered[action],
  );
}

/** The two that are most likely wanted. */
export function likelyActions(
  totals: BatchTotals,
): readonly [BatchAction, BatchAction] | readonly ['remove'] {
  const { isOver, isMoving } = progressOf(totals);
  if (isMoving) return ['pause', 'cancel'];
  if (isOver) return ['remove'];
  return [totals.paused > 0 ? 'continue' : 'retry', 'remove'];
}

/** What Space does. */
export function likelyAction(totals: BatchTotals): BatchAction | undefined {
  const [first] = likelyActions(totals);
  return first === 'remove' ? undefined : first;
}

export function actOnBatch(
  { pause, retry, cancel, remove }: Pick<DownloadCommands, 'pause' | 'retry' | 'cancel' | 'remove'>,
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
