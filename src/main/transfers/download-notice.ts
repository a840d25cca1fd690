import type { EventPayload } from '../../shared/contract.ts';
import { STRINGS } from '../strings.ts';

/** What a notification says of a batch of downloads that has ended. Undefined: nothing to say. */
export function downloadNotice(
  batch: Omit<EventPayload<'downloadsFinished'>, 'batch'>,
): { title: string; body: string } | undefined {
  const { done, failed, canceled, skipped, omitted, verified } = batch;
  if (done === 0 && failed === 0) return undefined;
  if (done === 0) return { title: STRINGS.downloadsFailed(failed), body: STRINGS.retryThem };
  const trust = verified ? STRINGS.allVerified : STRINGS.notAllVerified;
  const missing = [
    ...(failed === 0 ? [] : [STRINGS.someFailed(failed)]),
    ...(canceled === 0 ? [] : [STRINGS.someCanceled(canceled)]),
    ...(skipped === 0 ? [] : [STRINGS.someSkipped(skipped)]),
    ...(omitted === 0 ? [] : [STRINGS.someLeftOut(omitted)]),
  ];
  return { title: STRINGS.downloadsFinished(done), body: [trust, ...missing].join(' ') };
}
