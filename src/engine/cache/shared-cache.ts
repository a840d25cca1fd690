import type { CacheEntry, CacheUsage, EvictionReason } from '../../shared/server-state.ts';
import type { Bytes, EpochMilliseconds, Milliseconds } from '../../shared/units.ts';
import type { CacheMemory } from './cache-types.ts';
import type {
  EntryHandle,
  EntryVersion,
  EvictedEntry,
  Piece,
  Reclaimed,
  Reservation,
} from './cache-types.ts';
import { EntryRecords } from './entry-records.ts';
import { EntryTable } from './entry-table.ts';
import {
  CRC32,
  ENTRIES,
  FILE_OFFSET,
  FIRST_EXTENT,
  GENERATION,
  HELD_BYTES,
  HITS,
  LENGTH,
  LOAD_SIGNAL,
  LOADED,
  LOADER,
  LOADING,
  LOCK,
  NEWER,
  OFFSET,
  OLDEST,
  openIndex,
  READY,
  REPAIR,
  segmentWord,
  SIZE,
  slotWord,
  STATE,
  USED_BYTES,
} from './index-layout.ts';
import type { CacheIndex } from './index-layout.ts';
import { EntryLoad } from './load.ts';
import type { LoadTarget } from './load.ts';
import { Mutex } from './mutex.ts';
import { NameStore } from './name-store.ts';
import { ArenaViews, PinnedPiece } from './pinned-piece.ts';
import { rebuildIndex } from './repair.ts';
import { Segments } from './segments.ts';

/** A wake-up that got lost delays a follower of a load by this much. */
const WAKE_RECHECK_MS: Milliseconds = 500;
/** Entries described in one go of the lock by `list`. */
const LIST_BATCH = 64;

/**
 * One thread's access to the cache that all threads share: whole files, first in, first out.
 *
 * The sum of the sizes of its entries, and of the extents of entries that left but are still being
 * read, never exceeds the capacity; not a byte is lost to alignment. All methods but `waitForLoad`
 * are synchronous; most take the lock for about a microsecond, so they must not be called where a
 * thread may not block.
 */
export class SharedCache {
  readonly #index: CacheIndex;
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #worker: number;
  readonly #now: () => EpochMilliseconds;
  readonly #mutex: Mutex;
  readonly #names: NameStore;
  readonly #table: EntryTable;
  readonly #records: EntryRecords;
  readonly #segments: Segments;
  readonly #views: ArenaViews;
  readonly #loadTarget: LoadTarget;

  /**
   * `worker`: this thread's number, from 0; no other living thread may have it. A thread that takes
   * the number of one that died may use the cache once the dead one's pins were reclaimed (by itself
   * if nobody else is there).
   * @throws RangeError when the memory is made for fewer workers.
   */
  constructor(
    memory: CacheMemory,
    options: { readonly worker: number; readonly now?: () => EpochMilliseconds },
  ) {
    const { worker, now = Date.now } = options;
    if (!Number.isInteger(worker) || worker < 0 || worker >= memory.workers) {
      throw new RangeError(
        `Worker ${String(worker)} cannot use a cache made for workers 0 to ${String(memory.workers - 1)}.`,
      );
    }
    this.#index = openIndex(memory);
    this.#words = this.#index.words;
    this.#worker = worker;
    this.#now = now;
    this.#mutex = new Mutex(this.#words, LOCK, worker);
    this.#names = new NameStore(this.#index);
    this.#table = new EntryTable(this.#index, this.#names);
    this.#records = new EntryRecords(this.#index);
    this.#segments = new Segments(this.#index);
    this.#views = new ArenaViews(memory.arena);
    this.#loadTarget = {
      pinForWriting: (entry, offset) =>
        this.#locked(() => (this.#isListed(entry) ? this.#pinAt(entry, offset, true) : undefined)),
      setLoaded: (entry, piece, crc32, loaded) =>
        this.#locked(() => this.#setLoaded(entry, piece, crc32, loaded)),
      setReady: (entry) => this.#locked(() => this.#setReady(entry)),
      discard: (entry) => {
        this.#locked(() => {
          if (this.#isListed(entry)) this.#remove(entry.slot);
        });
      },
    };
  }

  /** The entry of this name, ready or loading; `name` must be the file's one cache key. */
  lookUp(name: string): EntryHandle | undefined {
    if (!this.#names.encode(name)) return undefined;
    return this.#locked(() => {
      const slot = this.#table.find();
      return slot === 0 ? undefined : this.#records.handle(slot, name);
    });
  }

  /** Whether the entry is listed and completely loaded. */
  isReady(entry: EntryHandle): boolean {
    const ready = Atomics.load(this.#words, slotWord(entry.slot) + STATE) === READY;
    // The generation after the state: so the state read was this entry's.
    return this.#isListed(entry) && ready;
  }

  /** Counts one request answered from the entry. */
  countHit(entry: EntryHandle): void {
    if (this.#isListed(entry)) Atomics.add(this.#words, slotWord(entry.slot) + HITS, 1);
  }

  /**
   * Pins the extent that holds `offset`, which must have been loaded. `undefined`: the entry has
   * left (read the file itself), or these bytes are not loaded yet, or lie behind the end (so always
   * for a file of 0 bytes). Every piece must be given back with `unpin`, soon: it is held in memory
   * until then.
   */
  pin(entry: EntryHandle, offset: Bytes): Piece | undefined {
    return this.#locked(() => {
      if (!this.#isListed(entry)) return undefined;
      const loaded = this.#words[slotWord(entry.slot) + LOADED] ?? 0;
      return offset >= 0 && offset < loaded ? this.#pinAt(entry, offset, false) : undefined;
    });
  }

  /** Gives a piece back, in the thread that pinned it. Harmless the second time. */
  unpin(piece: Piece): void {
    if (!(piece instanceof PinnedPiece) || !piece.pinned) return;
    piece.pinned = false;
    this.#locked(() => {
      this.#segments.unpin(piece.extent, this.#worker);
    });
  }

  /** How much of the entry, from its beginning, can be pinned: its size when ready. */
  loadedBytes(entry: EntryHandle): Bytes | 'gone' {
    const loaded = Atomics.load(this.#words, slotWord(entry.slot) + LOADED);
    return this.#isListed(entry) ? loaded : 'gone';
  }

  /**
   * Resolves when more than `beyond` bytes are loaded, or the entry is ready or gone. The promise
   * does not keep the thread alive.
   */
  async waitForLoad(entry: EntryHandle, beyond: Bytes): Promise<void> {
    const signal = slotWord(entry.slot) + LOAD_SIGNAL;
    for (;;) {
      const seen = Atomics.load(this.#words, signal);
      const loaded = this.loadedBytes(entry);
      if (loaded === 'gone' || loaded > beyond || this.isReady(entry)) return;
      const wait = Atomics.waitAsync(this.#words, signal, seen, WAKE_RECHECK_MS);
      if (wait.async) await wait.value;
    }
  }

  /**
   * Makes room for a file and enters it as the newest, to be loaded by the caller. Evicts the
   * oldest, only as many as needed, ready or not; nothing at all when that could not suffice.
   */
  reserve(name: string, version: EntryVersion): Reservation {
    const { size } = version;
    if (this.#index.memory.capacityBytes === 0 || !this.#names.encode(name)) {
      return { kind: 'no-room' };
    }
    return this.#locked((): Reservation => {
      const present = this.#table.find();
      if (present !== 0) return { kind: 'present', entry: this.#records.handle(present, name) };
      if (!this.#segments.isFeasible(size)) return { kind: 'no-room' };
      const evicted: EvictedEntry[] = [];
      while (!this.#segments.hasRoom(size) || !this.#table.hasRoom()) {
        evicted.push(this.#evictSlot(this.#words[OLDEST] ?? 0, 'room'));
      }
      const slot = this.#table.add();
      const firstExtent = this.#segments.allocate(size);
      this.#records.write(slot, { version, firstExtent, loader: this.#worker, nowMs: this.#now() });
      const load = new EntryLoad(this.#loadTarget, this.#records.handle(slot, name));
      return { kind: 'reserved', load, evicted };
    });
  }

  /**
   * When the file was last seen on disk to be of the entry's version (at first: when it was
   * reserved); `undefined` when the entry has left.
   */
  checkedAtMs(entry: EntryHandle): EpochMilliseconds | undefined {
    return this.#locked(() =>
      this.#isListed(entry) ? this.#records.checkedAtMs(entry.slot) : undefined,
    );
  }

  /** Notes that at `atMs` the file on disk was of the entry's version. Never goes back in time. */
  confirmFresh(entry: EntryHandle, atMs: EpochMilliseconds): void {
    this.#locked(() => {
      if (!this.#isListed(entry)) return;
      this.#records.setCheckedAtMs(
        entry.slot,
        Math.max(atMs, this.#records.checkedAtMs(entry.slot)),
      );
    });
  }

  /** Takes one entry out, ready or loading. `undefined`: it was not there. */
  evict(entryOrName: EntryHandle | string, reason: EvictionReason): EvictedEntry | undefined {
    if (typeof entryOrName !== 'string') {
      return this.#locked(() =>
        this.#isListed(entryOrName) ? this.#evictSlot(entryOrName.slot, reason) : undefined,
      );
    }
    if (!this.#names.encode(entryOrName)) return undefined;
    return this.#locked(() => {
      const slot = this.#table.find();
      return slot === 0 ? undefined : this.#evictSlot(slot, reason);
    });
  }

  /** Takes all entries out, and tells them oldest first. */
  clear(): EvictedEntry[] {
    return this.#locked(() => {
      const evicted: EvictedEntry[] = [];
      for (let slot = this.#oldest(); slot !== 0; slot = this.#oldest()) {
        evicted.push(this.#evictSlot(slot, 'cleared'));
      }
      return evicted;
    });
  }

  /**
   * The entries, oldest first, as they were at one moment, without those that left while they were
   * being described.
   */
  list(): CacheEntry[] {
    const words = this.#words;
    const found: number[] = this.#locked(() => {
      const slots: number[] = [];
      for (let slot = this.#oldest(); slot !== 0; slot = words[slotWord(slot) + NEWER] ?? 0) {
        slots.push(slot, words[slotWord(slot) + GENERATION] ?? 0);
      }
      return slots;
    });
    const entries: CacheEntry[] = [];
    for (let from = 0; from < found.length; from += 2 * LIST_BATCH) {
      this.#locked(() => {
        const to = Math.min(found.length, from + 2 * LIST_BATCH);
        for (let at = from; at < to; at += 2) {
          const slot = found[at] ?? 0;
          if (words[slotWord(slot) + GENERATION] === found[at + 1])
            entries.push(this.#records.describe(slot, this.#table.nameOf(slot)));
        }
      });
    }
    return entries;
  }

  usage(): CacheUsage {
    return this.#locked(() => ({
      capacityBytes: this.#index.memory.capacityBytes,
      usedBytes: this.#words[USED_BYTES] ?? 0,
      heldBytes: this.#words[HELD_BYTES] ?? 0,
      entries: this.#words[ENTRIES] ?? 0,
    }));
  }

  /**
   * Puts right what a dead worker left: gives back its pins, takes out the entries it was loading.
   * Run by a living worker, after the dead one's `exit` event and `releaseAbandonedLock`, and before
   * its number is used again.
   */
  reclaim(deadWorker: number): Reclaimed {
    return this.#locked(() => {
      const failedLoads: string[] = [];
      let next: number;
      for (let slot = this.#oldest(); slot !== 0; slot = next) {
        const at = slotWord(slot);
        next = this.#words[at + NEWER] ?? 0;
        if (this.#words[at + STATE] !== LOADING || this.#words[at + LOADER] !== deadWorker)
          continue;
        failedLoads.push(this.#table.nameOf(slot));
        this.#remove(slot);
      }
      return { pins: this.#segments.unpinAll(deadWorker), failedLoads };
    });
  }

  #locked<T>(work: () => T): T {
    this.#mutex.lock();
    try {
      if (this.#words[REPAIR] !== 0) rebuildIndex(this.#index);
      return work();
    } catch (error) {
      // Such as an overflow of the stack: the update is unfinished, like that of a dead thread.
      Atomics.store(this.#words, REPAIR, 1);
      throw error;
    } finally {
      this.#mutex.unlock();
    }
  }

  #oldest(): number {
    return this.#words[OLDEST] ?? 0;
  }

  #isListed(entry: EntryHandle): boolean {
    return Atomics.load(this.#words, slotWord(entry.slot) + GENERATION) === entry.generation;
  }

  #pinAt(entry: EntryHandle, offset: Bytes, writing: boolean): Piece {
    const words = this.#words;
    const first = words[slotWord(entry.slot) + FIRST_EXTENT] ?? 0;
    const extent = this.#segments.find(first, offset);
    const at = segmentWord(this.#index, extent);
    const bytes = this.#views.of(extent, words[at + OFFSET] ?? 0, words[at + LENGTH] ?? 0);
    const crc32 = writing ? undefined : (words[at + CRC32] ?? 0) >>> 0;
    const piece = new PinnedPiece(bytes, words[at + FILE_OFFSET] ?? 0, crc32, extent);
    this.#segments.pin(extent, this.#worker);
    return piece;
  }

  #setLoaded(entry: EntryHandle, piece: Piece, crc32: number, loaded: Bytes): boolean {
    if (!this.#isListed(entry)) return false;
    this.#words[segmentWord(this.#index, piece.extent) + CRC32] = crc32;
    Atomics.store(this.#words, slotWord(entry.slot) + LOADED, loaded);
    this.#table.signal(entry.slot);
    return true;
  }

  #setReady(entry: EntryHandle): boolean {
    if (!this.#isListed(entry)) return false;
    const at = slotWord(entry.slot);
    Atomics.store(this.#words, at + LOADED, entry.size);
    Atomics.store(this.#words, at + STATE, READY);
    this.#table.signal(entry.slot);
    return true;
  }

  #evictSlot(slot: number, reason: EvictionReason): EvictedEntry {
    const name = this.#table.nameOf(slot);
    const size = this.#words[slotWord(slot) + SIZE] ?? 0;
    this.#remove(slot);
    return { name, size, reason };
  }

  #remove(slot: number): void {
    const first = this.#words[slotWord(slot) + FIRST_EXTENT] ?? 0;
    this.#table.remove(slot);
    this.#segments.release(first);
  }
}
