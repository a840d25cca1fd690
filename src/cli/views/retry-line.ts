import type { DownloadEvent } from '../../engine/index.ts';
import { formatSeconds } from '../../shared/format.ts';
import type { Bytes, Milliseconds } from '../../shared/units.ts';
import { formatBytes } from '../../shared/units.ts';
import { failureReason } from '../../shared/failure-sentences.ts';

export type RetryEvent = Extract<
  DownloadEvent,
  { readonly type: 'downloadRetried' | 'reconnectionRetried' }
>;

/** Why there is another attempt, when, and for how long yet, in sentences. */
export function describeRetry(event: RetryEvent): string {
  const { error, haveBytes, afterMs, givesUpAfterMs } = event;
  const name = event.type === 'downloadRetried' ? `${event.name}: ` : '';
  const kept = haveBytes > 0 ? `${describeKept(haveBytes)}. ` : '';
  const when = `Trying again in ${wholeSeconds(afterMs)}, for ${wholeSeconds(givesUpAfterMs)} at most.`;
  return `${name}${failureReason(error)} ${kept}${when}`;
}

/** The same while time passes, as part of a line. */
export function describeWait(untilMs: Milliseconds, haveBytes: Bytes): string {
  const kept = haveBytes > 0 ? `, ${describeKept(haveBytes)}` : '';
  return untilMs > 0 ? `trying again in ${wholeSeconds(untilMs)}${kept}` : `connecting${kept}`;
}

function describeKept(bytes: Bytes): string {
  return `${formatBytes(bytes)} ${bytes === 1 ? 'is' : 'are'} kept`;
}

/** Rounded up, so that the last second does not read as 0. */
function wholeSeconds(durationMs: Milliseconds): string {
  return formatSeconds(Math.ceil(durationMs / 1000) * 1000);
}
