import { layOutBelt } from '../../../shared/belt-layout.ts';
import type {
  BeltBlock,
  CacheBelt,
  CacheBeltRequest,
  CacheQuery,
  CacheWindow,
  CacheWindowRequest,
  CachedFile,
  CachedRow,
} from '../../../shared/contract-cache.ts';
import type { CacheUsage } from '../../../shared/server-state.ts';
import { CacheIndex } from '../cache-index.ts';
import { CacheLock } from '../cache-lock.ts';
import { readerNumber } from '../cache-memory.ts';
import type { CacheMemory } from '../cache-types.ts';
import { EntryCopies, MOST_COPIES } from '../entry-copies.ts';
import { CatalogEntries } from './catalog-entries.ts';
import { CatalogOrder, type EntryFacts } from './catalog-order.ts';

/**
 * One thread's look at a cache that others use: what is in it, in any order, a window at a time. It
 * only reads, so the thread may be killed at any point: see `releaseReader`. There is one reader.
 */
export class CacheCatalog {
  readonly #index: CacheIndex;
  readonly #lock: CacheLock;
  readonly #copies: EntryCopies;
  readonly #entries: CatalogEntries;
  readonly #facts: EntryFacts;

  constructor(memory: CacheMemory) {
    this.#index = new CacheIndex(memory);
    this.#lock = new CacheLock(this.#index, readerNumber(memory), 'reader');
    this.#copies = new EntryCopies(this.#index);
    this.#entries = new CatalogEntries(this.#index, this.#lock);
    const { slots } = this.#index;
    this.#facts = {
      namesOf: ({ from, to }) => this.#describe(range(from, to), (copy) => this.#copies.name(copy)),
      hits: (slot) => slots.hits(slot),
      isReady: (slot) => slots.isReady(slot),
    };
  }

  /** Takes over what came and left; costs about what has changed. */
  refresh(): void {
    this.#entries.refresh();
  }

  /** An order, to be built before it is used. */
  order(query: CacheQuery): CatalogOrder {
    return new CatalogOrder(query, this.#entries, this.#facts);
  }

  window(order: CatalogOrder, request: CacheWindowRequest): Omit<CacheWindow, 'isStale'> {
    const { keep, count, watched } = request;
    const keptRow = keep === undefined ? -1 : this.find(order, keep.name);
    const shift = keep === undefined || keptRow < 0 ? 0 : keptRow - keep.index;
    const from = Math.max(0, request.from + shift);
    return {
      usage: this.usage(),
      matching: order.length,
      from,
      rows: this.#rows(order, from, count),
      gone: watched.filter((name) => this.#arrivalOf(name) === undefined),
    };
  }

  /** The row of a file; -1 when the order has none. */
  find(order: CatalogOrder, name: string): number {
    const arrival = this.#arrivalOf(name);
    return arrival === undefined ? -1 : order.rowOf(arrival);
  }

  /** The names in so many rows from `from` on; rows whose files have left are not counted. */
  names(order: CatalogOrder, from: number, count: number): string[] {
    const positions: number[] = [];
    for (let row = from; row < order.length && positions.length < count; row++) {
      const position = this.#entries.positionOf(order.at(row)!);
      if (position >= 0) positions.push(position);
    }
    return this.#describe(positions, (copy) => this.#copies.name(copy)).filter(
      (name) => name !== undefined,
    );
  }

  belt({ widthPx, part }: CacheBeltRequest): CacheBelt {
    const usage = this.usage();
    const span =
      part === undefined
        ? { from: 0, bytes: usage.capacityBytes }
        : { from: part.from + this.#shiftOf(part.keep), bytes: part.bytes };
    const { stretches, end } = layOutBelt(this.#entries.sizes, span, widthPx);
    const files = this.#describe(
      stretches.map(({ index }) => index),
      (copy) => this.#fileOf(copy),
    );
    let groups = 0;
    const blocks = stretches.flatMap(({ index, count, bytes, ...place }, at): BeltBlock[] => {
      const file = files[at];
      if (count > 1) groups += 1;
      if (file === undefined) return [];
      const common = { name: file.name, place: index + 1, ...place };
      return count === 1
        ? [{ kind: 'file', key: file.name, file, ...common }]
        : [{ kind: 'group', key: `group ${groups}`, count, bytes, ...common }];
    });
    return { usage, from: span.from, blocks, end };
  }

  /** How many bytes a file has moved on the belt; 0 when it has left. */
  #shiftOf(kept: { readonly name: string; readonly at: number } | undefined): number {
    const arrival = kept === undefined ? undefined : this.#arrivalOf(kept.name);
    const position = arrival === undefined ? -1 : this.#entries.positionOf(arrival);
    if (kept === undefined || position < 0) return 0;
    let before = 0;
    for (const size of this.#entries.sizes.subarray(0, position)) before += size;
    return before - kept.at;
  }

  usage(): CacheUsage {
    const { header, capacityBytes } = this.#index;
    return this.#lock.hold(() => header.usage(capacityBytes));
  }

  #rows(order: CatalogOrder, from: number, count: number): CachedRow[] {
    const rows: { index: number; position: number }[] = [];
    const to = Math.min(order.length, from + count);
    for (let index = from; index < to; index++) {
      const position = this.#entries.positionOf(order.at(index)!);
      if (position >= 0) rows.push({ index, position });
    }
    const files = this.#describe(
      rows.map(({ position }) => position),
      (copy) => this.#fileOf(copy),
    );
    return rows.flatMap(({ index, position }, at): CachedRow[] => {
      const file = files[at];
      return file === undefined ? [] : [{ index, place: position + 1, file }];
    });
  }

  /** Something of each entry, as of one of its batch's moments; `undefined` for those that have left. */
  #describe<Fact>(
    positions: readonly number[],
    describe: (copy: number) => Fact,
  ): (Fact | undefined)[] {
    const { slots } = this.#entries;
    const facts = new Array<Fact | undefined>(positions.length).fill(undefined);
    /** Which of the positions each copy is of. */
    const copied = new Uint32Array(MOST_COPIES);
    let at = 0;
    this.#lock.holdInSteps(
      () => {
        const to = Math.min(positions.length, at + MOST_COPIES);
        for (; at < to && !this.#copies.isFull; at++) {
          const position = positions[at]!;
          if (!this.#entries.isListed(position)) continue;
          copied[this.#copies.count] = at;
          this.#copies.take(slots[position]!);
        }
        return at === positions.length ? true : undefined;
      },
      () => {
        this.#copies.drain((copy) => {
          facts[copied[copy]!] = describe(copy);
        });
      },
    );
    return facts;
  }

  #fileOf(copy: number): CachedFile {
    const { name, size, cachedAtMs, hits, state } = this.#copies.entry(copy);
    return { name, size, cachedAtMs, hits, state };
  }

  #arrivalOf(name: string): number | undefined {
    const { names, table, slots } = this.#index;
    if (!names.encode(name)) return undefined;
    return this.#lock.hold(() => {
      const slot = table.find();
      return slot === 0 ? undefined : slots.arrival(slot);
    });
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, offset) => from + offset);
}
