import { closeSync, openSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { type DescriptorLoan, lendDescriptor } from '../descriptor-loan.ts';
import { descriptorOf } from '../descriptor-of.ts';
import { resetSocket } from '../reset-socket.ts';
import type { PortRequest } from '../server-handle.ts';

/** Duplicates a socket's descriptor. Whoever asks owns the result and must close it. */
export type DuplicateDescriptor = (fd: number) => number | Promise<number>;

/**
 * On macOS and the BSDs, opening `/dev/fd/N` is the same as `dup(N)`, for sockets too: fd(4). Linux refuses
 * that for sockets (ENXIO). Node itself has no `dup`.
 *
 * @throws NodeJS.ErrnoException where the system does not do that, or has no descriptor left
 */
export const duplicateByPath: DuplicateDescriptor = (fd) => openSync(`/dev/fd/${fd}`, 'r+');

/**
 * A listening socket for several threads. The supervisor's thread owns it by a descriptor of its own, on
 * which nothing accepts; it stays open whatever happens to the threads, which get a duplicate each.
 *
 * A duplicate for each, because Node closes the descriptor of a `net.Server` by its number when the server
 * is closed and when its thread ends, however it ends. Were the number shared, the first to close would
 * close it for all, and the next would close whatever file has the number by then.
 */
export class ListeningSocket {
  readonly port: number;
  readonly #fd: number;
  readonly #duplicate: DuplicateDescriptor;

  private constructor(port: number, fd: number, duplicate: DuplicateDescriptor) {
    this.port = port;
    this.#fd = fd;
    this.#duplicate = duplicate;
  }

  /** Listens, exclusively. Port 0 is one that the system chooses. */
  static async open(
    { host, port }: PortRequest,
    duplicate: DuplicateDescriptor,
  ): Promise<{ readonly socket: ListeningSocket } | { readonly error: NodeJS.ErrnoException }> {
    // Where duplicating takes longer than this turn, a client may get here; it must not wait for an answer.
    const server = createServer(resetSocket);
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen({ host, port, exclusive: true }, resolve);
      });
      const address = server.address() as AddressInfo;
      const fd = await duplicate(descriptorOf(server));
      return { socket: new ListeningSocket(address.port, fd, duplicate) };
    } catch (error) {
      return { error: error as NodeJS.ErrnoException };
    } finally {
      server.close();
    }
  }

  /** A duplicate for a thread to accept on. */
  async lend(): Promise<DescriptorLoan> {
    return lendDescriptor(await this.#duplicate(this.#fd));
  }

  /** To be called once. The port is free when the threads have closed their duplicates too. */
  close(): void {
    closeSync(this.#fd);
  }
}
