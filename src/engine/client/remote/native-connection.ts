import type { Socket } from 'node:net';
import type { Bytes, Milliseconds } from '../../../shared/units.ts';
import { encodeNativeRequest } from '../../dialects/native-request.ts';
import type { NativeRequestFields } from '../../dialects/native-request.ts';
import { isHttpAnswer } from '../../dialects/http/is-http-answer.ts';
import { WireError } from '../../dialects/wire-error.ts';
import { AnswerStream } from './answer-stream.ts';
import { formatEndpoint } from '../../../shared/endpoint.ts';
import type { RateLimit } from '../../rate/rate-limit.ts';
import type { TlsOptions } from '../server-access.ts';
import { dial } from './dial.ts';
import { FailureError } from '../../../shared/failure.ts';
import { canceled, connectionLost } from '../client-failures.ts';

const OPENING_BRACE = 0x7b;

/** Who takes one answer. Views of received bytes are valid only during the call. */
export interface AnswerHandler {
  /** The answers before this one are over: it is the next that the server sends. Called once at most. */
  onNext?(): void;
  /** A line of the answer. @returns bytes of body that follow, or `done` if it was the last line */
  onLine(line: Uint8Array): Bytes | 'done';
  onBody(bytes: Uint8Array): void;
  /**
   * The answer will not come, or not whole. Called once, instead of the last line. `wasNext`: it was
   * the one that the server was to answer, or was answering; others merely waited behind it.
   */
  onFailed(error: FailureError, wasNext: boolean): void;
}

export interface NativeConnectionOptions {
  readonly host: string;
  readonly port: number;
  readonly connectTimeoutMs: Milliseconds;
  /** The longest silence while answers are outstanding. */
  readonly idleTimeoutMs: Milliseconds;
  readonly bufferBytes: Bytes;
  /** How fast bytes are taken. */
  readonly rate?: RateLimit | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly tls?: TlsOptions | undefined;
}

/**
 * One connection in the native dialect: requests go out at once, answers are handed to their handlers
 * in order. A handler that throws ends the connection, as nobody then knows where the next answer
 * begins; every outstanding handler is notified.
 */
export class NativeConnection {
  readonly address: string;
  readonly #idleTimeoutMs: Milliseconds;
  readonly #outstanding: AnswerHandler[] = [];
  readonly #stream: AnswerStream;
  #socket: Socket | undefined;
  #failure: FailureError | undefined;
  /** Whether bytes of the first outstanding answer have come. */
  #answerBegun = false;
  #firstByte: number | undefined;
  #unsent = '';

  private constructor(options: NativeConnectionOptions) {
    this.address = formatEndpoint(options);
    this.#idleTimeoutMs = options.idleTimeoutMs;
    this.#stream = new AnswerStream({
      onLine: (line) => this.#onLine(line),
      onBody: (bytes) => {
        this.#outstanding[0]?.onBody(bytes);
      },
    });
  }

  /** @throws {FailureError} as `dial` does */
  static async open(options: NativeConnectionOptions): Promise<NativeConnection> {
    const connection = new NativeConnection(options);
    const socket = await dial({
      host: options.host,
      port: options.port,
      connectTimeoutMs: options.connectTimeoutMs,
      signal: options.signal,
      tls: options.tls,
      rate: options.rate,
      buffer: Buffer.allocUnsafeSlow(options.bufferBytes),
      onBytes: (bytes) => {
        if (connection.#firstByte === undefined && isHttpAnswer(bytes)) {
          throw new FailureError({ code: 'web-server', address: connection.address });
        }
        connection.#firstByte ??= bytes[0];
        connection.#stream.push(bytes);
      },
    });
    connection.#attach(socket, options.signal);
    return connection;
  }

  get isOpen(): boolean {
    return this.#failure === undefined;
  }

  /** Whether the server has sent anything at all. */
  get hasSpoken(): boolean {
    return this.#firstByte !== undefined;
  }

  /** Whether the server's first byte was that of a native answer, `{`. */
  get soundsNative(): boolean {
    return this.#firstByte === OPENING_BRACE;
  }

  /** Sends a request. On a connection that has ended, the handler fails at once. */
  request(request: NativeRequestFields, handler: AnswerHandler): void {
    if (this.#failure !== undefined || this.#socket === undefined) {
      handler.onFailed(this.#failure ?? canceled(), false);
      return;
    }
    this.#outstanding.push(handler);
    if (this.#outstanding.length === 1) {
      this.#socket.setTimeout(this.#idleTimeoutMs);
      handler.onNext?.();
    }
    this.#send(encodeNativeRequest(request));
  }

  /** Ends the connection; outstanding handlers fail with `reason`. */
  close(reason: FailureError = canceled()): void {
    this.#end(reason);
  }

  #attach(socket: Socket, signal: AbortSignal | undefined): void {
    this.#socket = socket;
    const onAbort = (): void => {
      this.#end(canceled());
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    socket.on('error', (error) => {
      this.#end(this.#describe(error));
    });
    socket.on('timeout', () => {
      if (this.#outstanding.length > 0) {
        this.#end(
          new FailureError({
            code: 'silent',
            address: this.address,
            timeoutMs: this.#idleTimeoutMs,
          }),
        );
      }
    });
    socket.on('end', () => {
      this.#end(this.#lost());
    });
    socket.on('close', () => {
      signal?.removeEventListener('abort', onAbort);
      this.#end(this.#lost());
    });
    if (signal?.aborted === true) onAbort();
  }

  /** Requests that are made in one turn go out in one write. */
  #send(line: string): void {
    this.#unsent += line;
    if (this.#unsent.length > line.length) return;
    process.nextTick(() => {
      const lines = this.#unsent;
      this.#unsent = '';
      if (this.#failure === undefined) this.#socket?.write(lines);
    });
  }

  #onLine(line: Uint8Array): Bytes {
    const handler = this.#outstanding[0];
    if (handler === undefined) throw new WireError('It answered what nobody had asked.');
    this.#answerBegun = true;
    const next = handler.onLine(line);
    if (next !== 'done') return next;
    // Where the handler ended the connection, the list is empty already.
    this.#outstanding.shift();
    this.#answerBegun = false;
    if (this.#outstanding.length === 0) this.#socket?.setTimeout(0);
    else this.#outstanding[0]?.onNext?.();
    return 0;
  }

  #lost(cause?: unknown): FailureError {
    if (!this.hasSpoken && cause === undefined)
      return new FailureError({ code: 'closed-without-answer', address: this.address });
    const when = this.#answerBegun ? 'in-answer' : 'before-answer';
    return connectionLost(this.address, when, cause);
  }

  #describe(error: Error): FailureError {
    if (error instanceof FailureError) return error;
    if (error instanceof WireError)
      return new FailureError({
        code: 'not-understood',
        address: this.address,
        detail: error.message,
      });
    return this.#lost(error);
  }

  #end(reason: FailureError): void {
    if (this.#failure !== undefined) return;
    this.#failure = reason;
    this.#socket?.destroy();
    this.#outstanding.splice(0).forEach((handler, position) => {
      handler.onFailed(reason, position === 0);
    });
  }
}
