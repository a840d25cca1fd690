import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { resetSocket } from './reset-socket.ts';

/** Both ends of a connection; the first is the one that is to be reset. */
async function pair(): Promise<[Socket, Socket]> {
  const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const client = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  onTestFinished(() => void client.destroy());
  const [accepted] = (await once(server, 'connection')) as [Socket];
  return [accepted, client];
}

it('shows the peer an error', async () => {
  const [socket, client] = await pair();
  resetSocket(socket);
  await expect(once(client, 'end')).rejects.toMatchObject({ code: 'ECONNRESET' });
});

it('closes a socket whose end is on its way to the system', async () => {
  const [socket, client] = await pair();
  const closed = once(socket, 'close');
  const ended = once(client, 'end');
  const received: Buffer[] = [];
  client.on('data', (chunk: Buffer) => received.push(chunk));
  socket.end('all of it');
  // The end is handed over when the write is done, and takes effect in the next turn of the event loop.
  await new Promise((resolve) => process.nextTick(resolve));
  expect(socket).toMatchObject({ writableEnded: true, writableFinished: false, writableLength: 0 });
  resetSocket(socket);
  await Promise.all([closed, ended]);
  expect(Buffer.concat(received).toString()).toBe('all of it');
});
