import { formatSeconds } from '../../format/times.ts';
import { formatBytes, formatRate } from '../../format/numbers.ts';
import type { DownloadBatch } from '../../../shared/contract-downloads.ts';
import { describeOmissions } from '../../language/sentences.ts';
import { t } from '../../language/language.ts';
import { progressOf } from './download-rows.ts';

export interface BatchFact {
  readonly text: string;
  readonly isBad: boolean;
}

/** What there is to say about a batch beside how many of its files are done; all texts differ. */
export function batchFacts({ totals, omitted, truncated }: DownloadBatch): BatchFact[] {
  const { receivedBytes, size, bytesPerSecond } = totals;
  const { failed, canceled, skipped, waiting, paused } = totals;
  const { isMoving, timeLeftMs } = progressOf(totals);
  const missing = [describeOmissions(omitted), truncated ? t('there.truncated') : '']
    .filter((sentence) => sentence !== '')
    .join(' ');
  const received =
    size === undefined
      ? formatBytes(receivedBytes)
      : t('downloads.receivedOf', {
          received: formatBytes(receivedBytes),
          size: formatBytes(size),
        });
  const left =
    timeLeftMs === undefined
      ? t('downloads.timeLeftUnknown')
      : t('downloads.timeLeft', { time: formatSeconds(timeLeftMs) });
  const usual = [
    received,
    ...(bytesPerSecond > 0 ? [formatRate(bytesPerSecond)] : []),
    ...(isMoving ? [left] : []),
    ...(waiting > 0 ? [t('downloads.waitingCount', { count: waiting })] : []),
    ...(paused > 0 ? [t('downloads.pausedCount', { count: paused })] : []),
  ];
  const bad = [...(failed > 0 ? [t('downloads.failedCount', { count: failed })] : []), missing];
  const given = [
    ...(canceled > 0 ? [t('downloads.canceledCount', { count: canceled })] : []),
    ...(skipped > 0 ? [t('downloads.skippedCount', { count: skipped })] : []),
  ];
  return [
    ...usual.map((fact) => ({ text: fact, isBad: false })),
    ...bad.filter((fact) => fact !== '').map((fact) => ({ text: fact, isBad: true })),
    ...given.map((fact) => ({ text: fact, isBad: false })),
  ];
}
