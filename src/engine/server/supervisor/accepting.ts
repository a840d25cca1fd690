import { closeSync, fstatSync } from 'node:fs';
import type { ServerStatus } from '../../../shared/server-state.ts';
import type { DuplicateDescriptor } from './listening-socket.ts';
import { duplicateByPath, ListeningSocket } from './listening-socket.ts';
import { probeReusePort } from './port-probe.ts';

/** What the operating system offers for accepting in several threads. */
export interface AcceptingSystem {
  /**
   * `shared-port`: every thread listens on every port (`SO_REUSEPORT`). `shared-descriptor`: every thread
   * accepts on its own duplicate of one listening socket's descriptor. `port-per-thread`: each port
   * belongs to one thread.
   */
  readonly accepting: ServerStatus['accepting'];
  /** Used in `shared-descriptor` only. */
  readonly duplicate: DuplicateDescriptor;
}

/** What every system has, and the way with sockets that were given: Node cannot duplicate them on Linux. */
export const PORT_PER_THREAD: AcceptingSystem = {
  accepting: 'port-per-thread',
  duplicate: duplicateByPath,
};

/** Finds out, by trying, the best that this system has. */
export async function findAccepting(): Promise<AcceptingSystem> {
  return { accepting: await bestAccepting(), duplicate: duplicateByPath };
}

async function bestAccepting(): Promise<AcceptingSystem['accepting']> {
  if (await probeReusePort()) return 'shared-port';
  // A socket of Windows has no descriptor.
  if (process.platform === 'win32') return 'port-per-thread';
  return (await canDuplicate()) ? 'shared-descriptor' : 'port-per-thread';
}

async function canDuplicate(): Promise<boolean> {
  const opened = await ListeningSocket.open({ host: '127.0.0.1', port: 0 }, duplicateByPath);
  if ('error' in opened) return false;
  const { socket } = opened;
  try {
    const { fd } = await socket.lend();
    const isSocket = fstatSync(fd).isSocket();
    closeSync(fd);
    return isSocket;
  } catch {
    return false;
  } finally {
    socket.close();
  }
}
