import type { ServerHandle } from '../../engine/index.ts';
import type {
  CacheBelt,
  CacheBeltRequest,
  CacheFindRequest,
  CacheNamesRequest,
  CacheView,
  CacheWindow,
  CacheWindowRequest,
} from '../../shared/contract-cache.ts';
import { emptyUsage } from '../../shared/server-values.ts';
import type { CacheUsage } from '../../shared/server-state.ts';

/** The cache of the server that runs; an empty one when none does, or when it ends before it answers. */
export class HostCacheView implements CacheView {
  readonly #handle: () => ServerHandle | undefined;
  readonly #empty: CacheView;

  constructor(handle: () => ServerHandle | undefined, capacityBytes: number) {
    this.#handle = handle;
    this.#empty = emptyView(emptyUsage(capacityBytes));
  }

  window(request: CacheWindowRequest): Promise<CacheWindow> {
    return this.#ask((view) => view.window(request));
  }

  find(request: CacheFindRequest): Promise<number | undefined> {
    return this.#ask((view) => view.find(request));
  }

  names(request: CacheNamesRequest): Promise<string[]> {
    return this.#ask((view) => view.names(request));
  }

  belt(request: CacheBeltRequest): Promise<CacheBelt> {
    return this.#ask((view) => view.belt(request));
  }

  async #ask<Answer>(question: (view: CacheView) => Promise<Answer>): Promise<Answer> {
    const handle = this.#handle();
    if (handle === undefined) return question(this.#empty);
    try {
      return await question(handle.cacheView);
    } catch (error) {
      if (handle.status().phase !== 'stopped') throw error;
      return question(this.#empty);
    }
  }
}

function emptyView(usage: CacheUsage): CacheView {
  return {
    window: ({ from }) =>
      Promise.resolve({
        ...{ usage, matching: 0, from, rows: [], isStale: false },
        gone: [],
      }),
    find: () => Promise.resolve(undefined),
    names: () => Promise.resolve([]),
    belt: () => Promise.resolve({ usage, from: 0, blocks: [], end: 0 }),
  };
}
