import type { Socket } from 'node:net';
import type { DialectName, ServerEvent } from '../../../../shared/server-state.ts';
import type { Milliseconds } from '../../../../shared/units.ts';
import { opensTls, sniffDialect } from '../../../dialects/sniff.ts';
import type { RequestOrigin } from '../request-log.ts';
import { resetSocket } from '../../reset-socket.ts';
import type { ServerLimits } from '../../server-handle.ts';
import type { Session, SessionConnection } from '../sessions/session.ts';
import type { SessionFactory } from '../sessions/session-factory.ts';
import type { SendingLimits } from '../sending/sending-limits.ts';
import type { TlsDoor } from './tls-door.ts';
import { PLAIN_COMPLETION_MS } from '../../limits.ts';

/**
 * How long a stopping server waits for a client to hang up. Closing at once could reset the connection,
 * and take from the client what it has received but not read.
 */
const LINGER_MS = 500;

export type CloseReason = Extract<ServerEvent, { type: 'connectionClosed' }>['reason'];

/** One client: finds out its dialect, keeps its time limits, and ends. Owns the socket. */
export class Connection implements SessionConnection {
  readonly address: string;
  /** What is read and written: inside of TLS, once that has begun. */
  socket: Socket;
  origin: RequestOrigin;
  /** Where its table has it; the table's to change. */
  place: number;
  readonly #sessions: SessionFactory;
  readonly #limits: ServerLimits;
  readonly #rates: SendingLimits | undefined;
  readonly #tls: TlsDoor | undefined;
  /** The socket that was accepted. */
  readonly #transport: Socket;
  readonly #openedAtMs: Milliseconds = performance.now();
  #session: Session | undefined;
  /** What has arrived while it may be HTTP or a short plain name. */
  #undecided: Buffer | undefined;
  #decision: NodeJS.Timeout | undefined;
  #stopping = false;
  /**
   * When the request that began to arrive must be whole; `undefined` while none is due. On the monotonic
   * clock: the wall clock may be set.
   */
  #requestDueAtMs: Milliseconds | undefined;
  #closeReason: CloseReason = 'done';

  constructor(
    socket: Socket,
    parts: {
      readonly origin: RequestOrigin;
      readonly address: string;
      readonly sessions: SessionFactory;
      readonly limits: ServerLimits;
      readonly place: number;
      /** `undefined`: everything is sent as fast as it goes. */
      readonly rates: SendingLimits | undefined;
      /** `undefined`: the server does not encrypt. */
      readonly tls: TlsDoor | undefined;
      /** Called once, when the socket has closed. */
      readonly onClosed: (connection: Connection, reason: CloseReason) => void;
    },
  ) {
    this.socket = socket;
    this.#transport = socket;
    this.origin = parts.origin;
    this.address = parts.address;
    this.place = parts.place;
    this.#sessions = parts.sessions;
    this.#limits = parts.limits;
    this.#rates = parts.rates;
    this.#tls = parts.tls;
    this.expectRequest(true);
    this.#listenTo(socket);
    socket.once('close', () => parts.onClosed(this, this.#closeReason));
  }

  #listenTo(socket: Socket): void {
    this.#rates?.apply(socket, this.address);
    socket.setTimeout(this.#limits.idleTimeoutMs, () => this.end('timed-out'));
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('end', () => {
      if (this.#undecided !== undefined) this.#begin(this.#undecided, 'plain');
      if (this.#session === undefined) this.finish();
      else this.#session.endInput();
    });
    socket.on('error', () => {
      if (this.#closeReason === 'done') this.#closeReason = 'aborted';
    });
  }

  get isEncrypted(): boolean {
    return this.origin.encrypted === true;
  }

  /**
   * Since when the client has been connected without a word, on the monotonic clock; `undefined` once it
   * has spoken.
   */
  get silentSinceMs(): Milliseconds | undefined {
    return this.#session === undefined ? this.#openedAtMs : undefined;
  }

  get isStopping(): boolean {
    return this.#stopping;
  }

  expectRequest(begun: boolean): void {
    if (!begun) this.#requestDueAtMs = undefined;
    else this.#requestDueAtMs ??= performance.now() + this.#limits.requestTimeoutMs;
  }

  finish(): void {
    this.#requestDueAtMs = undefined;
    this.socket.end();
  }

  cut(): void {
    if (this.#closeReason === 'done') this.#closeReason = 'failed';
    // An ordinary end would tell a plain client that it has the whole file.
    resetSocket(this.socket, this.#transport);
  }

  /** Ends it at once, whatever is under way. */
  end(reason: CloseReason): void {
    if (this.socket.destroyed) return;
    this.#closeReason = reason;
    resetSocket(this.socket, this.#transport);
  }

  /** Ends it when what is under way is done; at once where nothing is. */
  stop(): void {
    this.#stopping = true;
    if (this.#session === undefined) {
      // Its request may be on the way; to a plain client an ordinary end would be an empty file.
      this.end('stopped');
      return;
    }
    if (!this.#session.isBusy) {
      if (this.#closeReason === 'done') this.#closeReason = 'stopped';
      this.finish();
    }
    if (this.socket.writableFinished) this.#linger();
    else this.socket.once('finish', () => this.#linger());
  }

  /** To be called about once a second, with `performance.now()`. */
  checkDeadline(nowMs: Milliseconds): void {
    if (this.#requestDueAtMs !== undefined && nowMs > this.#requestDueAtMs) this.end('timed-out');
  }

  /** Everything has been said; a client that does not hang up must not keep the server from ending. */
  #linger(): void {
    const patience = setTimeout(() => this.socket.destroy(), LINGER_MS);
    this.socket.once('close', () => clearTimeout(patience));
  }

  #receive(chunk: Buffer): void {
    // Such as the body of an HTTP request, or what crossed our last word on its way.
    if (this.socket.writableEnded) return;
    if (this.#session !== undefined) {
      this.#session.receive(chunk);
      return;
    }
    const first = this.#undecided === undefined ? chunk : Buffer.concat([this.#undecided, chunk]);
    if (this.#tls !== undefined && opensTls(first)) {
      this.#encrypt(this.#tls, first);
      return;
    }
    const dialect = sniffDialect(first);
    if (dialect === 'undecided') this.#waitForMore(first);
    else this.#begin(first, dialect);
  }

  /**
   * What the client says inside of TLS is heard as it would be outside. Handshake and first request together
   * have the time of a request. TLS within TLS is nothing that anybody means.
   */
  #encrypt(tls: TlsDoor, first: Buffer): void {
    if (this.isEncrypted) {
      this.cut();
      return;
    }
    this.origin = { ...this.origin, encrypted: true };
    this.socket = tls.encrypt(this.#transport, first, () => {
      if (this.#closeReason === 'done') this.#closeReason = 'failed';
    });
    this.#listenTo(this.socket);
  }

  /** A plain request has no end mark: what may be the beginning of HTTP is one if nothing follows. */
  #waitForMore(first: Buffer): void {
    clearTimeout(this.#decision);
    this.#undecided = first;
    this.#decision = setTimeout(() => {
      if (!this.socket.destroyed) this.#begin(first, 'plain');
    }, PLAIN_COMPLETION_MS);
  }

  #begin(first: Buffer, dialect: DialectName): void {
    clearTimeout(this.#decision);
    this.#undecided = undefined;
    if (dialect === 'plain') this.#requestDueAtMs = undefined;
    this.#session = this.#sessions.create(dialect, this);
    this.#session.receive(first);
  }
}
