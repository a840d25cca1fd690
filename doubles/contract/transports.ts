import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { WebSocket, WebSocketServer } from 'ws';
import { createWebSocketTransport } from '../../src/host/panel/web-socket-transport.ts';
import { createTransportInbox } from '../../src/shared/transport-inbox.ts';
import type { Transport } from '../../src/shared/transport.ts';

/** The two ends of one connection, and what to call when the test is over. */
export interface TransportPair {
  readonly panel: Transport;
  readonly host: Transport;
  readonly dispose: () => Promise<void>;
}

/** A transport in this process: messages are passed on by a microtask. */
export function createMemoryPair(): Promise<TransportPair> {
  const ends = [createTransportInbox(), createTransportInbox()];
  const close = (): void => {
    for (const { end } of ends) end();
  };
  const [a, b] = ends.map(({ onMessage, onClose }, index): Transport => ({
    onMessage,
    onClose,
    send: (message) => {
      queueMicrotask(() => {
        ends[1 - index]!.receive(message);
      });
    },
    close,
  }));
  return Promise.resolve({
    panel: a!,
    host: b!,
    dispose: () => {
      close();
      return Promise.resolve();
    },
  });
}

/** As Electron's IPC: values are cloned by structure, never shared, and never JSON text. */
export function createIpcPair(): Promise<TransportPair> {
  const { port1, port2 } = new MessageChannel();
  return Promise.resolve({
    panel: portTransport(port1),
    host: portTransport(port2),
    dispose: () => {
      port1.close();
      return Promise.resolve();
    },
  });
}

function portTransport(port: MessagePort): Transport {
  let closed = false;
  port.once('close', () => {
    closed = true;
  });
  return {
    send: (message) => {
      port.postMessage(message);
    },
    onMessage: (receive) => {
      port.on('message', receive);
    },
    onClose: (listener) => {
      if (closed) listener();
      else port.once('close', listener);
    },
    close: () => {
      port.close();
    },
  };
}

/** A real WebSocket on loopback; both ends through the host's transport. */
export async function createWebSocketPair(): Promise<TransportPair> {
  const server = createServer();
  const webSockets = new WebSocketServer({ server });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hostSide = new Promise<WebSocket>((resolve) => webSockets.once('connection', resolve));
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const panel = createWebSocketTransport(client);
  const host = createWebSocketTransport(await hostSide);
  await new Promise<void>((resolve) => {
    if (client.readyState === client.OPEN) resolve();
    else client.once('open', resolve);
  });
  return {
    panel,
    host,
    dispose: async () => {
      client.terminate();
      for (const socket of webSockets.clients) socket.terminate();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}

export const TRANSPORTS = [
  ['in memory', createMemoryPair],
  ['as IPC', createIpcPair],
  ['over a WebSocket', createWebSocketPair],
] as const;
