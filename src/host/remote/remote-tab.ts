import type { ConnectOptions, Remote as EngineRemote } from '../../engine/index.ts';
import type {
  ConnectRequest,
  Remote,
  RemoteState,
  ServerAddress,
} from '../../shared/contract-downloads.ts';
import type { StartTimer } from '../../shared/rpc-client.ts';
import type { EpochMilliseconds } from '../../shared/units.ts';
import { entryQuestionOf } from './entry-question.ts';
import type { KnownServers } from './known-servers.ts';
import { RemoteSession } from './remote-session.ts';
import { FailureError, failureOf, refusalOf } from '../../shared/failure.ts';

/** The engine's `connectRemote`. */
export type ConnectRemote = (options: ConnectOptions) => Promise<EngineRemote>;

export interface RemoteTabOptions {
  readonly connect: ConnectRemote;
  readonly known: KnownServers;
  readonly startTimer: StartTimer;
  readonly now: () => EpochMilliseconds;
  /** The next id of a connection; of no other tab either. */
  readonly nextId: () => number;
  readonly onChange: (state: RemoteState) => void;
}

/** Looks at one other server at a time. The connection is the host's, so it outlives panels. */
export class RemoteTab {
  readonly #options: RemoteTabOptions;
  #state: RemoteState = { phase: 'disconnected' };
  #session: RemoteSession | undefined;
  #attempt: AbortController | undefined;
  /** What the server was, or is, to be entered with. */
  #request: ConnectRequest | undefined;
  #watched = false;

  constructor(options: RemoteTabOptions) {
    this.#options = options;
  }

  get state(): RemoteState {
    return this.#state;
  }

  /** The open connection, or the one that is being made again. */
  get session(): RemoteSession | undefined {
    return this.#session;
  }

  /** Whether anybody looks. */
  setWatching(watching: boolean): void {
    this.#watched = watching;
    this.#session?.setWatched(watching);
  }

  /**
   * Leaves the server of before, or gives up the attempt that is under way.
   *
   * @throws FailureError saying why nothing, or nothing useful, answers there
   */
  async connect(request: ConnectRequest): Promise<Remote> {
    this.#leave();
    const attempt = new AbortController();
    this.#attempt = attempt;
    this.#request = request;
    this.#change({ phase: 'connecting', endpoint: addressOf(request) });
    try {
      await this.#options.known.opened;
      const { endpoint, connection } = await this.#enter(request, attempt.signal);
      if (attempt.signal.aborted) {
        connection.close();
        throw new FailureError({ code: 'not-connected' });
      }
      this.#attempt = undefined;
      return this.#begin(endpoint, connection);
    } catch (error) {
      await this.#failed(error, addressOf(this.#request), attempt.signal);
      throw error;
    }
  }

  /**
   * Accepts the key that a server has shown, and connects again.
   *
   * @throws FailureError as {@link connect}, and where it is not the key that was asked about
   */
  async trust(fingerprint: string): Promise<Remote> {
    const state = this.#state;
    const request = this.#request;
    const isAsked =
      state.phase === 'locked' &&
      (state.question.asks === 'first-key' || state.question.asks === 'changed-key') &&
      state.question.key.fingerprint === fingerprint;
    if (!isAsked || request === undefined) throw new FailureError({ code: 'not-connected' });
    await this.#options.known.trust(state.endpoint, fingerprint);
    // What a link said about the key is settled.
    return this.connect({ ...request, encrypted: true, key: undefined });
  }

  /** Forgets the code of the server that cannot be entered with it. @throws FailureError as {@link connect} */
  async forgetCode(): Promise<Remote> {
    if (this.#state.phase !== 'locked' || this.#request === undefined) {
      throw new FailureError({ code: 'not-connected' });
    }
    await this.#options.known.forgetCode(this.#state.endpoint);
    return this.connect({ ...this.#request, accessCode: undefined });
  }

  /** Leaves the server, or gives up connecting. */
  disconnect(): void {
    this.#leave();
    this.#change({ phase: 'disconnected' });
  }

  close(): void {
    this.#leave();
  }

  /** Encrypts, although nobody has asked for that, where a server takes nothing else. */
  async #enter(
    request: ConnectRequest,
    signal: AbortSignal,
  ): Promise<{ readonly endpoint: ServerAddress; readonly connection: EngineRemote }> {
    const { known } = this.#options;
    const endpoint = addressOf(request);
    const entry = known.entryOf(endpoint, request);
    try {
      const connection = await this.#options.connect({ ...entry, signal });
      await known.admitted(endpoint, request);
      return {
        endpoint: entry.tls === undefined ? endpoint : { ...endpoint, encrypted: true },
        connection,
      };
    } catch (error) {
      if (entry.tls !== undefined || !takesNoOpenConnections(error)) throw error;
      const encrypted = { ...request, encrypted: true as const };
      if (!signal.aborted) {
        this.#request = encrypted;
        this.#change({ phase: 'connecting', endpoint: addressOf(encrypted) });
      }
      return await this.#enter(encrypted, signal);
    }
  }

  async #failed(error: unknown, endpoint: ServerAddress, signal: AbortSignal): Promise<void> {
    const question = await entryQuestionOf(error);
    // The error belongs to its address: once another was chosen, nobody wants to see it.
    if (signal.aborted) return;
    this.#attempt = undefined;
    const problem = failureOf(error);
    this.#change(
      question === undefined
        ? { phase: 'unreachable', endpoint, problem, wasConnected: false }
        : { phase: 'locked', endpoint, problem, question },
    );
  }

  #begin(endpoint: ServerAddress, connection: EngineRemote): Remote {
    const session = new RemoteSession({
      id: this.#options.nextId(),
      endpoint,
      connection,
      dial: (options) =>
        this.#options.connect({ ...options, ...this.#options.known.entryOf(endpoint) }),
      onShutOut: (error) => {
        this.#leave();
        const attempt = new AbortController();
        this.#attempt = attempt;
        void this.#failed(error, endpoint, attempt.signal);
      },
      startTimer: this.#options.startTimer,
      now: this.#options.now,
      onChange: (state) => {
        if (state.phase === 'unreachable') this.#leave();
        this.#change(state);
      },
    });
    this.#session = session;
    session.setWatched(this.#watched);
    this.#change(session.state);
    return session.remote;
  }

  #leave(): void {
    this.#attempt?.abort();
    this.#attempt = undefined;
    this.#session?.close();
    this.#session = undefined;
  }

  #change(state: RemoteState): void {
    this.#state = state;
    this.#options.onChange(state);
  }
}

function addressOf({ host, port, encrypted }: ServerAddress): ServerAddress {
  return { host, port, ...(encrypted === undefined ? {} : { encrypted }) };
}

/** The answer of a server to a greeting that is not encrypted; it is refused for nothing else. */
function takesNoOpenConnections(error: unknown): boolean {
  return error instanceof FailureError && refusalOf(error.failure) === 'forbidden';
}
