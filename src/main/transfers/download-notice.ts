import type { EventPayload } from '../../shared/contract.ts';
import { WORDS } from '../words.ts';

/** What a notification says of a batch of downloads that has ended. Undefined: nothing to say. */
export function downloadNotice(
  batch: Omit<EventPayload<'downloadsFinished'>, 'batch'>,
): { title: string; body: string } | undefined {
  const { done, failed, canceled, skipped, omitted, verified } = batch;
  if (done === 0 && failed === 0) return undefined;
  if (done === 0) return { title: WORDS.downloadsFailed(failed), body: WORDS.retryThem };
  const trust = verified ? WORDS.allVerified : WORDS.notAllVerified;
  const missing = [
    ...(failed === 0 ? [] : [WORDS.someFailed(failed)]),
    ...(canceled === 0 ? [] : [WORDS.someCanceled(canceled)]),
    ...(skipped === 0 ? [] : [WORDS.someSkipped(skipped)]),
    ...(omitted === 0 ? [] : [WORDS.someLeftOut(omitted)]),
  ];
  return { title: WORDS.downloadsFinished(done), body: [trust, ...missing].join(' ') };
}
