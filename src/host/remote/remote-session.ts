import { retryDelay } from '../../engine/index.ts';
import type { ConnectOptions, Remote as EngineRemote } from '../../engine/index.ts';
import type { Remote, RemoteState, ServerAddress } from '../../shared/contract-downloads.ts';
import { formatEndpoint } from '../../shared/endpoint.ts';
import type { StartTimer } from '../../shared/rpc-client.ts';
import type { EpochMilliseconds, Milliseconds } from '../../shared/units.ts';
import type { Failure } from '../../shared/contract-failure.ts';
import { FailureError, failureOf, isEntryFailure, refusalOf } from '../../shared/failure.ts';

/** A server is asked for a sign of life this long after the last one. */
export const HEARTBEAT_MS: Milliseconds = 1000;
/** It is lost without one after this: together less than the three seconds in which a panel has to say so. */
export const HEARTBEAT_TIMEOUT_MS: Milliseconds = 1500;

/** An attempt to connect again takes no longer, so that the next one sees a network that is back. */
const ATTEMPT_MS: Milliseconds = 10_000;

/** Connects to a server; rejects with a `FailureError`. */
export type DialRemote = (options: ConnectOptions) => Promise<EngineRemote>;

export interface RemoteSessionOptions {
  readonly id: number;
  readonly endpoint: ServerAddress;
  /** Open; from now on the session's to close. */
  readonly connection: EngineRemote;
  readonly dial: DialRemote;
  readonly startTimer: StartTimer;
  readonly now: () => EpochMilliseconds;
  /** Called with every state after the first. After `unreachable` there is no other. */
  readonly onChange: (state: RemoteState) => void;
  /** Called when it cannot be entered any more before a person decides something; there is no state after that. */
  readonly onShutOut: (error: FailureError) => void;
}

/**
 * The connection to a server that somebody looks at. A native server is asked for signs of life while it
 * is watched; once it is lost it is dialled again, at once and then with growing pauses, until it answers
 * or the session is closed. A plain server has no connection that could be kept: its state is what its
 * last answer showed.
 */
export class RemoteSession {
  readonly #options: RemoteSessionOptions;
  #connection: EngineRemote | undefined;
  #dialling: Promise<EngineRemote> | undefined;
  #remote: Remote;
  #state: RemoteState;
  #failures = 0;
  #requests = 0;
  #watched = false;
  #closed = false;
  #stopTimer: () => void = () => undefined;

  constructor(options: RemoteSessionOptions) {
    this.#options = options;
    this.#connection = options.connection;
    this.#remote = this.#describe(options.connection);
    this.#state = this.#connected();
  }

  /** What is at the other end, as of the last connection. */
  get remote(): Remote {
    return this.#remote;
  }

  get state(): RemoteState {
    return this.#state;
  }

  /** Whether anybody looks. While nobody does, nothing is sent. */
  setWatched(watched: boolean): void {
    if (this.#watched === watched) return;
    this.#watched = watched;
    // Whoever looks again wants to know at once.
    if (watched) this.#schedule(0);
    else this.#stopTimer();
  }

  /**
   * Asks the server. If the connection turns out to be lost, it is made again once.
   *
   * @throws FailureError
   */
  async ask<T>(request: (server: EngineRemote) => Promise<T>): Promise<T> {
    if (this.#closed) throw new FailureError({ code: 'not-connected' });
    if (this.#remote.dialect === 'plain') return this.#askPlain(request, await this.#dial());
    this.#requests += 1;
    try {
      const connection = this.#connection;
      if (connection !== undefined) {
        const answer = await this.#askOn(connection, request);
        if ('value' in answer) return answer.value;
      }
      const again = await this.#askOn(await this.#dial(), request);
      if ('lost' in again) throw again.lost;
      return again.value;
    } finally {
      this.#requests -= 1;
    }
  }

  close(): void {
    this.#closed = true;
    this.#stopTimer();
    this.#connection?.close();
    this.#connection = undefined;
  }

  async #askOn<T>(
    connection: EngineRemote,
    request: (server: EngineRemote) => Promise<T>,
  ): Promise<{ readonly value: T } | { readonly lost: FailureError }> {
    try {
      return { value: await request(connection) };
    } catch (error) {
      if (!isLoss(error)) throw error;
      this.#lose(connection, error.failure);
      return { lost: error };
    }
  }

  /** What is known of a plain server is as old as its last answer, and over with its first failure. */
  async #askPlain<T>(
    request: (server: EngineRemote) => Promise<T>,
    connection: EngineRemote,
  ): Promise<T> {
    try {
      const answer = await request(connection);
      this.#change(this.#connected());
      return answer;
    } catch (error) {
      if (isLoss(error)) {
        const { endpoint } = this.#options;
        const problem = error.failure;
        this.#change({ phase: 'unreachable', endpoint, problem, wasConnected: true });
      }
      throw error;
    }
  }

  /** Plans the next sign of life, or the next attempt to connect. */
  #schedule(delayMs: Milliseconds): void {
    this.#stopTimer();
    if (this.#closed || !this.#watched || this.#remote.dialect === 'plain') return;
    this.#stopTimer = this.#options.startTimer(() => void this.#lookAfter(), delayMs);
  }

  /** Never rejects. */
  async #lookAfter(): Promise<void> {
    const connection = this.#connection;
    if (connection !== undefined && (await this.#isAlive(connection))) {
      this.#schedule(HEARTBEAT_MS);
    } else {
      await this.#dial().catch(() => undefined);
    }
  }

  async #isAlive(connection: EngineRemote): Promise<boolean> {
    try {
      // A heartbeat would wait behind an answer that is awaited, and a long list takes its time.
      if (this.#requests === 0) await connection.ping(HEARTBEAT_TIMEOUT_MS);
      else (await this.#dialWithin(HEARTBEAT_TIMEOUT_MS)).close();
    } catch (error) {
      // Whatever else it answers, it is there.
      if (isLoss(error)) this.#lose(connection, error.failure);
    }
    return this.#connection === connection;
  }

  #lose(connection: EngineRemote, problem: Failure): void {
    connection.close();
    // Of several requests that lost the same connection, the first says so.
    if (this.#connection !== connection) return;
    this.#connection = undefined;
    this.#failures = 0;
    this.#change({ phase: 'reconnecting', remote: this.#remote, problem });
  }

  /** All that need a connection while there is none wait for the same attempt. */
  #dial(): Promise<EngineRemote> {
    if (this.#connection !== undefined) return Promise.resolve(this.#connection);
    this.#stopTimer();
    this.#dialling ??= this.#reconnect().finally(() => {
      this.#dialling = undefined;
    });
    return this.#dialling;
  }

  async #reconnect(): Promise<EngineRemote> {
    if (this.#closed) throw new FailureError({ code: 'not-connected' });
    const { state } = this;
    if (state.phase === 'reconnecting' && state.nextAttemptAtMs !== undefined) {
      const { phase, remote, problem } = state;
      this.#change({ phase, remote, problem });
    }
    try {
      const connection = await this.#dialWithin(ATTEMPT_MS);
      this.#connection = connection;
      this.#remote = this.#describe(connection);
      this.#change(this.#connected());
      this.#schedule(HEARTBEAT_MS);
      return connection;
    } catch (error) {
      this.#dialFailed(error);
      throw error;
    }
  }

  /** A connection, or a `FailureError` when there is none in time or the session was closed meanwhile. */
  async #dialWithin(limitMs: Milliseconds): Promise<EngineRemote> {
    const attempt = new AbortController();
    const stopTimer = this.#options.startTimer(() => {
      attempt.abort();
    }, limitMs);
    try {
      const connection = await this.#options.dial({
        ...this.#options.endpoint,
        // A native server that is silent now has not become a plain one.
        dialect: this.#remote.dialect,
        signal: attempt.signal,
      });
      if (!this.#closed) return connection;
      connection.close();
      throw new FailureError({ code: 'not-connected' });
    } catch (error) {
      if (!attempt.signal.aborted) throw error;
      const address = formatEndpoint(this.#options.endpoint);
      throw new FailureError({ code: 'connect-timed-out', address, timeoutMs: limitMs });
    } finally {
      stopTimer();
    }
  }

  #dialFailed(error: unknown): void {
    if (this.#closed) return;
    if (isShutOut(error)) {
      this.#options.onShutOut(error);
      return;
    }
    const problem = failureOf(error);
    this.#failures += 1;
    const pauseMs = retryDelay(this.#failures, 0);
    const nextAttemptAtMs = this.#options.now() + pauseMs;
    this.#change({ phase: 'reconnecting', remote: this.#remote, problem, nextAttemptAtMs });
    this.#schedule(pauseMs);
  }

  #describe({ dialect, server }: EngineRemote): Remote {
    const { id, endpoint } = this.#options;
    const name = server === undefined ? {} : { server: `fifolio ${server.version}` };
    return { remote: id, endpoint, dialect, ...name };
  }

  #connected(): RemoteState {
    return { phase: 'connected', remote: this.#remote, answeredAtMs: this.#options.now() };
  }

  #change(state: RemoteState): void {
    if (this.#closed) return;
    this.#state = state;
    this.#options.onChange(state);
  }
}

/** What shows that nobody answers any more, rather than that a request was refused. */
function isLoss(error: unknown): error is FailureError {
  if (!(error instanceof FailureError)) return false;
  switch (error.kind) {
    case 'no-connection':
    case 'connection-lost':
    case 'protocol':
    case 'canceled':
      return true;
    default:
      // A Fifolio server understands every request of this client.
      return refusalOf(error.failure) === 'bad-request';
  }
}

/** What no further attempt would change. */
function isShutOut(error: unknown): error is FailureError {
  return error instanceof FailureError && isEntryFailure(error.failure);
}
