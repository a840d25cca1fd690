import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';

export interface PlainDouble {
  readonly port: number;
  readonly requests: string[];
  close(): Promise<void>;
}

/** A server of the plain dialect in a dozen lines: what the first chunk names is answered, and that is it. */
export async function startPlainDouble(
  answer: (request: string, socket: Socket) => Uint8Array | string | undefined,
): Promise<PlainDouble> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.once('data', (chunk) => {
      const request = chunk.toString();
      requests.push(request);
      const bytes = answer(request, socket);
      if (bytes !== undefined) socket.end(bytes);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** A pickle of protocol 0, written by hand: `['a.txt', 'b.txt']` for those names. */
export function pickleProtocol0(names: readonly string[]): string {
  return `(lp0\n${names.map((name, index) => `V${name}\np${String(index + 1)}\na`).join('')}.`;
}
