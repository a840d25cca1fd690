import type { ConnectOptions, Remote as EngineRemote } from '../../engine/index.ts';
import {
  MOST_LISTED_FILES,
  PAGE_ITEMS,
  type ConnectRequest,
  type Remote,
  type RemoteCache,
  type RemoteFile,
  type RemoteFolder,
  type RemoteState,
  type ServerAddress,
} from '../../shared/contract-downloads.ts';
import type { StartTimer } from '../../shared/rpc-client.ts';
import type { EpochMilliseconds } from '../../shared/units.ts';
import type { FolderListing } from '../downloads/download-plan.ts';
import { entryQuestionOf } from './entry-question.ts';
import type { KnownServers } from './known-servers.ts';
import { RemoteSession } from './remote-session.ts';
import { FailureError, failureOf, refusalOf } from '../../shared/failure.ts';

/** Lists of which a panel may still ask for pages. */
const MAX_LISTINGS = 4;

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
  readonly known: KnownServers;
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
  /** What the server was, or is, to be entered with. */
  #request: ConnectRequest | undefined;
  readonly #listings = new Map<number, readonly RemoteFile[]>();
  #lastListing = 0;
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

  /** The first page of a list; the others are kept for {@link moreFiles}. */
  async files({ remote, ...selection }: FilesRequest): Promise<RemoteFolder> {
    const { files, truncated, omitted, unshared } = await this.#sessionOf(remote).ask((server) =>
      server.files(selection),
    );
    const listing = ++this.#lastListing;
    if (files.length > PAGE_ITEMS) {
      this.#listings.set(listing, files);
      this.#listings.delete(listing - MAX_LISTINGS);
    }
    return {
      listing,
      count: files.length,
      files: files.slice(0, PAGE_ITEMS),
      truncated,
      omitted,
      unshared,
    };
  }

  /** The page of a list from a place on; the last page is given once. @throws FailureError `listing-gone` */
  moreFiles(listing: number, from: number): RemoteFile[] {
    const files = this.#listings.get(listing);
    if (files === undefined) throw new FailureError({ code: 'listing-gone' });
    if (from + PAGE_ITEMS >= files.length) this.#listings.delete(listing);
    return files.slice(from, from + PAGE_ITEMS);
  }

  /** Every file below some folders of a server, over one connection of its own, one folder after the other. */
  async *listFolders(
    endpoint: ServerAddress,
    folders: Iterable<string>,
  ): AsyncGenerator<FolderListing, void, undefined> {
    const connection = await this.#options.connect(this.#options.known.entryOf(endpoint));
    try {
      for (const folder of folders) {
        const prefix = folder === '' ? '' : `${folder}/`;
        yield await connection.files({ prefix, recursive: true, limit: MOST_LISTED_FILES });
      }
    } finally {
      connection.close();
    }
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
      id: ++this.#lastId,
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

  #sessionOf(remote: number): RemoteSession {
    if (this.#session?.remote.remote !== remote) throw new FailureError({ code: 'not-connected' });
    return this.#session;
  }
}

function addressOf({ host, port, encrypted }: ServerAddress): ServerAddress {
  return { host, port, ...(encrypted === undefined ? {} : { encrypted }) };
}

/** The answer of a server to a greeting that is not encrypted; it is refused for nothing else. */
function takesNoOpenConnections(error: unknown): boolean {
  return error instanceof FailureError && refusalOf(error.failure) === 'forbidden';
}
