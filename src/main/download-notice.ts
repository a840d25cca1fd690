import type { EventPayload } from '../shared/contract.ts';
import { WORDS } from './words.ts';

/** What a notification says of a batch of downloads that has ended. Undefined: nothing to say. */
export function downloadNotice(
  batch: Pick<EventPayload<'downloadsFinished'>, 'done' | 'failed' | 'verified'>,
): { title: string; body: string } | undefined {
  const { done, failed, verified } = batch;
  if (done === 0 && failed === 0) return undefined;
  if (done === 0) return { title: WORDS.downloadsFailed(failed), body: WORDS.retryThem };
  const trust = verified ? WORDS.allVerified : WORDS.notAllVerified;
  return {
    title: WORDS.downloadsFinished(done),
    body: failed === 0 ? trust : `${trust} ${WORDS.someFailed(failed)}`,
  };
}
