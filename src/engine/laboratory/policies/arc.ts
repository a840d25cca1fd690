import type { ObjectKey } from '../object-key.ts';
import type { LivePolicy, PolicyBounds } from './policy.ts';
import { SlotList } from './slot-list.ts';
import { MOST_SLOTS, NONE, SlotTable } from './slot-table.ts';

/** The lists of the paper, as marks: T1 and T2 hold objects, B1 and B2 remember those that left them. */
const T1 = 0;
const T2 = 1;
const B1 = 2;
const B2 = 3;

/**
 * The adaptive replacement cache: objects that were asked for once (T1) and oftener (T2), each least recently used
 * first, and a target for the bytes of T1 that moves towards whichever list's remembered objects are asked for again.
 *
 * The paper counts pages; here, as in libCacheSim, all counts are bytes, and the target is a real number of them.
 *
 * N. Megiddo and D. S. Modha, "ARC: a self-tuning, low overhead replacement cache", FAST 2003.
 */
export class Arc implements LivePolicy {
  readonly name = 'ARC';
  readonly capacity: number;
  readonly #maxObjects: number;
  #table = new SlotTable();
  #lists = fourLists(this.#table);
  /** The target for the bytes of T1: `p` in the paper. */
  #target = 0;

  constructor({ capacity, maxObjects = MOST_SLOTS / 2 }: PolicyBounds) {
    this.capacity = capacity;
    this.#maxObjects = maxObjects;
  }

  get usedBytes(): number {
    return this.#lists[T1].bytes + this.#lists[T2].bytes;
  }

  get objectCount(): number {
    return this.#lists[T1].count + this.#lists[T2].count;
  }

  get memoryBytes(): number {
    return this.#table.memoryBytes;
  }

  request(key: ObjectKey, size: number): boolean {
    const slot = this.#table.find(key);
    if (slot === NONE) {
      this.#insertNew(key, size);
      return false;
    }
    const from = this.#listOf(slot);
    if (from === T1 || from === T2) {
      this.#move(slot, T2);
      return true;
    }
    this.#adapt(from);
    this.#forget(slot);
    this.#insertRemembered({ key, size, from });
    return false;
  }

  remove(key: ObjectKey): boolean {
    const slot = this.#table.find(key);
    if (slot === NONE) return false;
    this.#forget(slot);
    return true;
  }

  clear(): void {
    this.#table = new SlotTable();
    this.#lists = fourLists(this.#table);
    this.#target = 0;
  }

  /** Cases II and III of the paper: an object that left T1 or T2 is asked for again. */
  #adapt(from: typeof B1 | typeof B2): void {
    const [, , first, second] = this.#lists;
    // Objects of no bytes could leave nothing to divide by.
    const ratio = from === B1 ? second.bytes / first.bytes : first.bytes / second.bytes;
    const step = Number.isFinite(ratio) ? Math.max(ratio, 1) : 1;
    this.#target =
      from === B1 ? Math.min(this.#target + step, this.capacity) : Math.max(this.#target - step, 0);
  }

  #insertRemembered({ key, size, from }: Remembered): void {
    if (!this.#isAdmitted(size)) return;
    while (this.#isFullFor(size)) this.#replace(from === B2);
    this.#add(key, size, T2);
  }

  /** Case IV of the paper: an object that none of the lists knows. */
  #insertNew(key: ObjectKey, size: number): void {
    if (!this.#isAdmitted(size)) return;
    while (this.#isFullFor(size)) this.#makeRoomFor(size);
    this.#add(key, size, T1);
  }

  #makeRoomFor(size: number): void {
    const [t1, t2, b1, b2] = this.#lists;
    if (t1.bytes + b1.bytes + size > this.capacity) {
      if (b1.count === 0) {
        this.#forget(t1.tail === NONE ? t2.tail : t1.tail);
        return;
      }
      this.#forget(b1.tail);
    } else if (t1.bytes + t2.bytes + b1.bytes + b2.bytes >= 2 * this.capacity && b2.count > 0) {
      this.#forget(b2.tail);
    }
    this.#replace(false);
  }

  /** REPLACE of the paper: the last of T1 or of T2 leaves, and is remembered. */
  #replace(isAskedForFromB2: boolean): void {
    const [t1, t2] = this.#lists;
    const isAboveTarget =
      t1.bytes > this.#target || (t1.bytes === this.#target && isAskedForFromB2);
    const leavesT1 = t1.count > 0 && (isAboveTarget || t2.count === 0);
    if (leavesT1) this.#move(t1.tail, B1);
    else this.#move(t2.tail, B2);
    this.#boundRemembered();
  }

  /** The bytes bound what is remembered, but for objects of no bytes. */
  #boundRemembered(): void {
    const [, , b1, b2] = this.#lists;
    if (b1.count + b2.count <= this.#maxObjects) return;
    this.#forget(b1.count > b2.count ? b1.tail : b2.tail);
  }

  #isAdmitted(size: number): boolean {
    return size <= this.capacity && this.#maxObjects > 0;
  }

  #isFullFor(size: number): boolean {
    return this.usedBytes + size > this.capacity || this.objectCount >= this.#maxObjects;
  }

  #add(key: ObjectKey, size: number, to: ListNumber): void {
    const slot = this.#table.add(key, size);
    this.#table.mark[slot] = to;
    this.#lists[to].addHead(slot);
  }

  #move(slot: number, to: ListNumber): void {
    this.#lists[this.#listOf(slot)].remove(slot);
    this.#table.mark[slot] = to;
    this.#lists[to].addHead(slot);
  }

  #forget(slot: number): void {
    this.#lists[this.#listOf(slot)].remove(slot);
    this.#table.delete(slot);
  }

  #listOf(slot: number): ListNumber {
    return this.#table.mark[slot] as ListNumber;
  }
}

type ListNumber = typeof T1 | typeof T2 | typeof B1 | typeof B2;

interface Remembered {
  readonly key: ObjectKey;
  readonly size: number;
  readonly from: typeof B1 | typeof B2;
}

function fourLists(table: SlotTable): readonly [SlotList, SlotList, SlotList, SlotList] {
  return [new SlotList(table), new SlotList(table), new SlotList(table), new SlotList(table)];
}
