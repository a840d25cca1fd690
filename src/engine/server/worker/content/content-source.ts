import type { EvictedEntry } from '../../../cache/cache-types.ts';
import type { EntryHandle } from '../../../cache/entry-handle.ts';
import type { SharedCache } from '../../../cache/shared-cache.ts';
import type { FileRefusal, OpenedFile } from '../../../files/file-root.ts';
import type { SharedFiles } from '../../../files/folder-set.ts';
import { type FileVersion, sameVersion } from '../../../files/file-version.ts';
import type { EventBatch } from '../../../telemetry/event-batch.ts';
import type { ThreadCounters } from '../../../telemetry/counters.ts';
import type { RequestTrace } from '../../../telemetry/request-trace.ts';
import type { Counters, EvictionReason } from '../../../../shared/server-state.ts';
import type { Bytes, EpochMilliseconds } from '../../../../shared/units.ts';
import { loadLater, loadNow } from './file-loader.ts';
import { closeLater } from './file-reading.ts';
import { isRecent, Sightings } from './sightings.ts';
import { RecentLoads } from './recent-loads.ts';
import { FILE_REFUSALS } from '../../../files/file-refusal.ts';

/** How often one request may find its file changed under the load before that is an answer. */
const MAX_ATTEMPTS = 3;

const EVICTION_COUNTERS: Readonly<Record<EvictionReason, keyof Counters>> = {
  room: 'evictionsForRoom',
  changed: 'evictionsOfChanged',
  removed: 'evictionsOfRemoved',
  cleared: 'evictionsByClearing',
  evicted: 'evictionsByRequest',
  entries: 'evictionsForEntries',
};

/** Where the bytes of a name come from. */
export type Content =
  /** Through the cache: from what was there (`cache`), or from what is just being loaded (`disk`). */
  | {
      readonly ok: true;
      readonly kind: 'entry';
      readonly entry: EntryHandle;
      readonly source: 'cache' | 'disk';
    }
  /** From an open file, which the caller must close: too large for the cache, or no room in it now. */
  | {
      readonly ok: true;
      readonly kind: 'file';
      readonly file: OpenedFile;
      readonly source: 'disk';
    };

/** Turns names into content: looks into the cache, sees to its freshness, and starts loads. */
export class ContentSource {
  readonly #cache: SharedCache;
  readonly #root: SharedFiles;
  readonly #counters: ThreadCounters;
  readonly #events: EventBatch;
  readonly #thread: number;
  readonly #trace: RequestTrace | undefined;
  readonly #recent: RecentLoads;
  readonly #sightings = new Sightings();
  readonly #loadNowBytes: Bytes;
  /** For the trace: how many entries had come to the cache when this thread last looked into it. */
  #arrivalsSeen = 0;

  constructor(parts: {
    readonly thread: number;
    readonly cache: SharedCache;
    readonly root: SharedFiles;
    readonly counters: ThreadCounters;
    readonly events: EventBatch;
    /** Only where somebody wants to know every request. */
    readonly trace: RequestTrace | undefined;
    /** Files up to this size are read within the thread's turn. */
    readonly loadNowBytes: Bytes;
  }) {
    this.#thread = parts.thread;
    this.#cache = parts.cache;
    this.#root = parts.root;
    this.#counters = parts.counters;
    this.#events = parts.events;
    this.#trace = parts.trace;
    this.#loadNowBytes = parts.loadNowBytes;
    this.#recent = new RecentLoads({
      cache: parts.cache,
      root: parts.root,
      onOutdated: (entry) => this.#leave(entry, 'changed'),
    });
  }

  /** Finds what a name means now; a file that is not cached begins to load. Counts a hit or a miss. */
  find(name: string): Content | FileRefusal {
    const entry = this.findFresh(name, Date.now());
    if (entry !== undefined) return this.#hit(entry);
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const file = this.#root.openFile(name);
      if (!file.ok) return file;
      const content = this.#fromOpened(file);
      if (content !== 'changed') return content;
    }
    return FILE_REFUSALS.replaced;
  }

  /**
   * Opens exactly the version of a file that a reader has begun with, such as what an entry held that
   * left while it was read. `undefined`: that version is not there any more.
   */
  reopen(entry: Pick<EntryHandle, 'name' | 'version'>): OpenedFile | undefined {
    const file = this.#root.openFile(entry.name);
    if (!file.ok) return undefined;
    if (file.key === entry.name && sameVersion(file.version, entry.version)) return file;
    closeLater(file.fd);
    return undefined;
  }

  /** The entry of a name, if there is one that may be served now; counts nothing. */
  findFresh(name: string, nowMs: EpochMilliseconds): EntryHandle | undefined {
    this.#noteArrivals();
    const seen = this.#sightings.find(name, nowMs);
    if (seen !== undefined && this.#cache.isListed(seen)) return seen;
    const entry = this.#cache.lookUp(name);
    return entry !== undefined && this.#isFresh(entry, nowMs) ? entry : undefined;
  }

  /** Counts a request that was answered from the entry that {@link findFresh} has just found. */
  countHit(entry: EntryHandle): void {
    this.#trace?.hit(entry, this.#arrivalsSeen);
    this.#cache.countHit(entry);
    this.#counters.add('cacheHits');
  }

  /** What a name means now, without loading it; counts nothing. */
  look(name: string): Pick<OpenedFile, 'ok' | 'key' | 'version'> | FileRefusal {
    const entry = this.findFresh(name, Date.now());
    if (entry !== undefined) {
      return { ok: true, key: entry.name, version: entry.version };
    }
    const file = this.#root.openFile(name);
    if (file.ok) closeLater(file.fd);
    return file;
  }

  /** Whether what an entry was, or is being, loaded from is still on disk. */
  isUnchanged(entry: EntryHandle): boolean {
    const version = this.#root.statKey(entry.name);
    return version !== 'missing' && sameVersion(entry.version, version);
  }

  /** Takes entries out of the cache because a person said so; all of them without `names`. */
  evict(names?: readonly string[]): number {
    const evicted =
      names === undefined
        ? this.#cache.clear()
        : names.flatMap((name) => this.#cache.evict(name, 'evicted') ?? []);
    this.#reportEvicted(evicted);
    return evicted.length;
  }

  /** The count is in memory that all threads write to, and of use to the trace alone. */
  #noteArrivals(): void {
    if (this.#trace !== undefined) this.#arrivalsSeen = this.#cache.arrivals;
  }

  #fromOpened(file: OpenedFile): Content | FileRefusal | 'changed' {
    // The name may be another spelling, or a link, of a file that is cached under its own.
    this.#noteArrivals();
    const cached = this.#cache.lookUp(file.key);
    if (cached !== undefined) {
      if (this.#serves(cached, file.version)) {
        closeLater(file.fd);
        return this.#hit(cached);
      }
      this.#leave(cached, 'changed');
    }
    const reservation = this.#cache.reserve(file.key, file.version);
    this.#reportEvicted(reservation.evicted);
    if (reservation.kind === 'present' && this.#serves(reservation.entry, file.version)) {
      // Another thread was first, since we looked: it reads the disk, not we.
      closeLater(file.fd);
      return this.#hit(reservation.entry);
    }
    this.#counters.add('cacheMisses');
    if (reservation.kind !== 'reserved') {
      // Of two versions at once the cache keeps the other one.
      if (reservation.kind === 'present') {
        const { name, nameHash } = reservation.entry;
        this.#trace?.refused({ name, nameHash, version: file.version }, this.#cache.arrivals);
      }
      return { ok: true, kind: 'file', file, source: 'disk' };
    }
    const { load } = reservation;
    const job = { cache: this.#cache, file, load };
    if (file.version.size > this.#loadNowBytes) {
      void loadLater(job).then((outcome) => {
        if (outcome === 'loaded') this.#loaded(load.entry);
      });
    } else {
      const outcome = loadNow(job);
      if (outcome === 'changed') return 'changed';
      if (outcome === 'failed') return FILE_REFUSALS.failedReading;
      if (outcome === 'loaded') this.#loaded(load.entry);
    }
    return { ok: true, kind: 'entry', entry: load.entry, source: 'disk' };
  }

  /** Whether an entry holds the version just seen on disk; notes that it does. */
  #serves(entry: EntryHandle, version: FileVersion): boolean {
    if (!sameVersion(entry.version, version)) return false;
    this.#cache.confirmFresh(entry, Date.now());
    return true;
  }

  #isFresh(entry: EntryHandle, nowMs: EpochMilliseconds): boolean {
    const checkedAtMs = this.#cache.checkedAtMs(entry) ?? 0;
    if (isRecent(checkedAtMs, nowMs)) {
      this.#sightings.note(entry, checkedAtMs);
      return true;
    }
    const version = this.#root.statKey(entry.name);
    if (version === 'missing') {
      this.#leave(entry, 'removed');
      return false;
    }
    if (!sameVersion(entry.version, version)) {
      this.#leave(entry, 'changed');
      return false;
    }
    this.#cache.confirmFresh(entry, nowMs);
    this.#sightings.note(entry, nowMs);
    return true;
  }

  #hit(entry: EntryHandle): Content {
    this.countHit(entry);
    return { ok: true, kind: 'entry', entry, source: 'cache' };
  }

  #leave(entry: EntryHandle, reason: 'changed' | 'removed'): void {
    const evicted = this.#cache.evict(entry, reason);
    if (evicted !== undefined) this.#reportEvicted([evicted]);
  }

  #loaded(entry: EntryHandle): void {
    this.#recent.add(entry);
    const { name, size } = entry;
    this.#events.add({ type: 'entryCached', atMs: Date.now(), thread: this.#thread, name, size });
  }

  #reportEvicted(evicted: readonly EvictedEntry[]): void {
    if (evicted.length === 0) return;
    this.#counters.add('evictions', evicted.length);
    for (const { reason } of evicted) this.#counters.add(EVICTION_COUNTERS[reason]);
    if (!this.#events.wanted) return;
    const atMs = Date.now();
    for (const entry of evicted) {
      this.#events.add({ type: 'entryEvicted', atMs, thread: this.#thread, ...entry });
    }
  }
}
