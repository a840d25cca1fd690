import { OneListPolicy } from './one-list-policy.ts';
import type { LivePolicy } from './policy.ts';
import { longer, NONE } from './slot-table.ts';

/**
 * Least frequently used: the object with the fewest requests since it came in leaves; among equals, the one that has
 * had so few for the longest. What an object had before it left is forgotten.
 *
 * One list in that order, from the tail, with its last object of each frequency known: constant time. The idea is that
 * of K. Shah, A. Mitra and D. Matani, "An O(1) algorithm for implementing the LFU cache eviction scheme", 2010.
 */
export class Lfu extends OneListPolicy implements LivePolicy {
  readonly name = 'LFU';
  #frequency = new Uint32Array(0);
  /** Of each frequency that some object has, the object nearest to the head. */
  readonly #last = new Map<number, number>();

  override get memoryBytes(): number {
    return super.memoryBytes + this.#frequency.byteLength;
  }

  protected override enter(slot: number): void {
    if (this.table.slots > this.#frequency.length)
      this.#frequency = longer(this.#frequency, this.table.slots);
    this.#place(slot, 1, NONE);
  }

  protected touch(slot: number): void {
    const frequency = this.#frequency[slot]!;
    const behind = this.table.next[slot]!;
    const last = this.#last.get(frequency)!;
    // Alone or last of its frequency, it is already where the next frequency begins.
    const neighbour = last === slot ? behind : last;
    this.leave(slot);
    this.#place(slot, frequency + 1, neighbour);
  }

  protected override leave(slot: number): void {
    const frequency = this.#frequency[slot]!;
    if (this.#last.get(frequency) === slot) {
      const behind = this.table.next[slot]!;
      if (behind !== NONE && this.#frequency[behind] === frequency)
        this.#last.set(frequency, behind);
      else this.#last.delete(frequency);
    }
    super.leave(slot);
  }

  protected victim(): number {
    return this.list.tail;
  }

  protected override reset(): void {
    super.reset();
    this.#last.clear();
  }

  /** @param neighbour - the last object of any lower frequency */
  #place(slot: number, frequency: number, neighbour: number): void {
    this.#frequency[slot] = frequency;
    this.list.addBefore(slot, this.#last.get(frequency) ?? neighbour);
    this.#last.set(frequency, slot);
  }
}
