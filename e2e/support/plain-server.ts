import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/**
 * A plain server over a bare socket, in the way of the original Python one: one request for a
 * connection, a name without an end, raw bytes without a length, a pickled list of the cache.
 */
export interface PlainServer {
  readonly port: number;
  close(): Promise<void>;
}

export async function startPlainServer(files: ReadonlyMap<string, Buffer>): Promise<PlainServer> {
  const cached: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (request) => {
      const name = request.toString('utf8').trim();
      if (name === 'list') {
        socket.end(pickle(cached));
        return;
      }
      const content = files.get(name);
      if (content === undefined) {
        socket.end('File not found');
        return;
      }
      if (!cached.includes(name)) cached.push(name);
      socket.end(content);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close();
      await once(server, 'close');
    },
  };
}

/** A list of strings as Python's pickle protocol 3 writes it. */
function pickle(names: readonly string[]): Buffer {
  const items = names.map((name) => {
    const text = Buffer.from(name, 'utf8');
    const head = Buffer.from('X\0\0\0\0');
    head.writeUInt32LE(text.length, 1);
    return Buffer.concat([head, text]);
  });
  return Buffer.concat([Buffer.from('\x80\x03](', 'latin1'), ...items, Buffer.from('e.')]);
}
