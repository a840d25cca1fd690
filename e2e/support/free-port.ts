import { createServer, type Server } from 'node:net';
import { once } from 'node:events';

async function listen(port: number): Promise<{ server: Server; port: number }> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server, port: address.port };
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const { server, port } = await listen(0);
  server.close();
  await once(server, 'close');
  return port;
}

/** A port that another program listens on, until it is given back. */
export async function takenPort(): Promise<{ port: number; release: () => Promise<void> }> {
  const { server, port } = await listen(0);
  return {
    port,
    async release() {
      server.close();
      await once(server, 'close');
    },
  };
}
