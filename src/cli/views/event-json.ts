import { portProblemReason } from '../../shared/port-sentences.ts';
import type { PortStatus, ServerEvent } from '../../shared/server-state.ts';
import { visibleJson } from '../../shared/visible-text.ts';

/** A server's event as one line of JSON; what went wrong is said in words. */
export function eventJson(event: ServerEvent): string {
  if (event.type !== 'portFailed') return visibleJson(event);
  const { status } = event;
  return visibleJson({
    ...event,
    status: { ...status, problem: portProblemReason(status.problem) },
  });
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
