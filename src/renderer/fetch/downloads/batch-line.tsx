import { Layers, X } from 'lucide-react';
import { formatRate, formatSeconds } from '../../../shared/format.ts';
import { ENGLISH_OMISSIONS } from '../../../shared/locales/english-omissions.ts';
import { describeOmissions } from '../../../shared/omissions.ts';
import { formatBytes } from '../../../shared/units.ts';
import { IconButton } from '../../controls/button.tsx';
import { Progress } from '../../controls/progress.tsx';
import type { DownloadBatch } from '../../../shared/contract-downloads.ts';
import { strings } from '../../strings/strings.ts';
import { formatEndpoint } from '../../../shared/endpoint.ts';
import { progressOf } from './download-rows.ts';
import styles from './downloads.module.css';
import { VisibleText } from '../../controls/visible-text.tsx';

const text = strings.downloads;

interface BatchLineProps {
  readonly batch: DownloadBatch;
  readonly onCancel: () => void;
}

/** What was asked for together, as a whole. */
export function BatchLine({ batch, onCancel }: BatchLineProps) {
  const { totals, endpoint } = batch;
  const { isOver, isMoving, fraction } = progressOf(totals);
  const title = text.batch(totals.count, formatEndpoint(endpoint));
  const isAllDone = totals.done === totals.count;
  return (
    <div className={styles.line}>
      <Layers size={15} aria-hidden className={styles.sign} />
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
        {!isOver && (
          <IconButton
            label={text.nameAction(text.cancelAll, title)}
            size="small"
            onPress={onCancel}
          >
            <X size={14} aria-hidden />
          </IconButton>
        )}
      </div>
    </div>
  );
}

function Facts({ batch: { totals, omitted, truncated } }: { readonly batch: DownloadBatch }) {
  const { receivedBytes, size, bytesPerSecond, failed, canceled, skipped } = totals;
  const { isMoving, timeLeftMs } = progressOf(totals);
  const missing = [
    describeOmissions(omitted, ENGLISH_OMISSIONS),
    truncated ? strings.there.truncated : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
  return (
    <div className={styles.facts}>
      <span>
        {size === undefined
          ? formatBytes(receivedBytes)
          : text.receivedOf(formatBytes(receivedBytes), formatBytes(size))}
      </span>
      {bytesPerSecond > 0 && <span>{formatRate(bytesPerSecond)}</span>}
      {isMoving && (
        <span>
          {timeLeftMs === undefined
            ? text.timeLeftUnknown
            : text.timeLeft(formatSeconds(timeLeftMs))}
        </span>
      )}
      {failed > 0 && <span className={styles.bad}>{text.failedCount(failed)}</span>}
      {canceled > 0 && <span>{text.canceledCount(canceled)}</span>}
      {skipped > 0 && <span>{text.skippedCount(skipped)}</span>}
      {missing !== '' && (
        <span className={styles.bad} title={missing}>
          {missing}
        </span>
      )}
    </div>
  );
}
