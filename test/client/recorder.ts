import { once } from 'node:events';
import { createConnection, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** Somebody in between, who hears everything and changes nothing. */
export interface Recorder {
  readonly port: number;
  /** What clients sent, in the order of its arrival. */
  toServer(): Buffer;
  /** What went in either direction. */
  all(): Buffer;
}

/** Passes connections on to a port of this computer, until the test ends, and keeps what goes over them. */
export async function startRecorder(port: number): Promise<Recorder> {
  const toServer: Buffer[] = [];
  const toClient: Buffer[] = [];
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    const server = createConnection(port, '127.0.0.1');
    for (const socket of [client, server]) sockets.add(socket.on('error', () => undefined));
    client.on('data', (chunk) => toServer.push(chunk)).pipe(server);
    server.on('data', (chunk) => toClient.push(chunk)).pipe(client);
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  return {
    port: (proxy.address() as AddressInfo).port,
    toServer: () => Buffer.concat(toServer),
    all: () => Buffer.concat([...toServer, ...toClient]),
  };
}
