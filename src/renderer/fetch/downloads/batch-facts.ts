import type { DownloadBatch } from '../../../shared/contract-downloads.ts';
import { formatRate, formatSeconds } from '../../../shared/format.ts';
import { ENGLISH_OMISSIONS } from '../../../shared/locales/english-omissions.ts';
import { describeOmissions } from '../../../shared/omissions.ts';
import { formatBytes } from '../../../shared/units.ts';
import { strings } from '../../strings/strings.ts';
import { progressOf } from './download-rows.ts';

const text = strings.downloads;

export interface BatchFact {
  readonly text: string;
  readonly isBad: boolean;
}

/** What there is to say about a batch beside how many of its files are done; all texts differ. */
export function batchFacts({ totals, omitted, truncated }: DownloadBatch): BatchFact[] {
  const { receivedBytes, size, bytesPerSecond } = totals;
  const { failed, canceled, skipped, waiting, paused } = totals;
  const { isMoving, timeLeftMs } = progressOf(totals);
  const missing = [
    describeOmissions(omitted, ENGLISH_OMISSIONS),
    truncated ? strings.there.truncated : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
  const received =
    size === undefined
      ? formatBytes(receivedBytes)
      : text.receivedOf(formatBytes(receivedBytes), formatBytes(size));
  const left =
    timeLeftMs === undefined ? text.timeLeftUnknown : text.timeLeft(formatSeconds(timeLeftMs));
  const usual = [
    received,
    ...(bytesPerSecond > 0 ? [formatRate(bytesPerSecond)] : []),
    ...(isMoving ? [left] : []),
    ...(waiting > 0 ? [text.waitingCount(waiting)] : []),
    ...(paused > 0 ? [text.pausedCount(paused)] : []),
  ];
  const bad = [...(failed > 0 ? [text.failedCount(failed)] : []), missing];
  const given = [
    ...(canceled > 0 ? [text.canceledCount(canceled)] : []),
    ...(skipped > 0 ? [text.skippedCount(skipped)] : []),
  ];
  return [
    ...usual.map((fact) => ({ text: fact, isBad: false })),
    ...bad.filter((fact) => fact !== '').map((fact) => ({ text: fact, isBad: true })),
    ...given.map((fact) => ({ text: fact, isBad: false })),
  ];
}
