import { once } from 'node:events';
import { connect } from 'node:net';

/** A client that asks for a file, takes the first of it, and no more until it is told to. */
export interface SlowClient {
  /** Takes all that still comes; resolves with the bytes it got in all once the connection has ended. */
  takeRest(): Promise<number>;
}

export async function startSlowClient(port: number, name: string): Promise<SlowClient> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(`${JSON.stringify({ op: 'get', name })}\n`);
  await once(socket, 'readable');
  return {
    async takeRest() {
      let bytes = 0;
      socket.on('data', (chunk: Buffer) => (bytes += chunk.length));
      // Not `once` of events: it rejects when the connection was reset, which is an end like another.
      if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
      return bytes;
    },
  };
}
