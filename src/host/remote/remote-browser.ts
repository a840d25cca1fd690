import type { ConnectOptions, Remote as EngineRemote } from '../../engine/index.ts';
import {
  MOST_LISTED_FILES,
  PAGE_ITEMS,
  type Remote,
  type RemoteCache,
  type RemoteFile,
  type RemoteFolder,
  type RemoteState,
} from '../../shared/contract-downloads.ts';
import type { Endpoint } from '../../shared/endpoint.ts';
import type { StartTimer } from '../../shared/rpc-client.ts';
import type { EpochMilliseconds } from '../../shared/units.ts';
import type { FolderListing } from '../downloads/download-plan.ts';
import { RemoteSession } from './remote-session.ts';
import { FailureError, failureOf } from '../../shared/failure.ts';

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
  async connect(endpoint: Endpoint): Promise<Remote> {
    this.#leave();
    const attempt = new AbortController();
    this.#attempt = attempt;
    this.#change({ phase: 'connecting', endpoint });
    try {
      const connection = await this.#options.connect({ ...endpoint, signal: attempt.signal });
      if (attempt.signal.aborted) {
        connection.close();
        throw new FailureError({ code: 'not-connected' });
      }
      this.#attempt = undefined;
      return this.#begin(endpoint, connection);
    } catch (error) {
      // The error belongs to its address: once another was chosen, nobody wants to see it.
      if (!attempt.signal.aborted) {
        this.#attempt = undefined;
        const problem = failureOf(error);
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
    endpoint: Endpoint,
    folders: Iterable<string>,
  ): AsyncGenerator<FolderListing, void, undefined> {
    const connection = await this.#options.connect({ ...endpoint });
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

  #begin(endpoint: Endpoint, connection: EngineRemote): Remote {
    const session = new RemoteSession({
      id: ++this.#lastId,
      endpoint,
      connection,
      dial: this.#options.connect,
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
