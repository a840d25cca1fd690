import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { StartedProcess } from './resources.ts';

const START_TIMEOUT_MS = 10_000;
const RETRY_AFTER_MS = 1;

/** A port of this machine that nothing listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** So many of them, no two alike. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}

/**
 * Waits until a program answers on a port: a connection alone may have been accepted by a listener
 * that only looked whether the port is free.
 *
 * @throws Error with what the program said, if it ends or stays silent
 */
export async function untilAnswering(
  program: { readonly name: string; readonly process: StartedProcess },
  port: number,
  request: string,
): Promise<void> {
  const deadlineMs = performance.now() + START_TIMEOUT_MS;
  while (!(await answers(port, request))) {
    if (!program.process.isRunning() || performance.now() > deadlineMs) {
      throw new Error(`${program.name} did not start. ${program.process.errors()}`.trimEnd());
    }
    await pause(RETRY_AFTER_MS);
  }
}

function answers(port: number, request: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.setTimeout(1000, () => socket.destroy());
    socket.write(request);
    socket.once('data', () => {
      resolve(true);
      socket.destroy();
    });
    socket.once('error', () => undefined);
    socket.once('close', () => resolve(false));
  });
}
