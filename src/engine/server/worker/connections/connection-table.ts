import type { Socket } from 'node:net';
import { formatEndpoint, isLoopback } from '../../../../shared/endpoint.ts';
import { encodeUnavailable } from '../../../dialects/http/answer-head.ts';
import { refusalSentence } from '../../../../shared/refusal-sentences.ts';
import { encodeRefused, type NativeRefusal } from '../sessions/native-refusal.ts';
import { opensTls, sniffDialect } from '../../../dialects/sniff.ts';
import type { ThreadCounters } from '../../../telemetry/counters.ts';
import type { EventBatch } from '../../../telemetry/event-batch.ts';
import type { AddressTable } from '../../address-table.ts';
import { type CloseReason, Connection } from './connection.ts';
import { descriptorOf } from '../../descriptor-of.ts';
import { SILENCE_MS } from '../../limits.ts';
import { resetSocket } from '../../reset-socket.ts';
import type { ServerLimits } from '../../server-handle.ts';
import type { SessionFactory } from '../sessions/session-factory.ts';
import type { TlsDoor } from './tls-door.ts';

/** How long a refused client has to send something, so that it can be refused in its own dialect. */
const REFUSAL_MS = 1000;
/** How many refused clients may be listened to at once; more are reset without a word. */
const REFUSALS_AT_ONCE = 64;

export interface ConnectionTableParts {
  readonly thread: number;
  readonly sessions: SessionFactory;
  readonly limits: ServerLimits;
  /** `undefined`: the server does not encrypt. */
  readonly tls: TlsDoor | undefined;
  /** See `DescriptorBudget`. */
  readonly connectionCeiling: number;
  readonly counters: ThreadCounters;
  readonly addresses: AddressTable;
  readonly events: EventBatch;
  readonly nextNumber: () => number;
}

/** All connections of one thread: lets them in within the limits, and sees to their end. */
export class ConnectionTable {
  /**
   * In no order; each knows its place. A `Map` would keep every other connection that has ended until
   * the next full garbage collection: its outgrown tables refer to those that follow them.
   */
  readonly #connections: Connection[] = [];
  readonly #parts: ConnectionTableParts;
  #refusing = 0;
  #stopping = false;
  #onEmpty: (() => void) | undefined;

  constructor(parts: ConnectionTableParts) {
    this.#parts = parts;
  }

  /** Takes over a socket that was accepted on `port`. */
  accept(socket: Socket, port: number): void {
    const { limits, counters, addresses } = this.#parts;
    const address = socket.remoteAddress;
    // The client was gone before its turn came.
    if (address === undefined) {
      socket.destroy();
      return;
    }
    const peer = formatEndpoint({ host: address, port: socket.remotePort ?? 0 });
    // The limit per address is for other computers.
    const addressLimit = isLoopback(address) ? undefined : limits.maxConnectionsPerAddress;
    if (this.#stopping) {
      this.#refuse(socket, { code: 'shutting-down', why: { reason: 'stopping' } });
      return;
    }
    if (
      (this.#isFull(socket) && !this.#makeRoom()) ||
      (addressLimit !== undefined && !addresses.tryEnter(address, addressLimit))
    ) {
      counters.add('connectionsRefused');
      this.#refuse(socket, { code: 'busy', why: { reason: 'connection-limit' } });
      return;
    }
    counters.add('connectionsAccepted');
    counters.add('connectionsOpen');
    const origin = { connection: this.#parts.nextNumber(), port, peer };
    const connection = new Connection(socket, {
      origin,
      address,
      sessions: this.#parts.sessions,
      limits,
      tls: this.#parts.tls,
      place: this.#connections.length,
      onClosed: (closed, reason) => {
        if (addressLimit !== undefined) addresses.leave(address);
        this.#remove(closed, reason);
      },
    });
    this.#connections.push(connection);
    this.#report({ type: 'connectionOpened' }, connection);
  }

  /** Cuts one connection. `false`: it is not one of this thread's, or has ended. */
  disconnect(connection: number): boolean {
    const found = this.#connections.find(({ origin }) => origin.connection === connection);
    found?.end('disconnected');
    return found !== undefined;
  }

  /** Cuts all connections: those who may come in are others from now on. */
  disconnectAll(): void {
    for (const connection of this.#connections) connection.end('disconnected');
  }

  /** To be called about once a second. */
  checkDeadlines(): void {
    const nowMs = performance.now();
    for (const connection of this.#connections) connection.checkDeadline(nowMs);
  }

  /** Lets what is under way finish for so long, then cuts it. Resolves when no connection is left. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    for (const connection of this.#connections) connection.stop();
    if (this.#connections.length === 0) return;
    const emptied = new Promise<void>((resolve) => {
      const previous = this.#onEmpty;
      this.#onEmpty = () => {
        previous?.();
        resolve();
      };
    });
    const deadline = setTimeout(() => {
      for (const connection of this.#connections) connection.end('stopped');
    }, graceMs);
    await emptied;
    clearTimeout(deadline);
  }

  #isFull(newcomer: Socket): boolean {
    const { counters, limits } = this.#parts;
    return counters.openConnections() >= limits.maxConnections || this.#isBeyondCeiling(newcomer);
  }

  /** Whether its descriptor is one of the last that this process may have. */
  #isBeyondCeiling(newcomer: Socket): boolean {
    return descriptorOf(newcomer) >= this.#parts.connectionCeiling;
  }

  /** Cuts the client that has been silent for the longest, so that silence cannot keep everybody out. */
  #makeRoom(): boolean {
    let longest: Connection | undefined;
    let sinceMs = performance.now() - SILENCE_MS;
    for (const connection of this.#connections) {
      const { silentSinceMs } = connection;
      if (silentSinceMs === undefined || silentSinceMs > sinceMs) continue;
      longest = connection;
      sinceMs = silentSinceMs;
    }
    longest?.end('timed-out');
    return longest !== undefined;
  }

  #remove(connection: Connection, reason: CloseReason): void {
    const last = this.#connections.pop()!;
    if (last !== connection) {
      last.place = connection.place;
      this.#connections[last.place] = last;
    }
    this.#parts.counters.add('connectionsOpen', -1);
    this.#report({ type: 'connectionClosed', reason }, connection);
    if (this.#connections.length === 0) this.#onEmpty?.();
  }

  #report(
    what:
      | { readonly type: 'connectionOpened' }
      | { readonly type: 'connectionClosed'; readonly reason: CloseReason },
    { origin }: Connection,
  ): void {
    const { events, thread } = this.#parts;
    if (!events.hasRoomForRoutine()) return;
    events.add({ ...what, atMs: Date.now(), thread, ...origin });
  }

  /** In the plain dialect by a reset: an ordinary end would be a whole, empty file there. */
  #refuse(socket: Socket, refusal: NativeRefusal): void {
    if (this.#refusing >= REFUSALS_AT_ONCE || this.#isBeyondCeiling(socket)) {
      resetSocket(socket);
      return;
    }
    this.#refusing++;
    socket.on('error', () => undefined);
    socket.once('close', () => {
      this.#refusing--;
    });
    this.#answerRefused(socket, refusal);
  }

  #answerRefused(socket: Socket, refusal: NativeRefusal, transport = socket): void {
    socket.setTimeout(REFUSAL_MS, () => resetSocket(socket, transport));
    socket.once('data', (chunk: Buffer) => {
      const { tls } = this.#parts;
      if (tls !== undefined && socket === transport && opensTls(chunk)) {
        const encrypted = tls.encrypt(socket, chunk, () => undefined);
        encrypted.on('error', () => undefined);
        this.#answerRefused(encrypted, refusal, socket);
        return;
      }
      switch (sniffDialect(chunk)) {
        case 'native':
          socket.end(encodeRefused(refusal), () => socket.destroy());
          break;
        case 'http':
          socket.end(encodeUnavailable(refusalSentence(refusal.why)), () => socket.destroy());
          break;
        default:
          resetSocket(socket, transport);
      }
    });
  }
}
