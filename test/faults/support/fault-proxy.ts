import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isOrderlyEnd } from '../../../harness/orderly-end.ts';
import { resetSocket } from '../../../src/engine/server/reset-socket.ts';

/** `up`: from the client to the server. */
export type Direction = 'up' | 'down';

/** What happens to one connection once so many bytes went in one direction. */
export interface Trouble {
  readonly direction: Direction;
  readonly afterBytes: number;
  /**
   * `end`: an ordinary end in this direction, and nothing more. `reset`: a reset to both sides. A
   * function: silence in both directions until what it gives resolves.
   */
  readonly what: 'end' | 'reset' | (() => Promise<unknown>);
}

interface ProxyOptions {
  /** The server's port. */
  readonly port: number;
  /** The trouble of the connections in the order in which they come; the others have none. */
  readonly troubles: readonly Trouble[];
  /** The most bytes that are handed on at once; the next follow in another turn of the event loop. */
  readonly pieceBytes?: number;
}

/** Stands between clients and a server on this computer, and is the bad network. */
export class FaultProxy {
  readonly port: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #connections = 0;

  private constructor(server: Server) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
  }

  static async start(options: ProxyOptions): Promise<FaultProxy> {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new FaultProxy(server);
    server.on('connection', (client) => proxy.#serve(client, options));
    return proxy;
  }

  /** How many connections came. */
  get connections(): number {
    return this.#connections;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #serve(client: Socket, { port, troubles, pieceBytes }: ProxyOptions): void {
    const trouble = troubles[this.#connections++];
    const server = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    const pair = new Pair(client, server, { trouble, pieceBytes });
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    }
    pair.run();
  }
}

/** One connection through the proxy. */
class Pair {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #trouble: Trouble | undefined;
  readonly #pieceBytes: number;
  /** Pending while the connection is silent. */
  #silence: Promise<unknown> | undefined;

  constructor(
    client: Socket,
    server: Socket,
    options: { trouble: Trouble | undefined; pieceBytes: number | undefined },
  ) {
    this.#client = client;
    this.#server = server;
    this.#trouble = options.trouble;
    this.#pieceBytes = options.pieceBytes ?? Infinity;
  }

  run(): void {
    const client = this.#client;
    const server = this.#server;
    client.on('error', () => resetSocket(server));
    server.on('error', () => resetSocket(client));
    client.once('close', () => server.destroy());
    server.once('close', () => client.destroySoon());
    void this.#pump('up', client, server);
    void this.#pump('down', server, client);
  }

  async #pump(direction: Direction, from: Socket, to: Socket): Promise<void> {
    const trouble = this.#trouble?.direction === direction ? this.#trouble : undefined;
    let left = trouble?.afterBytes ?? Infinity;
    try {
      const chunks = from.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
      for await (const chunk of chunks) {
        for (let at = 0; at < chunk.length;) {
          if (this.#silence !== undefined) await this.#silence;
          if (left === 0) {
            left = Infinity;
            if (!(await this.#strike(trouble!.what, to))) {
              // What still comes goes nowhere; its end is to be noticed.
              from.resume();
              return;
            }
          }
          const piece = chunk.subarray(at, at + Math.min(this.#pieceBytes, left));
          at += piece.length;
          left -= piece.length;
          if (!to.write(piece)) await once(to, 'drain', { signal: AbortSignal.timeout(120_000) });
          if (this.#pieceBytes !== Infinity) await nextTurn();
        }
      }
      if (await isOrderlyEnd(from)) to.end();
      else resetSocket(to);
    } catch {
      // The other side has been told by the error's own listener.
      resetSocket(to);
    }
  }

  /** @returns whether the connection goes on */
  async #strike(what: Trouble['what'], to: Socket): Promise<boolean> {
    if (what === 'end') {
      to.end();
      return false;
    }
    if (what === 'reset') {
      resetSocket(this.#client);
      resetSocket(this.#server);
      return false;
    }
    this.#silence = what();
    await this.#silence;
    this.#silence = undefined;
    return true;
  }
}
