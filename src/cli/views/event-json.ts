import { portProblemSentence } from '../../shared/port-sentences.ts';
import { refusalSentence } from '../../shared/refusal-sentences.ts';
import type { ServerEvent } from '../../shared/server-state.ts';
import type { PortStatus } from '../../shared/port-status.ts';
import { visibleJson } from '../../shared/visible-text.ts';
import { deathText } from './server-log.ts';

/** A server's event as one line of JSON; what went wrong is in it as a code, and in words as `message`. */
export function eventJson(event: ServerEvent): string {
  const message = messageOf(event);
  return visibleJson(message === undefined ? event : { ...event, message });
}

/** What became of a port, as {@link eventJson} has it. */
export function portJson(status: PortStatus): string {
  const atMs = Date.now();
  return eventJson(
    status.state === 'failed'
      ? { type: 'portFailed', atMs, status }
      : { type: 'portOpened', atMs, status },
  );
}

function messageOf(event: ServerEvent): string | undefined {
  switch (event.type) {
    case 'requestFailed':
      return refusalSentence(event.why);
    case 'portFailed':
      return portProblemSentence(event.status.problem);
    case 'workerDied':
      return deathText(event);
    default:
      return undefined;
  }
}
