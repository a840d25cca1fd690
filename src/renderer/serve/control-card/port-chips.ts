import type { PortProblem } from '../../../shared/port-status.ts';
import type { ServerState } from '../../../shared/contract-server.ts';

/** A port as the control card shows it. */
export type PortChip = { readonly port: number; readonly state: 'idle' | 'open' } | FailedPortChip;

export interface FailedPortChip {
  readonly port: number;
  readonly state: 'failed';
  readonly problem: PortProblem;
  /** Of a port in use: a free one to take instead. */
  readonly suggestedPort: number | undefined;
}

/**
 * The ports to show: those of the running server; else the ones it would start on, with what became
 * of them if the last start failed.
 */
export function portChips(server: ServerState, chosenPorts: readonly number[]): PortChip[] {
  const isUp = server.phase === 'running' || server.phase === 'stopping';
  const shown = isUp ? server.ports.map((status) => status.port) : chosenPorts;
  return [...new Set(shown)].map((port) => {
    const statuses = server.phase === 'stopped' ? [] : server.ports;
    const ofPort = statuses.filter((status) => status.port === port);
    const failed = ofPort.find((status) => status.state === 'failed');
    if (failed !== undefined) {
      const { problem, suggestedPort } = failed;
      return { port, state: 'failed', problem, suggestedPort };
    }
    const isOpen = ofPort.some((status) => status.state === 'listening');
    return { port, state: isOpen ? 'open' : 'idle' };
  });
}
