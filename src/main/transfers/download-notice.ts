import type { EventPayload } from '../../shared/contract.ts';
import { t } from '../language.ts';

/** What a notification says of a batch of downloads that has ended. Undefined: nothing to say. */
export function downloadNotice(
  batch: Omit<EventPayload<'downloadsFinished'>, 'batch'>,
): { title: string; body: string } | undefined {
  const { done, failed, canceled, skipped, omitted, verified } = batch;
  if (done === 0 && failed === 0) return undefined;
  if (done === 0) return { title: t('downloadsFailed', { count: failed }), body: t('retryThem') };
  const trust = verified ? t('allVerified') : t('notAllVerified');
  const missing = [
    ...(failed === 0 ? [] : [t('someFailed', { count: failed })]),
    ...(canceled === 0 ? [] : [t('someCanceled', { count: canceled })]),
    ...(skipped === 0 ? [] : [t('someSkipped', { count: skipped })]),
    ...(omitted === 0 ? [] : [t('someLeftOut', { count: omitted })]),
  ];
  return { title: t('downloadsFinished', { count: done }), body: [trust, ...missing].join(' ') };
}
