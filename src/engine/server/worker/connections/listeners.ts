import { createServer, type Server, type Socket } from 'node:net';
import { takeDescriptor } from '../../descriptor-loan.ts';
import type { ListenRequest, ThreadCommands } from '../../thread-messages.ts';

/** The listening sockets of one thread. */
export class Listeners {
  readonly #servers = new Map<string, Server>();
  readonly #reusePort: boolean;
  readonly #onSocket: (socket: Socket, port: number) => void;

  constructor(options: {
    /** Whether other threads listen on the same ports (`SO_REUSEPORT`). */
    readonly reusePort: boolean;
    readonly onSocket: (socket: Socket, port: number) => void;
  }) {
    this.#reusePort = options.reusePort;
    this.#onSocket = options.onSocket;
  }

  /** @throws NodeJS.ErrnoException when the port cannot be had. */
  async open({ host, port, loan }: ThreadCommands['listen']['request']): Promise<void> {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
      this.#onSocket(socket, port),
    );
    // From here on the server closes the descriptor, also when this thread is ended.
    if (loan !== undefined && !takeDescriptor(loan)) throw new Error('the loan has ended');
    const target =
      loan === undefined ? { host, port, reusePort: this.#reusePort } : { fd: loan.fd };
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(target, () => {
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
