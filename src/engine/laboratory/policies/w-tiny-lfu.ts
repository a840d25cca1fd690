import type { ObjectKey } from '../object-key.ts';
import { COUNTERS_PER_OBJECT, FrequencySketch } from './frequency-sketch.ts';
import type { LivePolicy, PolicyBounds } from './policy.ts';
import { SlotList } from './slot-list.ts';
import { MOST_SLOTS, NONE, SlotTable } from './slot-table.ts';

/** What the paper leaves open; the defaults follow libCacheSim. */
export interface WTinyLfuParameters {
  /** The part of the capacity that is the window's. */
  readonly windowRatio: number;
  /** The part of the rest, the main part, that is for objects that were not hit there. */
  readonly probationRatio: number;
  /** Hits in the main part, for each byte of it, after which all frequencies are halved. */
  readonly halvingFactor: number;
  /**
   * The memory for frequencies, a power of two: an eighth as many objects can be told apart. Where more are held, it
   * grows with them; where more are only asked for, all frequencies are halved.
   */
  readonly sketchBytes: number;
}

export const W_TINY_LFU_DEFAULTS: WTinyLfuParameters = {
  windowRatio: 0.01,
  probationRatio: 0.2,
  halvingFactor: 32,
  sketchBytes: 2 ** 25,
};

/** The lists, as marks. */
const WINDOW = 0;
const PROBATION = 1;
const PROTECTED = 2;

/**
 * W-TinyLFU: new objects enter a small window, least recently used first. Who leaves it has to have been asked for
 * oftener than the next victim of the main part, or leaves altogether; frequencies are estimated by a sketch, which
 * also knows objects that are not held. The main part is a segmented LRU: a hit takes an object from probation to
 * protection.
 *
 * As in libCacheSim, an object larger than the window is not admitted, hits in the window are not counted, and what
 * leaves the window is counted once more.
 *
 * G. Einziger, R. Friedman and B. Manes, "TinyLFU: a highly efficient cache admission policy", ACM Transactions on
 * Storage 13(4), 2017.
 */
export class WTinyLfu implements LivePolicy {
  readonly name = 'W-TinyLFU';
  readonly capacity: number;
  readonly #maxObjects: number;
  readonly #firstSketchBytes: number;
  readonly #windowCapacity: number;
  readonly #mainCapacity: number;
  readonly #probationCapacity: number;
  readonly #protectedCapacity: number;
  readonly #hitsToHalving: number;
  #table = new SlotTable();
  #lists = threeLists(this.#table);
  #sketch: FrequencySketch;
  #hits = 0;

  constructor(
    { capacity, maxObjects = MOST_SLOTS }: PolicyBounds,
    parameters: WTinyLfuParameters = W_TINY_LFU_DEFAULTS,
  ) {
    this.capacity = capacity;
    this.#maxObjects = maxObjects;
    this.#windowCapacity = Math.floor(capacity * parameters.windowRatio);
    this.#mainCapacity = capacity - this.#windowCapacity;
    this.#protectedCapacity = Math.floor(this.#mainCapacity * (1 - parameters.probationRatio));
    this.#probationCapacity = Math.floor(this.#mainCapacity * parameters.probationRatio);
    this.#hitsToHalving = this.#mainCapacity * parameters.halvingFactor;
    // More counters than there can be objects would be for nothing.
    const mostBytes = 2 ** Math.ceil(Math.log2(2 * COUNTERS_PER_OBJECT * Math.max(capacity, 64)));
    this.#firstSketchBytes = Math.min(parameters.sketchBytes, mostBytes);
    this.#sketch = new FrequencySketch(this.#firstSketchBytes);
  }

  get usedBytes(): number {
    return this.#lists[WINDOW].bytes + this.#mainBytes;
  }

  get objectCount(): number {
    return this.#table.count;
  }

  get memoryBytes(): number {
    return this.#table.memoryBytes + this.#sketch.memoryBytes;
  }

  request(key: ObjectKey, size: number): boolean {
    const slot = this.#table.find(key);
    if (slot === NONE) {
      this.#insert(key, size);
      return false;
    }
    if (this.#listOf(slot) === WINDOW) this.#lists[WINDOW].moveToHead(slot);
    else this.#hitMain(slot, key);
    return true;
  }

  remove(key: ObjectKey): boolean {
    const slot = this.#table.find(key);
    if (slot === NONE) return false;
    this.#drop(slot);
    return true;
  }

  clear(): void {
    this.#table = new SlotTable();
    this.#lists = threeLists(this.#table);
    this.#sketch = new FrequencySketch(this.#firstSketchBytes);
    this.#hits = 0;
  }

  get #mainBytes(): number {
    return this.#lists[PROBATION].bytes + this.#lists[PROTECTED].bytes;
  }

  #insert(key: ObjectKey, size: number): void {
    if (size > this.#windowCapacity || size > this.#probationCapacity) return;
    if (this.#maxObjects === 0) return;
    while (this.usedBytes + size > this.capacity || this.#table.count >= this.#maxObjects)
      this.#evict();
    const slot = this.#table.add(key, size);
    this.#lists[WINDOW].addHead(slot);
    this.#sketch.add(key);
    if (this.#sketch.isFull) this.#enlargeOrAge();
  }

  #enlargeOrAge(): void {
    const { memoryBytes } = this.#sketch;
    if (memoryBytes >= 2 * COUNTERS_PER_OBJECT * this.#table.count) {
      this.#sketch.halve();
      return;
    }
    const larger = new FrequencySketch(2 * memoryBytes);
    const { key, next } = this.#table;
    for (const { head } of this.#lists) {
      for (let slot = head; slot !== NONE; slot = next[slot]!) {
        larger.raiseTo(key[slot]!, this.#sketch.estimate(key[slot]!));
      }
    }
    this.#sketch = larger;
  }

  #hitMain(slot: number, key: ObjectKey): void {
    const [, probation, kept] = this.#lists;
    this.#move(slot, PROTECTED);
    while (kept.bytes > this.#protectedCapacity) {
      this.#move(kept.tail, PROBATION);
      while (probation.bytes > this.#probationCapacity) this.#drop(this.#mainVictim());
    }
    this.#sketch.add(key);
    this.#hits += 1;
    if (this.#hits < this.#hitsToHalving) return;
    this.#hits = 0;
    this.#sketch.halve();
  }

  /** Lets objects go from the window to the main part, until one leaves altogether. */
  #evict(): void {
    const window = this.#lists[WINDOW];
    while (window.count > 0) {
      const slot = window.tail;
      const key = this.#table.key[slot]!;
      const size = this.#table.size[slot]!;
      const isAdmitted = this.#mainBytes + size <= this.#mainCapacity && this.#mayGrow();
      if (isAdmitted) this.#enterMain(slot, size);
      else this.#compete(slot, size);
      this.#sketch.add(key);
      if (!isAdmitted) return;
    }
    this.#drop(this.#mainVictim());
  }

  /** With as many objects as there may be, one has to leave, whatever the bytes. */
  #mayGrow(): boolean {
    return this.#table.count < this.#maxObjects || this.#mainVictim() === NONE;
  }

  #compete(slot: number, size: number): void {
    const victim = this.#mainVictim();
    const { key } = this.#table;
    if (this.#sketch.estimate(key[slot]!) > this.#sketch.estimate(key[victim]!)) {
      this.#drop(victim);
      this.#enterMain(slot, size);
    } else {
      this.#drop(slot);
    }
  }

  /** Into the lower segment with room; without any, into probation, after what is in the way has left. */
  #enterMain(slot: number, size: number): void {
    const [, probation, kept] = this.#lists;
    if (probation.bytes + size <= this.#probationCapacity) {
      this.#move(slot, PROBATION);
    } else if (kept.bytes + size <= this.#protectedCapacity) {
      this.#move(slot, PROTECTED);
    } else {
      while (this.#mainBytes + size > this.#mainCapacity) this.#drop(this.#mainVictim());
      this.#move(slot, PROBATION);
    }
  }

  #mainVictim(): number {
    const [, probation, kept] = this.#lists;
    return probation.count > 0 ? probation.tail : kept.tail;
  }

  #move(slot: number, to: ListNumber): void {
    this.#lists[this.#listOf(slot)].remove(slot);
    this.#table.mark[slot] = to;
    this.#lists[to].addHead(slot);
  }

  #drop(slot: number): void {
    this.#lists[this.#listOf(slot)].remove(slot);
    this.#table.delete(slot);
  }

  #listOf(slot: number): ListNumber {
    return this.#table.mark[slot] as ListNumber;
  }
}

type ListNumber = typeof WINDOW | typeof PROBATION | typeof PROTECTED;

function threeLists(table: SlotTable): readonly [SlotList, SlotList, SlotList] {
  return [new SlotList(table), new SlotList(table), new SlotList(table)];
}
