import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/**
 * Passes connections on to a server and lets only so many bytes of its answers through, so that a
 * test can act in the middle of a transfer without a clock.
 */
export class Relay {
  readonly port: number;
  readonly #server;
  readonly #sockets = new Set<Socket>();
  readonly #held: (() => void)[] = [];
  #remainingBytes = Infinity;

  private constructor(server: ReturnType<typeof createServer>, targetPort: number) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (client) => {
      this.#join(client, connect(targetPort, '127.0.0.1'));
    });
  }

  static async open(targetPort: number): Promise<Relay> {
    const server = createServer({ allowHalfOpen: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Relay(server, targetPort);
  }

  /** Lets so many more bytes of answers through; then everything waits. */
  allow(bytes: number): void {
    this.#remainingBytes = bytes;
    for (const goOn of this.#held.splice(0)) goOn();
  }

  /** Ends all connections, as a network that fails does. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#held.length = 0;
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(client: Socket, upstream: Socket): void {
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        // What is held back is lost with the connection.
        other.destroy();
      });
    }
    client.on('data', (chunk) => upstream.write(chunk));
    upstream.on('data', (chunk: Buffer) => {
      this.#passOn(chunk, upstream, client);
    });
  }

  #passOn(chunk: Buffer, upstream: Socket, client: Socket): void {
    if (client.destroyed) return;
    const passed = chunk.subarray(0, Math.max(0, this.#remainingBytes));
    this.#remainingBytes -= passed.length;
    if (passed.length > 0) client.write(passed);
    if (passed.length === chunk.length) return;
    upstream.pause();
    this.#held.push(() => {
      upstream.resume();
      this.#passOn(chunk.subarray(passed.length), upstream, client);
    });
  }
}
