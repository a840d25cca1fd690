import { describe, expect, it } from 'vitest';
import type { FailedPort } from '../../../shared/port-status.ts';
import type { ServerState } from '../../../shared/contract-server.ts';
import { sceneOf } from '../../../../doubles/scripted-host/scenes.ts';
import { portChips } from './port-chips.ts';

function server(change: Partial<ServerState>): ServerState {
  return { ...sceneOf('stopped', 0).server, ...change };
}

const failed: FailedPort = {
  requestedPort: 8080,
  port: 8080,
  host: '::',
  state: 'failed',
  threads: [],
  problem: {
    code: 'cannot-listen',
    host: '::',
    port: 8080,
    systemCode: 'EADDRINUSE',
    detail: '',
  },
  suggestedPort: 8082,
};
const open: ServerState['ports'][number] = {
  requestedPort: 8081,
  port: 8081,
  host: '::',
  state: 'listening',
  threads: [0],
};

describe('port chips', () => {
  it('are the chosen ports while stopped, whatever became of them before', () => {
    const chips = portChips(server({ ports: [failed] }), [8080, 9000]);
    expect(chips.map(({ port, state }) => [port, state])).toEqual([
      [8080, 'idle'],
      [9000, 'idle'],
    ]);
  });

  it('are those of the server while it runs, with what is wrong with each', () => {
    const chips = portChips(server({ phase: 'running', ports: [failed, open] }), [1]);
    expect(chips).toEqual([
      { port: 8080, state: 'failed', problem: failed.problem, suggestedPort: 8082 },
      { port: 8081, state: 'open', problem: undefined, suggestedPort: undefined },
    ]);
  });

  it('say after a failed start which of the chosen ones failed', () => {
    const chips = portChips(server({ phase: 'failed', ports: [failed] }), [8080, 9000]);
    expect(chips.map(({ state }) => state)).toEqual(['failed', 'idle']);
  });
});
