import type { CacheEntry, CacheUsage, EvictionReason } from '../../shared/server-state.ts';
import type { Bytes, EpochMilliseconds } from '../../shared/units.ts';
import type { CacheMemory } from './cache-memory.ts';
import type {
  EntryHandle,
  EntryVersion,
  EvictedEntry,
  Piece,
  Reclaimed,
  Reservation,
} from './cache-types.ts';

export declare class SharedCache {
  constructor(memory: CacheMemory, options: { worker: number; now?: () => EpochMilliseconds });
  lookUp(name: string): EntryHandle | undefined;
  isReady(entry: EntryHandle): boolean;
  countHit(entry: EntryHandle): void;
  pin(entry: EntryHandle, offset: Bytes): Piece | undefined;
  unpin(piece: Piece): void;
  loadedBytes(entry: EntryHandle): Bytes | 'gone';
  waitForLoad(entry: EntryHandle, beyond: Bytes): Promise<void>;
  reserve(name: string, version: EntryVersion): Reservation;
  checkedAtMs(entry: EntryHandle): EpochMilliseconds | undefined;
  confirmFresh(entry: EntryHandle, atMs: EpochMilliseconds): void;
  evict(entry: EntryHandle | string, reason: EvictionReason): EvictedEntry | undefined;
  clear(): EvictedEntry[];
  list(): CacheEntry[];
  usage(): CacheUsage;
  reclaim(deadWorker: number): Reclaimed;
}
