import type { EpochMilliseconds, Bytes } from '../../shared/units.ts';
import type { EntryVersion } from './entry-version.ts';
import { createRecordMemory, GrowingRecords } from './growing-records.ts';
import type { Header } from './header.ts';

/* Words of a slot; what a look-up reads comes first. */
const GENERATION = 0;
const HASH = 1;
const NEXT_IN_BUCKET = 2;
const NAME_LENGTH = 3;
const NAME = 4;
/** Bytes of a name that lie in the slot itself; the rest is in a chain of blocks. */
export const SLOT_NAME_WORDS = 15;
const NAME_BLOCK = 19;
const SIZE = 20;
const FIRST_EXTENT = 21;
const STATE = 22;
const LOADED = 23;
const LOAD_SIGNAL = 24;
const HITS = 25;
const OLDER = 26;
const NEWER = 27;
const SLOT_WORDS = 40;
/* 64-bit fields, in units of eight bytes. */
const MODIFIED_NS = 14;
const INODE = 15;
const DEVICE = 16;
const CACHED_AT = 17;
const CHECKED_AT = 18;
const ARRIVAL = 19;
const SLOT_WIDES = SLOT_WORDS / 2;
/** Words that hold the three integers of a version. */
const VERSION = 2 * MODIFIED_NS;

/** A state: else the entry is being loaded, by the thread whose number is one less than the state. */
const READY = -1;

/** For so many slots at most. */
export function createSlotMemory(slots: number): SharedArrayBuffer {
  return createRecordMemory(SLOT_WORDS, slots);
}

/**
 * The records of entries. `generation`, `isStill`, `isListed`, `loaded`, `isReady`, `countHit` and the
 * signal need no lock; all else does.
 *
 * A slot's generation is odd while an entry is in it. It goes up whenever one comes or leaves, and
 * never down, so a slot and a generation name one entry for ever.
 */
export class Slots extends GrowingRecords {
  #int64: BigInt64Array<SharedArrayBuffer>;
  #float64: Float64Array<SharedArrayBuffer>;

  constructor(memory: SharedArrayBuffer, header: Header) {
    super(memory, SLOT_WORDS, header);
    this.#int64 = new BigInt64Array(memory, 0, memory.byteLength / 8);
    this.#float64 = new Float64Array(memory, 0, memory.byteLength / 8);
  }

  protected override open(memory: SharedArrayBuffer): void {
    super.open(memory);
    this.#int64 = new BigInt64Array(memory, 0, memory.byteLength / 8);
    this.#float64 = new Float64Array(memory, 0, memory.byteLength / 8);
  }

  /** Copies what describes an entry, but for the words of its name, to slot `to` of `target`. */
  copyFacts(slot: number, target: Slots, to: number): void {
    const source = this.words;
    const copy = target.words;
    const from = slot * SLOT_WORDS;
    const start = to * SLOT_WORDS;
    copy[start + NAME_LENGTH] = source[from + NAME_LENGTH]!;
    copy[start + SIZE] = source[from + SIZE]!;
    copy[start + STATE] = source[from + STATE]!;
    copy[start + HITS] = source[from + HITS]!;
    for (const wide of [MODIFIED_NS, CACHED_AT]) {
      copy[start + 2 * wide] = source[from + 2 * wide]!;
      copy[start + 2 * wide + 1] = source[from + 2 * wide + 1]!;
    }
  }

  generation(slot: number): number {
    return Atomics.load(this.words, slot * SLOT_WORDS + GENERATION);
  }
  /** The entry is listed, or not any more. */
  passGeneration(slot: number): void {
    Atomics.add(this.words, slot * SLOT_WORDS + GENERATION, 1);
  }
  isListed(slot: number): boolean {
    return (this.generation(slot) & 1) === 1;
  }

  /**
   * As comparing {@link generation}, for who has read an entry's bytes without a pin: an addition keeps
   * the reads before it from being done after it, which a load does not.
   */
  isStill(slot: number, generation: number): boolean {
    return Atomics.add(this.words, slot * SLOT_WORDS + GENERATION, 0) === generation;
  }

  hash(slot: number): number {
    return this.words[slot * SLOT_WORDS + HASH]!;
  }
  setHash(slot: number, hash: number): void {
    this.words[slot * SLOT_WORDS + HASH] = hash;
  }

  nextInBucket(slot: number): number {
    return this.words[slot * SLOT_WORDS + NEXT_IN_BUCKET]!;
  }
  setNextInBucket(slot: number, next: number): void {
    this.words[slot * SLOT_WORDS + NEXT_IN_BUCKET] = next;
  }

  /** In bytes. */
  nameLength(slot: number): Bytes {
    return this.words[slot * SLOT_WORDS + NAME_LENGTH]!;
  }
  setNameLength(slot: number, length: Bytes): void {
    this.words[slot * SLOT_WORDS + NAME_LENGTH] = length;
  }
  /** The first of the blocks with what of the name does not fit into the slot. */
  nameBlock(slot: number): number {
    return this.words[slot * SLOT_WORDS + NAME_BLOCK]!;
  }
  setNameBlock(slot: number, block: number): void {
    this.words[slot * SLOT_WORDS + NAME_BLOCK] = block;
  }
  /** Whether the slot holds the first `count` words of a name. */
  startsWith(slot: number, name: Int32Array, count: number): boolean {
    const { words } = this;
    const start = slot * SLOT_WORDS + NAME;
    for (let at = 0; at < count; at++) if (words[start + at] !== name[at]) return false;
    return true;
  }
  writeName(slot: number, name: Int32Array, count: number): void {
    const { words } = this;
    const start = slot * SLOT_WORDS + NAME;
    for (let at = 0; at < count; at++) words[start + at] = name[at]!;
  }
  /** Writes the first `count` words of a name to `target`, from `to` on. */
  readName(slot: number, target: Int32Array, to: number, count: number): void {
    const { words } = this;
    const start = slot * SLOT_WORDS + NAME;
    for (let at = 0; at < count; at++) target[to + at] = words[start + at]!;
  }

  size(slot: number): Bytes {
    return this.words[slot * SLOT_WORDS + SIZE]!;
  }
  setSize(slot: number, size: Bytes): void {
    this.words[slot * SLOT_WORDS + SIZE] = size;
  }
  firstExtent(slot: number): number {
    return this.words[slot * SLOT_WORDS + FIRST_EXTENT]!;
  }
  setFirstExtent(slot: number, extent: number): void {
    this.words[slot * SLOT_WORDS + FIRST_EXTENT] = extent;
  }

  /** Neighbours in the order of arrival. `newer` also links unused slots. */
  older(slot: number): number {
    return this.words[slot * SLOT_WORDS + OLDER]!;
  }
  setOlder(slot: number, other: number): void {
    this.words[slot * SLOT_WORDS + OLDER] = other;
  }
  newer(slot: number): number {
    return this.words[slot * SLOT_WORDS + NEWER]!;
  }
  setNewer(slot: number, other: number): void {
    this.words[slot * SLOT_WORDS + NEWER] = other;
  }

  isReady(slot: number): boolean {
    return Atomics.load(this.words, slot * SLOT_WORDS + STATE) === READY;
  }
  setReady(slot: number): void {
    Atomics.store(this.words, slot * SLOT_WORDS + STATE, READY);
  }
  isLoadedBy(slot: number, worker: number): boolean {
    return this.words[slot * SLOT_WORDS + STATE] === worker + 1;
  }
  setLoader(slot: number, worker: number): void {
    Atomics.store(this.words, slot * SLOT_WORDS + STATE, worker + 1);
  }

  /** Bytes that readers may have. */
  loaded(slot: number): Bytes {
    return Atomics.load(this.words, slot * SLOT_WORDS + LOADED);
  }
  setLoaded(slot: number, bytes: Bytes): void {
    Atomics.store(this.words, slot * SLOT_WORDS + LOADED, bytes);
  }

  /** What `waitForSignal` compares with. */
  signal(slot: number): number {
    return Atomics.load(this.words, slot * SLOT_WORDS + LOAD_SIGNAL);
  }
  /** Wakes those who wait for more of the entry. */
  notify(slot: number): void {
    const at = slot * SLOT_WORDS + LOAD_SIGNAL;
    Atomics.add(this.words, at, 1);
    Atomics.notify(this.words, at);
  }
  async waitForSignal(slot: number, seen: number, atMostMs: number): Promise<void> {
    const wait = Atomics.waitAsync(this.words, slot * SLOT_WORDS + LOAD_SIGNAL, seen, atMostMs);
    if (wait.async) await wait.value;
  }

  hits(slot: number): number {
    return Atomics.load(this.words, slot * SLOT_WORDS + HITS) >>> 0;
  }
  countHit(slot: number): void {
    Atomics.add(this.words, slot * SLOT_WORDS + HITS, 1);
  }
  forgetHits(slot: number): void {
    Atomics.store(this.words, slot * SLOT_WORDS + HITS, 0);
  }

  setVersion(slot: number, { modifiedNs, inode, device }: EntryVersion): void {
    this.#int64[slot * SLOT_WIDES + MODIFIED_NS] = modifiedNs;
    this.#int64[slot * SLOT_WIDES + INODE] = inode;
    this.#int64[slot * SLOT_WIDES + DEVICE] = device;
  }
  /** The six halves of the version's integers, as making these is costly. */
  versionWord(slot: number, at: number): number {
    return this.words[slot * SLOT_WORDS + VERSION + at]!;
  }
  modifiedAtMs(slot: number): EpochMilliseconds {
    const high = this.versionWord(slot, 1);
    return (high * 2 ** 32 + (this.versionWord(slot, 0) >>> 0)) / 1e6;
  }

  cachedAtMs(slot: number): EpochMilliseconds {
    return this.#float64[slot * SLOT_WIDES + CACHED_AT]!;
  }
  setCachedAtMs(slot: number, atMs: EpochMilliseconds): void {
    this.#float64[slot * SLOT_WIDES + CACHED_AT] = atMs;
  }
  /** When the file on disk was last seen to be of the entry's version. */
  checkedAtMs(slot: number): EpochMilliseconds {
    return this.#float64[slot * SLOT_WIDES + CHECKED_AT]!;
  }
  setCheckedAtMs(slot: number, atMs: EpochMilliseconds): void {
    this.#float64[slot * SLOT_WIDES + CHECKED_AT] = atMs;
  }
  /** How many entries came before this one, since the cache was made. */
  arrival(slot: number): number {
    return this.#float64[slot * SLOT_WIDES + ARRIVAL]!;
  }
  setArrival(slot: number, arrival: number): void {
    this.#float64[slot * SLOT_WIDES + ARRIVAL] = arrival;
  }
}
