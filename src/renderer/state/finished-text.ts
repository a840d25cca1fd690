import type { EventPayload } from '../../shared/contract.ts';
import { t } from '../language/language.ts';

/** How a batch went, in one sentence. */
export function finishedText(batch: EventPayload<'downloadsFinished'>): string {
  const { done, failed, canceled, skipped, omitted, verified } = batch;
  const how = failed > 0 ? 'finished' : verified ? 'finishedVerified' : 'finishedUnverified';
  const parts = [
    t(`downloads.${how}`, { count: done }),
    ...(failed > 0 ? [t('downloads.failedCount', { count: failed })] : []),
    ...(canceled > 0 ? [t('downloads.canceledCount', { count: canceled })] : []),
    ...(skipped > 0 ? [t('downloads.skippedCount', { count: skipped })] : []),
    ...(omitted > 0 ? [t('downloads.omittedCount', { count: omitted })] : []),
  ];
  return t('downloads.period', { sentence: parts.join(t('downloads.comma')) });
}
