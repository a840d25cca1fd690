import type { CacheChange, CacheSnapshot, CachedFile } from '../../shared/contract-server.ts';
import type { CacheEntry, CacheUsage, ServerEvent } from '../../shared/server-state.ts';
import type { EpochMilliseconds } from '../../shared/units.ts';
import { ChangeTracker } from '../change-tracker.ts';

type CacheEvent = Extract<ServerEvent, { type: 'entryCached' | 'entryEvicted' }>;

const EMPTY: CacheUsage = { capacityBytes: 0, usedBytes: 0, heldBytes: 0, entries: 0 };

/**
 * The cache as panels are told of it. Events show at once what comes and goes; the engine's
 * snapshots, which cost more the more is cached, put right what events cannot tell: hits, states,
 * the order among threads, whatever was missed. What differs from what was last told is the change.
 */
export class CacheView {
  /** In order of arrival, which is the map's own order. */
  #files = new Map<string, CachedFile>();
  #usage: CacheUsage = EMPTY;
  #usageTold: CacheUsage = EMPTY;
  /** Newer files than those that snapshots describe. */
  #unlisted = 0;
  #sequence = 0;
  readonly #changes = new ChangeTracker<string>();
  /** Events younger than the request for the latest snapshot, which may not include them. */
  #recent: CacheEvent[] = [];
  /** When files left, by the recent events. */
  #leftAtMs = new Map<string, EpochMilliseconds>();
  #snapshotRequestedAtMs: EpochMilliseconds = 0;

  get size(): number {
    return this.#files.size;
  }

  /** Shows what came and went, before a snapshot confirms it. */
  apply(event: CacheEvent): void {
    // An older event reached us after a snapshot that includes it.
    if (event.atMs < this.#snapshotRequestedAtMs) return;
    this.#recent.push(event);
    if (event.type === 'entryEvicted') {
      this.#leftAtMs.set(event.name, event.atMs);
      const file = this.#files.get(event.name);
      if (file !== undefined && file.cachedAtMs <= event.atMs) {
        this.#remove(event.name);
        this.#use(-file.size);
      }
    } else if (!this.#files.has(event.name) && !this.#leftSince(event)) {
      // What is newer than an unlisted file is unlisted itself.
      if (this.#unlisted > 0) this.#unlisted += 1;
      else this.#add(fileOf(event));
      this.#use(event.size);
    }
  }

  /**
   * Takes over what the engine says, with what has happened since it was asked.
   * `requestedAtMs`: when it was asked, by the clock that stamps the events.
   */
  reconcile(
    snapshot: { readonly cache: CacheUsage; readonly entries: readonly CacheEntry[] },
    requestedAtMs: EpochMilliseconds,
  ): void {
    this.#snapshotRequestedAtMs = requestedAtMs;
    this.#recent = this.#recent.filter((event) => event.atMs >= requestedAtMs);
    this.#leftAtMs = new Map(
      this.#recent
        .filter(({ type }) => type === 'entryEvicted')
        .map(({ name, atMs }) => [name, atMs]),
    );
    this.#unlisted = Math.max(0, snapshot.cache.entries - snapshot.entries.length);
    const files = new Map<string, CachedFile>();
    for (const { name, size, cachedAtMs, hits, state } of snapshot.entries) {
      files.set(name, { name, size, cachedAtMs, hits, state });
    }
    for (const event of this.#recent) {
      const file = files.get(event.name);
      if (event.type === 'entryEvicted') {
        if (file !== undefined && file.cachedAtMs <= event.atMs) files.delete(event.name);
      } else if (this.#unlisted === 0 && file === undefined && !this.#leftSince(event)) {
        files.set(event.name, fileOf(event));
      }
    }
    this.#become(files);
    this.#usage = { ...snapshot.cache, entries: files.size + this.#unlisted };
  }

  /** A server without entries: stopped, or not looked at yet. */
  reset(capacityBytes: number): void {
    this.#become(new Map());
    this.#unlisted = 0;
    this.#usage = { ...EMPTY, capacityBytes };
    this.#recent = [];
    this.#leftAtMs.clear();
    this.#snapshotRequestedAtMs = 0;
  }

  /** What changed since this was called last; `undefined` when nothing did. */
  takeChange(): CacheChange | undefined {
    if (this.#changes.empty && sameUsage(this.#usage, this.#usageTold)) return undefined;
    const { removed, added, changed } = this.#changes.take();
    const change: CacheChange = {
      sequence: ++this.#sequence,
      usage: this.#usage,
      removed,
      added: this.#filesOf(added),
      changed: this.#filesOf(changed),
    };
    this.#usageTold = this.#usage;
    return change;
  }

  /**
   * Everything as it was last told; call {@link takeChange} before, and tell it to the other panels,
   * else their next change would seem included here.
   */
  snapshot(): CacheSnapshot {
    return { sequence: this.#sequence, usage: this.#usage, entries: [...this.#files.values()] };
  }

  /** Threads report independently, so a file's leaving may be heard of before its coming. */
  #leftSince(cached: CacheEvent): boolean {
    return (this.#leftAtMs.get(cached.name) ?? 0) > cached.atMs;
  }

  #filesOf(names: readonly string[]): CachedFile[] {
    return names.map((name) => this.#files.get(name)!);
  }

  #use(bytes: number): void {
    const { usedBytes, capacityBytes } = this.#usage;
    this.#usage = {
      ...this.#usage,
      usedBytes: Math.min(capacityBytes, Math.max(0, usedBytes + bytes)),
      entries: this.#files.size + this.#unlisted,
    };
  }

  #become(files: Map<string, CachedFile>): void {
    for (const name of this.#files.keys()) if (!files.has(name)) this.#remove(name);
    // Changes can only append. So what is in the same order as before stays, and from the first
    // entry that is not, everything leaves and comes back.
    const kept = [...this.#files.keys()];
    const wanted = [...files.values()];
    let same = 0;
    while (same < kept.length && kept[same] === wanted[same]?.name) same++;
    for (const name of kept.slice(same)) this.#remove(name);
    for (const file of wanted.slice(0, same)) this.#replace(file);
    for (const file of wanted.slice(same)) this.#add(file);
  }

  #add(file: CachedFile): void {
    this.#files.set(file.name, file);
    this.#changes.added(file.name);
  }

  #replace(file: CachedFile): void {
    const old = this.#files.get(file.name)!;
    if (
      old.cachedAtMs === file.cachedAtMs &&
      old.hits === file.hits &&
      old.state === file.state &&
      old.size === file.size
    ) {
      return;
    }
    this.#files.set(file.name, file);
    this.#changes.changed(file.name);
  }

  #remove(name: string): void {
    this.#files.delete(name);
    this.#changes.removed(name);
  }
}

function fileOf(event: CacheEvent): CachedFile {
  const { name, size, atMs } = event;
  return { name, size, cachedAtMs: atMs, hits: 0, state: 'ready' };
}

function sameUsage(a: CacheUsage, b: CacheUsage): boolean {
  return (
    a.capacityBytes === b.capacityBytes &&
    a.usedBytes === b.usedBytes &&
    a.heldBytes === b.heldBytes &&
    a.entries === b.entries
  );
}
