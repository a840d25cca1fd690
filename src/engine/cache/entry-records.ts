import type { CacheEntry } from '../../shared/server-state.ts';
import type { EpochMilliseconds } from '../../shared/units.ts';
import type { EntryHandle, EntryVersion } from './cache-types.ts';
import {
  CACHED_AT,
  CHECKED_AT,
  DEVICE,
  FIRST_EXTENT,
  GENERATION,
  HITS,
  INODE,
  LOADED,
  LOADER,
  LOADING,
  MODIFIED_NS,
  READY,
  SIZE,
  slotWord,
  STATE,
} from './index-layout.ts';
import type { CacheIndex } from './index-layout.ts';

/** How many handles are kept for the next look-up of the same entry. */
const KEPT_HANDLES = 1024;

/** What a slot tells of its entry. Every method needs the lock. */
export class EntryRecords {
  readonly #index: CacheIndex;
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #handles: (EntryHandle | undefined)[] = new Array<undefined>(KEPT_HANDLES).fill(
    undefined,
  );

  constructor(index: CacheIndex) {
    this.#index = index;
    this.#words = index.words;
  }

  /** Fills the slot of an entry that `loader` is going to load. */
  write(
    slot: number,
    entry: {
      readonly version: EntryVersion;
      readonly firstExtent: number;
      readonly loader: number;
      readonly nowMs: EpochMilliseconds;
    },
  ): void {
    const { int64, float64 } = this.#index;
    const words = this.#words;
    const at = slotWord(slot);
    const wide = at / 2;
    Atomics.store(words, at + LOADED, 0);
    Atomics.store(words, at + STATE, LOADING);
    Atomics.store(words, at + HITS, 0);
    words[at + SIZE] = entry.version.size;
    words[at + LOADER] = entry.loader;
    words[at + FIRST_EXTENT] = entry.firstExtent;
    int64[wide + MODIFIED_NS] = entry.version.modifiedNs;
    int64[wide + INODE] = entry.version.inode;
    int64[wide + DEVICE] = entry.version.device;
    float64[wide + CACHED_AT] = entry.nowMs;
    float64[wide + CHECKED_AT] = entry.nowMs;
  }

  /** `name`: that of the entry, which the caller has found by it. */
  handle(slot: number, name: string): EntryHandle {
    const { int64, float64 } = this.#index;
    const at = slotWord(slot);
    const wide = at / 2;
    const generation = this.#words[at + GENERATION] ?? 0;
    const kept = this.#handles[slot & (KEPT_HANDLES - 1)];
    if (kept?.slot === slot && kept.generation === generation) return kept;
    const size = this.#words[at + SIZE] ?? 0;
    const handle: EntryHandle = {
      slot,
      generation,
      name,
      size,
      version: {
        size,
        modifiedNs: int64[wide + MODIFIED_NS] ?? 0n,
        inode: int64[wide + INODE] ?? 0n,
        device: int64[wide + DEVICE] ?? 0n,
      },
      cachedAtMs: float64[wide + CACHED_AT] ?? 0,
    };
    this.#handles[slot & (KEPT_HANDLES - 1)] = handle;
    return handle;
  }

  describe(slot: number, name: string): CacheEntry {
    const { int64, float64 } = this.#index;
    const words = this.#words;
    const at = slotWord(slot);
    return {
      name,
      size: words[at + SIZE] ?? 0,
      cachedAtMs: float64[at / 2 + CACHED_AT] ?? 0,
      modifiedAtMs: Number(int64[at / 2 + MODIFIED_NS] ?? 0n) / 1e6,
      hits: (words[at + HITS] ?? 0) >>> 0,
      state: words[at + STATE] === READY ? 'ready' : 'loading',
    };
  }

  checkedAtMs(slot: number): EpochMilliseconds {
    return this.#index.float64[slotWord(slot) / 2 + CHECKED_AT] ?? 0;
  }

  setCheckedAtMs(slot: number, atMs: EpochMilliseconds): void {
    this.#index.float64[slotWord(slot) / 2 + CHECKED_AT] = atMs;
  }
}
