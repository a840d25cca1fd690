import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { ServerHandle } from '../../engine/index.ts';
import { ServiceNotice, watchdogInterval } from './service-notice.ts';

it.runIf(process.platform === 'linux')(
  'the watchdog hears nothing while a thread does not answer (Linux)',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fifolio-notice-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const record = join(folder, 'record');
    const program = join(folder, 'systemd-notify');
    writeFileSync(program, `#!/bin/sh\necho "$1" >> ${record}\n`);
    chmodSync(program, 0o755);
    const messages = (): string[] =>
      existsSync(record) ? readFileSync(record, 'utf8').trim().split('\n') : [];

    let answer: ((transfers: []) => void) | undefined;
    const server = {
      status: () => ({ ports: [], counters: { connectionsOpen: 0 } }),
      transfers: () => new Promise<[]>((resolve) => (answer = resolve)),
    } as unknown as ServerHandle;
    const notice = new ServiceNotice(server, {
      environment: { PATH: folder, NOTIFY_SOCKET: '/unused', WATCHDOG_USEC: '2000' },
      onFailure: (reason) => expect.unreachable(reason),
    });
    notice.ready();
    await expect.poll(() => answer).toBeDefined();
    await expect.poll(messages).toEqual(['READY=1']);
    answer?.([]);
    await expect.poll(messages).toEqual(['READY=1', 'WATCHDOG=1']);
    // It asked again, and gets no answer.
    notice.stopping();
    await notice.close();
    expect(messages()).toEqual(['READY=1', 'WATCHDOG=1', 'STOPPING=1']);
  },
);

it.each([
  [{ WATCHDOG_USEC: '30000000' }, 15_000],
  [{ WATCHDOG_USEC: '30000000', WATCHDOG_PID: '7' }, 15_000],
  [{ WATCHDOG_USEC: '30000000', WATCHDOG_PID: '8' }, undefined],
  [{ WATCHDOG_USEC: '1' }, 1],
  [{ WATCHDOG_USEC: '99999999999999999' }, 2 ** 31 - 1],
  [{ WATCHDOG_USEC: '0' }, undefined],
  [{ WATCHDOG_USEC: 'soon' }, undefined],
  [{}, undefined],
])('with %o, process 7 reports every %s ms', (environment, intervalMs) => {
  expect(watchdogInterval(environment, 7)).toBe(intervalMs);
});
