import type { Bytes, EpochMilliseconds } from '../../shared/units.ts';
import type { EntryVersion } from './entry-version.ts';
import type { Slots } from './slots.ts';

/** Where in the arena a part of a file lies. */
export interface Place {
  /** In the file. */
  readonly offset: Bytes;
  /** In the arena. */
  readonly start: Bytes;
  readonly length: Bytes;
}

/**
 * A reference to one entry, as it was found. Costs nothing to keep or to drop. Once the entry has
 * left the cache, every call with it answers "gone" and changes nothing, even when another entry
 * has taken its place in memory.
 */
export class EntryHandle {
  readonly slot: number;
  /** Changes whenever the slot is taken or left. */
  readonly generation: number;
  readonly name: string;
  /** Of 32 bits, well mixed; the same wherever the name is. */
  readonly nameHash: number;
  /** The same as `version.size`. */
  readonly size: Bytes;
  readonly cachedAtMs: EpochMilliseconds;
  /** How many entries had come when it did, itself included. */
  readonly arrival: number;
  /* Most requests compare no version, and big integers are costly to make: so they are kept in halves. */
  readonly #modifiedLow: number;
  readonly #modifiedHigh: number;
  readonly #inodeLow: number;
  readonly #inodeHigh: number;
  readonly #deviceLow: number;
  readonly #deviceHigh: number;
  #version: EntryVersion | undefined;
  /** Where its content lies, in the order of the file, once it was ready; the cache's to set. */
  places: readonly Place[] | undefined;

  /** Needs the lock. `name`: that of the entry in the slot. */
  constructor(slots: Slots, slot: number, name: string) {
    this.slot = slot;
    this.generation = slots.generation(slot);
    this.name = name;
    this.nameHash = slots.hash(slot);
    this.size = slots.size(slot);
    this.cachedAtMs = slots.cachedAtMs(slot);
    this.arrival = slots.arrival(slot);
    this.#modifiedLow = slots.versionWord(slot, 0);
    this.#modifiedHigh = slots.versionWord(slot, 1);
    this.#inodeLow = slots.versionWord(slot, 2);
    this.#inodeHigh = slots.versionWord(slot, 3);
    this.#deviceLow = slots.versionWord(slot, 4);
    this.#deviceHigh = slots.versionWord(slot, 5);
    this.#version = undefined;
    this.places = undefined;
  }

  get version(): EntryVersion {
    return (this.#version ??= {
      size: this.size,
      modifiedNs: joined(this.#modifiedHigh, this.#modifiedLow),
      inode: joined(this.#inodeHigh, this.#inodeLow),
      device: joined(this.#deviceHigh, this.#deviceLow),
    });
  }
}

/** Every processor that the project runs on has the lower half first. */
function joined(high: number, low: number): bigint {
  return (BigInt(high) << 32n) | BigInt(low >>> 0);
}
