import { expect, it, vi } from 'vitest';
import type { ServerState } from '../../shared/contract-server.ts';
import type { PortStatus } from '../../shared/port-status.ts';
import { trayContent } from './tray-template.ts';

const port = (number: number, state: PortStatus['state']): PortStatus => {
  const address = { host: '127.0.0.1', port: number };
  const common = { requestedPort: number, ...address, threads: [0] };
  return state === 'listening'
    ? { state, ...common }
    : { state, ...common, problem: { code: 'socket-lost', ...address } };
};

const actionsOf = () => ({ open: vi.fn(), start: vi.fn(), stop: vi.fn(), quit: vi.fn() });

function show(phase: ServerState['phase'], ports: ServerState['ports'] = []) {
  const actions = actionsOf();
  const { status, menu } = trayContent({ phase, ports }, actions);
  const click = (label: string) => {
    const item = menu.find((one) => one.label === label);
    expect(item, label).toBeDefined();
    expect(item?.enabled).not.toBe(false);
    (item?.click as () => void)();
  };
  return { status, menu, actions, click };
}

it('shows the ports that listen, and offers to stop', () => {
  const { status, click, actions } = show('running', [
    port(8080, 'listening'),
    port(8081, 'failed'),
    port(8082, 'listening'),
  ]);
  expect(status).toBe('Serving on ports 8080, 8082');
  click('Stop Server');
  expect(actions.stop).toHaveBeenCalledOnce();
});

it('offers to start when stopped or failed', () => {
  for (const phase of ['stopped', 'failed'] as const) {
    const { click, actions } = show(phase);
    click('Start Server');
    expect(actions.start).toHaveBeenCalledOnce();
  }
});

it('offers neither on the way', () => {
  for (const phase of ['starting', 'stopping'] as const) {
    const { menu } = show(phase);
    expect(menu.find(({ label }) => label === 'Start Server')?.enabled).toBe(false);
  }
});

it('opens and quits', () => {
  const { click, actions } = show('stopped');
  click('Open Fifolio');
  click('Quit Fifolio');
  expect(actions.open).toHaveBeenCalledOnce();
  expect(actions.quit).toHaveBeenCalledOnce();
});
