import {
  type AddressInfo,
  createServer,
  type ListenOptions,
  type Server,
  type Socket,
} from 'node:net';
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
    // From here on the server closes the descriptor, also when this thread is ended.
    if (loan !== undefined && !takeDescriptor(loan)) throw new Error('the loan has ended');
    const target =
      loan === undefined ? { host, port, reusePort: this.#reusePort } : { fd: loan.fd };
    this.#keep(await listen(target), { host, port });
  }

  /**
   * Accepts on a listening socket that the process was given, and closes it whatever happens.
   *
   * @throws Error for anything but a listening TCP socket, or a second one for an address.
   */
  async adopt(fd: number): Promise<ListenRequest> {
    const server = await listen({ fd });
    const address = server.address();
    const request = isTcp(address) && { host: address.address, port: address.port };
    if (request === false || this.#servers.has(keyOf(request))) {
      server.close();
      const code = request === false ? 'not-tcp' : 'too-many-sockets';
      throw Object.assign(new Error(code), { code });
    }
    this.#keep(server, request);
    return request;
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

  #keep(server: Server, request: ListenRequest): void {
    server.on('connection', (socket: Socket) => this.#onSocket(socket, request.port));
    // An accept that fails (too many open files, say) concerns that client; the port stays open.
    server.on('error', () => undefined);
    this.#servers.set(keyOf(request), server);
  }
}

/** Resolves before the first connection is accepted. */
function listen(target: ListenOptions | { readonly fd: number }): Promise<Server> {
  const server = createServer({ allowHalfOpen: true, noDelay: true });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(target, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

function isTcp(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}

function keyOf({ host, port }: ListenRequest): string {
  return `${host} ${port}`;
}
