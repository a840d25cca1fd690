import type { ConnectOptions, Remote as EngineRemote } from '../engine/client/remote.ts';
import type { Endpoint, Remote, RemoteCache, RemoteFolder } from '../shared/contract-downloads.ts';
import { ProblemError, problemOf, type Problem } from '../shared/problem.ts';
import { asProblemError } from './client-problem.ts';

/** Servers looked at at once; connecting to one more forgets the oldest. */
const MAX_REMOTES = 16;

/** The engine's `connectRemote`. */
export type ConnectRemote = (options: ConnectOptions) => Promise<EngineRemote>;

export interface FilesRequest {
  readonly remote: number;
  readonly prefix: string;
  readonly recursive: boolean;
  readonly limit: number;
}

interface Session {
  readonly endpoint: Endpoint;
  connection: EngineRemote;
}

/**
 * Looks at what other servers have. Servers close connections that are silent for a while, and a
 * person reads longer than that: a lost connection is made again, once, without a word.
 */
export class RemoteBrowser {
  readonly #connect: ConnectRemote;
  readonly #onClosed: (remote: number, problem: Problem) => void;
  readonly #sessions = new Map<number, Session>();
  #lastId = 0;

  constructor(connect: ConnectRemote, onClosed: (remote: number, problem: Problem) => void) {
    this.#connect = connect;
    this.#onClosed = onClosed;
  }

  /** @throws ProblemError saying why nothing, or nothing useful, answers there */
  async connect(endpoint: Endpoint): Promise<Remote> {
    const connection = await this.#dial(endpoint);
    const remote = ++this.#lastId;
    this.#sessions.set(remote, { endpoint, connection });
    for (const oldest of this.#sessions.keys()) {
      if (this.#sessions.size <= MAX_REMOTES) break;
      this.disconnect(oldest);
    }
    const { dialect, server } = connection;
    return {
      remote,
      endpoint,
      dialect,
      ...(server === undefined ? {} : { server: `fifolio ${server.version}` }),
    };
  }

  disconnect(remote: number): void {
    this.#sessions.get(remote)?.connection.close();
    this.#sessions.delete(remote);
  }

  async list(remote: number): Promise<RemoteCache> {
    const { entries, capacityBytes, usedBytes } = await this.#ask(remote, (server) =>
      server.list(),
    );
    return {
      files: entries.map((entry) => ({ ...entry })),
      ...(capacityBytes === undefined ? {} : { capacityBytes }),
      ...(usedBytes === undefined ? {} : { usedBytes }),
    };
  }

  async files({ remote, ...selection }: FilesRequest): Promise<RemoteFolder> {
    const { files, truncated } = await this.#ask(remote, (server) => server.files(selection));
    return { files: files.map((file) => ({ ...file })), truncated };
  }

  /** Every file below a folder of a server, on a connection of its own. */
  async namesBelow(endpoint: Endpoint, folder: string, limit: number): Promise<RemoteFolder> {
    const connection = await this.#dial(endpoint);
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

  closeAll(): void {
    for (const remote of [...this.#sessions.keys()]) this.disconnect(remote);
  }

  async #dial({ host, port }: Endpoint): Promise<EngineRemote> {
    try {
      return await this.#connect({ host, port });
    } catch (error) {
      throw asProblemError(error);
    }
  }

  async #ask<T>(remote: number, request: (server: EngineRemote) => Promise<T>): Promise<T> {
    const session = this.#sessions.get(remote);
    if (session === undefined) throw new ProblemError('not-connected');
    const { connection } = session;
    try {
      return await request(connection);
    } catch (error) {
      const problem = asProblemError(error);
      if (!(problem instanceof ProblemError) || problem.code !== 'connection-lost') throw problem;
    }
    try {
      // Of two requests that lost the same connection, the first makes the new one.
      if (session.connection === connection) {
        connection.close();
        session.connection = await this.#dial(session.endpoint);
      }
      return await request(session.connection);
    } catch (error) {
      const problem = asProblemError(error);
      if (
        this.#sessions.get(remote) === session &&
        problem instanceof ProblemError &&
        isGone(problem)
      ) {
        this.disconnect(remote);
        this.#onClosed(remote, problemOf(problem));
      }
      throw problem;
    }
  }
}

const GONE: readonly string[] = [
  'connection-refused',
  'connection-timed-out',
  'connection-lost',
  'host-not-found',
  'network-unreachable',
  'not-a-file-server',
];

function isGone({ code }: ProblemError): boolean {
  return GONE.includes(code);
}
