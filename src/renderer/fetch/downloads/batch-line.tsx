import { Layers, X } from 'lucide-react';
import { formatBytes } from '../../../shared/units.ts';
import { IconButton } from '../../controls/button.tsx';
import { Progress } from '../../controls/progress.tsx';
import { formatRate } from '../../format/numbers.ts';
import { formatDuration } from '../../format/times.ts';
import { words } from '../../words/words.ts';
import { endpointText } from '../address-bar/parse-endpoint.ts';
import type { RunAction } from './download-actions.ts';
import { isFinished, timeLeftMs, type BatchRow } from './download-rows.ts';
import styles from './downloads.module.css';
import { VisibleText } from '../../controls/visible-text.tsx';

const text = words.downloads;

interface BatchLineProps {
  readonly batch: BatchRow;
  readonly act: RunAction;
}

/** What was asked for together, as a whole. */
export function BatchLine({ batch, act }: BatchLineProps) {
  const { totals, downloads } = batch;
  const open = downloads.filter((download) => !isFinished(download));
  const isDone = open.length === 0;
  const isMoving = open.some(({ state }) => state !== 'failed' && state !== 'paused');
  const left = timeLeftMs(totals.receivedBytes, totals.size, totals.bytesPerSecond);
  const from = downloads[0] === undefined ? '' : endpointText(downloads[0].endpoint);
  const title = text.batch(totals.count, from);
  const fraction =
    totals.size === undefined || totals.size === 0
      ? totals.finished / totals.count
      : totals.receivedBytes / totals.size;
  return (
    <div className={styles.line}>
      <Layers size={15} aria-hidden className={styles.sign} />
      <div className={styles.main}>
        <div className={styles.top}>
          <span className={styles.batchName}>
            <VisibleText text={title} hasTitle />
          </span>
          <span className={styles.state}>{text.total(totals.finished, totals.count)}</span>
        </div>
        <Progress
          label={title}
          fraction={isDone ? 1 : fraction}
          tone={isDone ? 'good' : isMoving ? 'accent' : 'idle'}
        />
        <div className={styles.facts}>
          <span>
            {totals.size === undefined
              ? formatBytes(totals.receivedBytes)
              : text.receivedOf(formatBytes(totals.receivedBytes), formatBytes(totals.size))}
          </span>
          {totals.bytesPerSecond > 0 && <span>{formatRate(totals.bytesPerSecond)}</span>}
          {left !== undefined && <span>{text.timeLeft(formatDuration(left))}</span>}
          {totals.failed > 0 && (
            <span className={styles.bad}>{text.failedCount(totals.failed)}</span>
          )}
        </div>
      </div>
      <div className={styles.buttons}>
        {!isDone && (
          <IconButton
            label={text.nameAction(text.cancelAll, title)}
            size="small"
            onPress={() => act('cancel', open)}
          >
            <X size={14} aria-hidden />
          </IconButton>
        )}
      </div>
    </div>
  );
}
