import type { CacheEntry, CacheUsage, EvictionReason } from '../../shared/server-state.ts';
import type { Bytes, EpochMilliseconds, Milliseconds } from '../../shared/units.ts';
import { CacheIndex } from './cache-index.ts';
import { listInBatches } from './cache-listing.ts';
import { CacheLock } from './cache-lock.ts';
import type {
  CacheMemory,
  CacheObserver,
  EvictedEntry,
  Load,
  Piece,
  Reclaimed,
  Reservation,
} from './cache-types.ts';
import type { EntryVersion } from './entry-version.ts';
import { EntryCopies } from './entry-copies.ts';
import { EntryHandle, type Place } from './entry-handle.ts';
import { Evictor } from './evictor.ts';
import { EntryLoad } from './load.ts';
import type { LoadTarget } from './load.ts';
import { PinnedPiece } from './pinned-piece.ts';
import { reclaim } from './reclaim.ts';
import { copyShared } from './shared-copy.ts';

/** A wake-up that got lost delays a follower of a load by this much. */
const WAKE_RECHECK_MS: Milliseconds = 500;

/**
 * One thread's access to the cache that all threads share: whole files, first in, first out.
 *
 * The sum of the sizes of its entries, and of the extents of entries that left but are still being
 * read, never exceeds the capacity; not a byte is lost to alignment. All methods but `waitForLoad`
 * are synchronous; most take the lock for about a microsecond, none for longer than a millisecond
 * at a time, so they must not be called where a thread may not block.
 */
export class SharedCache {
  readonly #index: CacheIndex;
  readonly #worker: number;
  readonly #now: () => EpochMilliseconds;
  readonly #observer: CacheObserver | undefined;
  readonly #lock: CacheLock;
  readonly #copies: EntryCopies;
  readonly #evictor: Evictor;
  readonly #arena: Buffer;
  readonly #loadTarget: LoadTarget;

  /**
   * `worker`: this thread's number, from 0; no other living thread may have it. A thread that takes
   * the number of one that died may use the cache once the dead one's pins were reclaimed (by itself
   * if nobody else is there).
   * @throws RangeError when the memory is made for fewer workers.
   */
  constructor(
    memory: CacheMemory,
    options: {
      readonly worker: number;
      readonly now?: () => EpochMilliseconds;
      readonly observer?: CacheObserver | undefined;
    },
  ) {
    const { worker, now = Date.now } = options;
    if (!Number.isInteger(worker) || worker < 0 || worker >= memory.workers) {
      throw new RangeError(
        `Worker ${String(worker)} cannot use a cache made for workers 0 to ${String(memory.workers - 1)}.`,
      );
    }
    this.#index = new CacheIndex(memory);
    this.#worker = worker;
    this.#now = now;
    this.#observer = options.observer;
    this.#lock = new CacheLock(this.#index, worker);
    this.#copies = new EntryCopies(this.#index);
    this.#evictor = new Evictor(this.#index, this.#copies);
    this.#arena = Buffer.from(memory.arena);
    this.#loadTarget = {
      pinForWriting: (entry, offset) =>
        this.#lock.hold(() => (this.isListed(entry) ? this.#pinAt(entry, offset) : undefined)),
      setLoaded: (entry, loaded) => this.#lock.hold(() => this.#setLoaded(entry, loaded)),
      setReady: (entry) => this.#lock.hold(() => this.#setReady(entry)),
      discard: (entry) => {
        this.#lock.hold(() => {
          if (this.isListed(entry)) this.#remove(entry.slot, entry.name);
        });
      },
    };
  }

  /** How many entries have come, of all threads. Takes no lock. */
  get arrivals(): number {
    return this.#index.header.arrivals;
  }

  /** The entry of this name, ready or loading; `name` must be the file's one cache key. */
  lookUp(name: string): EntryHandle | undefined {
    const { names, table, slots } = this.#index;
    if (!names.encode(name)) return undefined;
    return this.#lock.hold(() => {
      const slot = table.find();
      return slot === 0 ? undefined : new EntryHandle(slots, slot, name);
    });
  }

  /** Whether the entry has not left. Takes no lock. */
  isListed(entry: EntryHandle): boolean {
    return this.#index.slots.generation(entry.slot) === entry.generation;
  }

  /** Whether the entry is listed and completely loaded. Takes no lock. */
  isReady(entry: EntryHandle): boolean {
    const isReady = this.#index.slots.isReady(entry.slot);
    // The generation after the state: so the state read was this entry's.
    return this.isListed(entry) && isReady;
  }

  /**
   * Copies the bytes of a ready entry from `from` up to `end` into `target` at `at`. Pins nothing, and
   * takes the lock only the first time: where the bytes lie does not change while the entry is listed, and
   * what was copied counts only if it still is afterwards.
   *
   * @returns `false`: it has left, or is not ready; what `target` holds there is then worthless
   */
  copy(
    entry: EntryHandle,
    { from, end }: { readonly from: Bytes; readonly end: Bytes },
    { target, at }: { readonly target: Buffer; readonly at: Bytes },
  ): boolean {
    entry.places ??= this.#placesOf(entry);
    if (entry.places === undefined) return false;
    for (const { offset, start, length } of entry.places) {
      const first = Math.max(from, offset);
      const last = Math.min(end, offset + length);
      if (first >= last) continue;
      copyShared(
        this.#arena,
        { start: start + first - offset, length: last - first },
        { target, at: at + first - from },
      );
    }
    return this.#index.slots.isStill(entry.slot, entry.generation);
  }

  /** Counts one request answered from the entry. */
  countHit(entry: EntryHandle): void {
    if (this.isListed(entry)) this.#index.slots.countHit(entry.slot);
  }

  /**
   * Pins the extent that holds `offset`, which must have been loaded. `undefined`: the entry has
   * left (read the file itself), or these bytes are not loaded yet, or lie behind the end (so always
   * for a file of 0 bytes). Every piece must be given back with `unpin`, soon: it is held in memory
   * until then.
   */
  pin(entry: EntryHandle, offset: Bytes): Piece | undefined {
    return this.#lock.hold(() => {
      if (!this.isListed(entry)) return undefined;
      const isLoaded = offset >= 0 && offset < this.#index.slots.loaded(entry.slot);
      return isLoaded ? this.#pinAt(entry, offset) : undefined;
    });
  }

  /** Gives a piece back, in the thread that pinned it. Harmless the second time. */
  unpin(piece: Piece): void {
    if (!(piece instanceof PinnedPiece) || !piece.pinned) return;
    piece.pinned = false;
    this.#lock.hold(() => {
      this.#index.segments.unpin(piece.extent, this.#worker);
    });
  }

  /** How much of the entry, from its beginning, can be pinned: its size when ready. */
  loadedBytes(entry: EntryHandle): Bytes | 'gone' {
    const loaded = this.#index.slots.loaded(entry.slot);
    return this.isListed(entry) ? loaded : 'gone';
  }

  /**
   * Resolves when more than `beyond` bytes are loaded, or the entry is ready or gone. The promise
   * does not keep the thread alive.
   */
  async waitForLoad(entry: EntryHandle, beyond: Bytes): Promise<void> {
    const { slots } = this.#index;
    for (;;) {
      const seen = slots.signal(entry.slot);
      const loaded = this.loadedBytes(entry);
      if (loaded === 'gone' || loaded > beyond || this.isReady(entry)) return;
      await slots.waitForSignal(entry.slot, seen, WAKE_RECHECK_MS);
    }
  }

  /**
   * Makes room for a file and enters it as the newest, to be loaded by the caller. Evicts the
   * oldest, only as many as needed, ready or not; nothing at all when that could not suffice. Where
   * many must leave, others use the cache in between.
   */
  reserve(name: string, version: EntryVersion): Reservation {
    const { names, table, slots, segments } = this.#index;
    const { size } = version;
    const evicted: EvictedEntry[] = [];
    const refused = (): Reservation => {
      this.#observer?.refused({ name, nameHash: names.hash, version }, this.arrivals);
      return { kind: 'no-room', evicted };
    };
    if (this.#index.capacityBytes === 0 || !names.encode(name)) return refused();
    return this.#lock.holdInSteps(
      (): Reservation | undefined => {
        const present = table.find();
        if (present !== 0) {
          return { kind: 'present', entry: new EntryHandle(slots, present, name), evicted };
        }
        if (!segments.isFeasible(size)) return refused();
        switch (this.#evictor.makeRoom(size)) {
          case 'unfinished':
            return undefined;
          case 'impossible':
            return refused();
          case 'done':
            return { kind: 'reserved', load: this.#enter(name, version), evicted };
        }
      },
      () => this.#evictor.report(evicted),
    );
  }

  /**
   * When the file was last seen on disk to be of the entry's version (at first: when it was
   * reserved); `undefined` when the entry has left.
   */
  checkedAtMs(entry: EntryHandle): EpochMilliseconds | undefined {
    return this.#lock.hold(() =>
      this.isListed(entry) ? this.#index.slots.checkedAtMs(entry.slot) : undefined,
    );
  }

  /** Notes that at `atMs` the file on disk was of the entry's version. Never goes back in time. */
  confirmFresh(entry: EntryHandle, atMs: EpochMilliseconds): void {
    const { slots } = this.#index;
    this.#lock.hold(() => {
      if (!this.isListed(entry)) return;
      slots.setCheckedAtMs(entry.slot, Math.max(atMs, slots.checkedAtMs(entry.slot)));
    });
  }

  /** Takes one entry out, ready or loading. `undefined`: it was not there. */
  evict(entryOrName: EntryHandle | string, reason: EvictionReason): EvictedEntry | undefined {
    if (typeof entryOrName !== 'string') {
      return this.#lock.hold(() =>
        this.isListed(entryOrName)
          ? this.#evictSlot(entryOrName.slot, entryOrName.name, reason)
          : undefined,
      );
    }
    if (!this.#index.names.encode(entryOrName)) return undefined;
    return this.#lock.hold(() => {
      const slot = this.#index.table.find();
      return slot === 0 ? undefined : this.#evictSlot(slot, entryOrName, reason);
    });
  }

  /** Takes all entries out that were there when it began, and returns them, oldest first. */
  clear(): EvictedEntry[] {
    const evicted: EvictedEntry[] = [];
    const last = this.#lock.hold(() => {
      this.#observer?.cleared(this.arrivals);
      return this.arrivals;
    });
    this.#lock.holdInSteps(
      () => (this.#evictor.clearUpTo(last) === 'done' ? true : undefined),
      () => this.#evictor.report(evicted),
    );
    return evicted;
  }

  /**
   * The entries, oldest first, a batch at a time: those that were there when it began and have not
   * left before their turn. Between the batches others use the cache.
   */
  listInBatches(): Generator<CacheEntry[], void> {
    return listInBatches(this.#index, this.#lock, this.#copies);
  }

  usage(): CacheUsage {
    const { header, capacityBytes } = this.#index;
    return this.#lock.hold(() => header.usage(capacityBytes));
  }

  /**
   * Puts right what a dead worker left: gives back its pins, takes out the entries it was loading.
   * Run by a living worker, after the dead one's `exit` event and `releaseAbandonedLock`, and before
   * its number is used again.
   */
  reclaim(deadWorker: number): Reclaimed {
    return reclaim(this.#index, this.#lock, deadWorker);
  }

  #placesOf(entry: EntryHandle): readonly Place[] | undefined {
    const { slots, records } = this.#index;
    return this.#lock.hold(() => {
      if (!this.isReady(entry)) return undefined;
      const places: Place[] = [];
      let extent = slots.firstExtent(entry.slot);
      for (; extent !== 0; extent = records.nextExtent(extent)) {
        places.push({
          offset: records.fileOffset(extent),
          start: records.offset(extent),
          length: records.length(extent),
        });
      }
      return places;
    });
  }

  #pinAt(entry: EntryHandle, offset: Bytes): Piece {
    const { slots, segments, records } = this.#index;
    const extent = segments.find(slots.firstExtent(entry.slot), offset);
    segments.pin(extent, this.#worker);
    return new PinnedPiece(this.#arena, records, extent);
  }

  #setLoaded(entry: EntryHandle, loaded: Bytes): boolean {
    if (!this.isListed(entry)) return false;
    this.#index.slots.setLoaded(entry.slot, loaded);
    this.#index.slots.notify(entry.slot);
    return true;
  }

  #setReady(entry: EntryHandle): boolean {
    if (!this.isListed(entry)) return false;
    const { slots } = this.#index;
    slots.setLoaded(entry.slot, entry.size);
    slots.setReady(entry.slot);
    slots.notify(entry.slot);
    return true;
  }

  /** Enters the name that was encoded last; there is room for it. */
  #enter(name: string, version: EntryVersion): Load {
    const { table, slots, segments } = this.#index;
    const { size } = version;
    const nowMs = this.#now();
    const slot = table.add();
    slots.setLoaded(slot, 0);
    slots.setLoader(slot, this.#worker);
    slots.forgetHits(slot);
    slots.setSize(slot, size);
    slots.setVersion(slot, version);
    slots.setCachedAtMs(slot, nowMs);
    slots.setCheckedAtMs(slot, nowMs);
    slots.setFirstExtent(slot, segments.allocate(size));
    const entry = new EntryHandle(slots, slot, name);
    this.#observer?.entered(entry, this.#index.header.heldBytes);
    return new EntryLoad(this.#loadTarget, entry);
  }

  #evictSlot(slot: number, name: string, reason: EvictionReason): EvictedEntry {
    const size = this.#index.slots.size(slot);
    this.#remove(slot, name);
    return { name, size, reason };
  }

  #remove(slot: number, name: string): void {
    this.#index.remove(slot);
    this.#observer?.left(name, this.arrivals);
  }
}
