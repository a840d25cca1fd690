import {
  MOST_LISTED_FILES,
  MOST_REMOTE_TABS,
  PAGE_ITEMS,
  type RemoteCache,
  type RemoteFile,
  type RemoteFolder,
  type RemoteTabs,
  type ServerAddress,
} from '../../shared/contract-downloads.ts';
import { FailureError } from '../../shared/failure.ts';
import type { FolderListing } from '../downloads/download-plan.ts';
import type { RemoteSession } from './remote-session.ts';
import { RemoteTab, type RemoteTabOptions } from './remote-tab.ts';

/** Lists of which a panel may still ask for pages. */
const MAX_LISTINGS = 4;

export interface FilesRequest {
  readonly remote: number;
  readonly prefix: string;
  readonly recursive: boolean;
  readonly limit: number;
}

export interface RemoteBrowserOptions extends Omit<RemoteTabOptions, 'nextId' | 'onChange'> {
  readonly onChange: (tabs: RemoteTabs) => void;
}

/**
 * Looks at what other servers have: at one in each of its tabs, the same in every panel. There is always a
 * tab, numbered from 1.
 */
export class RemoteBrowser {
  readonly #options: RemoteBrowserOptions;
  readonly #tabs = new Map<number, RemoteTab>();
  readonly #listings = new Map<number, readonly RemoteFile[]>();
  #lastListing = 0;
  #lastTab = 0;
  #lastId: number;
  #watched = false;

  constructor(options: RemoteBrowserOptions) {
    this.#options = options;
    // A panel that outlives a host must not take the next one's first connection for one that it knows.
    this.#lastId = options.now();
    this.#add();
  }

  /** In the order in which they were opened. */
  get state(): RemoteTabs {
    return { tabs: [...this.#tabs].map(([tab, { state }]) => ({ tab, state })) };
  }

  /** Whether anybody looks. */
  setWatching(watching: boolean): void {
    this.#watched = watching;
    for (const tab of this.#tabs.values()) tab.setWatching(watching);
  }

  /** Opens a tab without a server, and returns its number. @throws FailureError `too-many-tabs` */
  openTab(): number {
    if (this.#tabs.size >= MOST_REMOTE_TABS) {
      throw new FailureError({ code: 'too-many-tabs' });
    }
    const tab = this.#add();
    this.#changed();
    return tab;
  }

  /** Leaves its server. In place of the last tab there is a new one. */
  closeTab(tab: number): void {
    this.#tabs.get(tab)?.close();
    if (!this.#tabs.delete(tab)) return;
    if (this.#tabs.size === 0) this.#add();
    this.#changed();
  }

  /** @throws FailureError `not-connected` for one that was closed */
  tab(tab: number): RemoteTab {
    const found = this.#tabs.get(tab);
    if (found === undefined) throw new FailureError({ code: 'not-connected' });
    return found;
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
    for (const tab of this.#tabs.values()) tab.close();
  }

  #add(): number {
    const { connect, known, startTimer, now } = this.#options;
    const tab = new RemoteTab({
      ...{ connect, known, startTimer, now },
      nextId: () => ++this.#lastId,
      onChange: () => this.#changed(),
    });
    tab.setWatching(this.#watched);
    this.#tabs.set(++this.#lastTab, tab);
    return this.#lastTab;
  }

  #changed(): void {
    this.#options.onChange(this.state);
  }

  #sessionOf(remote: number): RemoteSession {
    for (const { session } of this.#tabs.values()) {
      if (session?.remote.remote === remote) return session;
    }
    throw new FailureError({ code: 'not-connected' });
  }
}
