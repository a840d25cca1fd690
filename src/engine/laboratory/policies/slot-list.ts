import { NONE, type SlotTable } from './slot-table.ts';

/**
 * A doubly linked list of slots, from the head to the tail, with the sum of their sizes. Its links lie in the table,
 * so that a slot is in one list of the table at a time; `previous` leads towards the head.
 */
export class SlotList {
  head = NONE;
  tail = NONE;
  count = 0;
  bytes = 0;
  readonly #table: SlotTable;

  constructor(table: SlotTable) {
    this.#table = table;
  }

  addHead(slot: number): void {
    const { next, previous, size } = this.#table;
    next[slot] = this.head;
    previous[slot] = NONE;
    if (this.head === NONE) this.tail = slot;
    else previous[this.head] = slot;
    this.head = slot;
    this.count += 1;
    this.bytes += size[slot]!;
  }

  /** Adds a slot beside another, on its side of the head; beside `NONE`, at the tail. */
  addBefore(slot: number, neighbour: number): void {
    const { next, previous, size } = this.#table;
    const before = neighbour === NONE ? this.tail : previous[neighbour]!;
    next[slot] = neighbour;
    previous[slot] = before;
    if (neighbour === NONE) this.tail = slot;
    else previous[neighbour] = slot;
    if (before === NONE) this.head = slot;
    else next[before] = slot;
    this.count += 1;
    this.bytes += size[slot]!;
  }

  remove(slot: number): void {
    const { next, previous, size } = this.#table;
    const after = next[slot]!;
    const before = previous[slot]!;
    if (before === NONE) this.head = after;
    else next[before] = after;
    if (after === NONE) this.tail = before;
    else previous[after] = before;
    this.count -= 1;
    this.bytes -= size[slot]!;
  }

  moveToHead(slot: number): void {
    if (this.head === slot) return;
    this.remove(slot);
    this.addHead(slot);
  }
}
