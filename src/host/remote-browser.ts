import type { ConnectOptions, Remote as EngineRemote } from '../engine/client/remote.ts';
import type {
  Endpoint,
  Remote,
  RemoteCache,
  RemoteFolder,
  RemoteState,
} from '../shared/contract-downloads.ts';
import { ProblemError, problemOf } from '../shared/problem.ts';
import type { StartTimer } from '../shared/rpc-client.ts';
import type { EpochMilliseconds } from '../shared/units.ts';
import { asProblemError } from './client-problem.ts';
import { RemoteSession } from './remote-session.ts';

/** The engine's `connectRemote`. */
export type ConnectRemote = (options: ConnectOptions) => Promise<EngineRemote>;

export interface FilesRequest {
  readonly remote: number;
  readonly prefix: string;
  readonly recursive: boolean;
  readonly limit: number;
}

export interface RemoteBrowserOptions {
  readonly connect: ConnectRemote;
  readonly startTimer: StartTimer;
  readonly now: () => EpochMilliseconds;
  readonly onChange: (state: RemoteState) => void;
}

/**
 * Looks at what another server has: at one at a time, the same in every panel. The connection is the
 * host's, so it outlives panels.
 */
export class RemoteBrowser {
  readonly #options: RemoteBrowserOptions;
  #state: RemoteState = { phase: 'disconnected' };
  #session: RemoteSession | undefined;
  #attempt: AbortController | undefined;
  #lastId: number;
  #watched = false;

  constructor(options: RemoteBrowserOptions) {
    this.#options = options;
    // A panel that outlives a host must not take the next one's first connection for one that it knows.
    this.#lastId = options.now();
  }

  get state(): RemoteState {
    return this.#state;
  }

  /** Whether anybody looks. */
  setWatching(watching: boolean): void {
    this.#watched = watching;
    this.#session?.setWatched(watching);
  }

  /**
   * Leaves the server of before, or gives up the attempt that is under way.
   *
   * @throws ProblemError saying why nothing, or nothing useful, answers there
   */
  async connect(endpoint: Endpoint): Promise<Remote> {
    this.#leave();
    const attempt = new AbortController();
    this.#attempt = attempt;
    this.#change({ phase: 'connecting', endpoint });
    try {
      const connection = await this.#dial({ ...endpoint, signal: attempt.signal });
      if (attempt.signal.aborted) {
        connection.close();
        throw new ProblemError('not-connected');
      }
      this.#attempt = undefined;
      return this.#begin(endpoint, connection);
    } catch (error) {
      // The error belongs to its address: once another was chosen, nobody wants to see it.
      if (!attempt.signal.aborted) {
        this.#attempt = undefined;
        const problem = problemOf(error);
        this.#change({ phase: 'unreachable', endpoint, problem, wasConnected: false });
      }
      throw error;
    }
  }

  /** Leaves the server, or gives up connecting. */
  disconnect(): void {
    this.#leave();
    this.#change({ phase: 'disconnected' });
  }

  async list(remote: number): Promise<RemoteCache> {
    const { entries, capacityBytes, usedBytes } = await this.#sessionOf(remote).ask((server) =>
      server.list(),
    );
    return {
      files: entries.map((entry) => ({ ...entry })),
      ...(capacityBytes === undefined ? {} : { capacityBytes }),
      ...(usedBytes === undefined ? {} : { usedBytes }),
    };
  }

  async files({ remote, ...selection }: FilesRequest): Promise<RemoteFolder> {
    const { files, truncated } = await this.#sessionOf(remote).ask((server) =>
      server.files(selection),
    );
    return { files: files.map((file) => ({ ...file })), truncated };
  }

  /** Every file below a folder of a server, on a connection of its own. */
  async namesBelow(endpoint: Endpoint, folder: string, limit: number): Promise<RemoteFolder> {
    const connection = await this.#dial({ ...endpoint });
    try {
      const prefix = folder === '' ? '' : `${folder}/`;
      const { files, truncated } = await connection.files({ prefix, recursive: true, limit });
      return { files: [...files], truncated };
    } catch (error) {
      throw asProblemError(error);
    } finally {
      connection.close();
    }
  }

  close(): void {
    this.#leave();
  }

  #begin(endpoint: Endpoint, connection: EngineRemote): Remote {
    const session = new RemoteSession({
      id: ++this.#lastId,
      endpoint,
      connection,
      dial: (options) => this.#dial(options),
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

  async #dial(options: ConnectOptions): Promise<EngineRemote> {
    try {
      return await this.#options.connect(options);
    } catch (error) {
      throw asProblemError(error);
    }
  }

  #sessionOf(remote: number): RemoteSession {
    if (this.#session?.remote.remote !== remote) throw new ProblemError('not-connected');
    return this.#session;
  }
}
