import { longer, NONE } from './slot-table.ts';

/** Four children a node: half as many levels as two, and the children lie beside each other. */
const CHILDREN = 4;

/**
 * Slots in the order of a rank, the lowest first; among equal ranks the one that got its rank first. 20 bytes a slot.
 */
export class SlotHeap {
  rank = new Float64Array(0);
  /** When a slot got its rank. It wraps after 2^32 times; then, some equal ranks are in another order. */
  #turn = new Uint32Array(0);
  #position = new Int32Array(0);
  #heap = new Int32Array(0);
  #count = 0;
  #turns = 0;

  get memoryBytes(): number {
    return [this.rank, this.#turn, this.#position, this.#heap].reduce(
      (sum, { byteLength }) => sum + byteLength,
      0,
    );
  }

  /** The slot of the lowest rank, or `NONE`. */
  get lowest(): number {
    return this.#count === 0 ? NONE : this.#heap[0]!;
  }

  /** @param slots - how many slots the table has now */
  add(slot: number, rank: number, slots: number): void {
    if (slots > this.rank.length) this.#grow(slots);
    this.#count += 1;
    this.#position[slot] = this.#count - 1;
    this.#setRank(slot, rank);
    this.#rise(slot);
  }

  changeRank(slot: number, rank: number): void {
    this.#setRank(slot, rank);
    this.#rise(slot);
    this.#sink(slot);
  }

  remove(slot: number): void {
    this.#count -= 1;
    const last = this.#heap[this.#count]!;
    if (last === slot) return;
    this.#place(last, this.#position[slot]!);
    this.#rise(last);
    this.#sink(last);
  }

  #setRank(slot: number, rank: number): void {
    this.rank[slot] = rank;
    this.#turn[slot] = this.#turns;
    this.#turns += 1;
  }

  #rise(slot: number): void {
    let position = this.#position[slot]!;
    while (position > 0) {
      const above = (position - 1) >> 2;
      const parent = this.#heap[above]!;
      if (!this.#isLower(slot, parent)) break;
      this.#place(parent, position);
      position = above;
    }
    this.#place(slot, position);
  }

  #sink(slot: number): void {
    let position = this.#position[slot]!;
    for (;;) {
      const first = position * CHILDREN + 1;
      const end = Math.min(first + CHILDREN, this.#count);
      let lowest = slot;
      let found = position;
      for (let child = first; child < end; child += 1) {
        if (!this.#isLower(this.#heap[child]!, lowest)) continue;
        lowest = this.#heap[child]!;
        found = child;
      }
      if (found === position) break;
      this.#place(lowest, position);
      position = found;
    }
    this.#place(slot, position);
  }

  #place(slot: number, position: number): void {
    this.#heap[position] = slot;
    this.#position[slot] = position;
  }

  #isLower(one: number, other: number): boolean {
    const difference = this.rank[one]! - this.rank[other]!;
    if (difference < 0) return true;
    return this.rank[one] === this.rank[other] && this.#turn[one]! < this.#turn[other]!;
  }

  #grow(slots: number): void {
    this.rank = longer(this.rank, slots);
    this.#turn = longer(this.#turn, slots);
    this.#position = longer(this.#position, slots);
    this.#heap = longer(this.#heap, slots);
  }
}
