import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CacheQuery } from '../../../shared/contract-cache.ts';
import type { Milliseconds } from '../../../shared/units.ts';
import type { CacheCatalog } from '../../cache/catalog/cache-catalog.ts';
import type { CatalogOrder } from '../../cache/catalog/catalog-order.ts';

/** What can be built in this time is built before the answer. */
const AT_ONCE_MS: Milliseconds = 20;
/** Anything longer is built in slices, with other questions in between. */
const SLICE_MS: Milliseconds = 8;
/** After a build it rests for so many times as long: sorting takes a quarter of a processor at most. */
const REST_FACTOR = 3;
/** Panels with filters or orders of their own; the one that was asked for longest ago is forgotten. */
const MOST_ORDERS = 4;

interface KeptOrder {
  readonly order: CatalogOrder;
  building: Promise<void> | undefined;
  restUntilMs: Milliseconds;
}

/** The orders that panels ask for, kept while they do, and built anew as the cache changes. */
export class OrderKeeper {
  readonly #catalog: CacheCatalog;
  /** By query; the one that was asked for last is last. */
  readonly #orders = new Map<string, KeptOrder>();

  constructor(catalog: CacheCatalog) {
    this.#catalog = catalog;
  }

  /** `isStale`: a newer order is being built, or could be after a rest. */
  async get({ column, direction, filter }: CacheQuery): Promise<{
    readonly order: CatalogOrder;
    readonly isStale: boolean;
  }> {
    this.#catalog.refresh();
    const kept = this.#kept({ column, direction, filter });
    const { order } = kept;
    if (!order.isOutdated) return { order, isStale: kept.building !== undefined };
    const isResting = performance.now() < kept.restUntilMs;
    if (kept.building === undefined && !isResting) this.#build(kept);
    if (!order.isBuilt) await kept.building;
    return { order, isStale: kept.building !== undefined || isResting };
  }

  #kept(query: CacheQuery): KeptOrder {
    const key = JSON.stringify([query.column, query.direction, query.filter]);
    const kept = this.#orders.get(key) ?? {
      order: this.#catalog.order(query),
      building: undefined,
      restUntilMs: 0,
    };
    this.#orders.delete(key);
    this.#orders.set(key, kept);
    if (this.#orders.size > MOST_ORDERS) {
      const [oldest] = this.#orders.keys();
      this.#orders.delete(oldest!);
    }
    return kept;
  }

  #build(kept: KeptOrder): void {
    const building = kept.order.build();
    let workedMs = 0;
    const work = (forMs: Milliseconds): boolean => {
      const startedAtMs = performance.now();
      let isDone = false;
      while (!isDone && performance.now() - startedAtMs < forMs) {
        isDone = building.next().done === true;
      }
      workedMs += performance.now() - startedAtMs;
      if (isDone) kept.restUntilMs = performance.now() + REST_FACTOR * workedMs;
      return isDone;
    };
    if (work(AT_ONCE_MS)) return;
    const goOn = async (): Promise<void> => {
      do await nextTurn();
      while (!work(SLICE_MS));
    };
    kept.building = goOn().finally(() => {
      kept.building = undefined;
    });
    // Whoever waits for it gets the failure.
    kept.building.catch(() => undefined);
  }
}
