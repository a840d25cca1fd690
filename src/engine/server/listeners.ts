import { createServer, type Server, type Socket } from 'node:net';
import type { ListenRequest } from './thread-messages.ts';

/** The listening sockets of one thread. */
export class Listeners {
  readonly #servers = new Map<string, Server>();
  readonly #sharedPort: boolean;
  readonly #onSocket: (socket: Socket, port: number) => void;

  constructor(options: {
    /** Whether other threads listen on the same ports (`SO_REUSEPORT`). */
    readonly sharedPort: boolean;
    readonly onSocket: (socket: Socket, port: number) => void;
  }) {
    this.#sharedPort = options.sharedPort;
    this.#onSocket = options.onSocket;
  }

  /** @throws NodeJS.ErrnoException when the port cannot be had. */
  async open({ host, port }: ListenRequest): Promise<void> {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
      this.#onSocket(socket, port),
    );
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port, reusePort: this.#sharedPort }, () => {
        server.off('error', reject);
        resolve();
      });
    });
    // An accept that fails (too many open files, say) concerns that client; the port stays open.
    server.on('error', () => undefined);
    this.#servers.set(keyOf({ host, port }), server);
  }

  /** Stops accepting on a port; connections that came through it live on. */
  close(request: ListenRequest): void {
    this.#servers.get(keyOf(request))?.close();
    this.#servers.delete(keyOf(request));
  }

  closeAll(): void {
    for (const server of this.#servers.values()) server.close();
    this.#servers.clear();
  }
}

function keyOf({ host, port }: ListenRequest): string {
  return `${host} ${port}`;
}
