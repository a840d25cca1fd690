import { MAX_ENTRIES } from './bounds.ts';
import type { Buckets } from './buckets.ts';
import type { Header } from './header.ts';
import type { NameStore } from './name-store.ts';
import type { Slots } from './slots.ts';

/**
 * The entries by name (a hash table with chains) and in the order of their arrival (a linked list).
 * Every method needs the lock.
 */
export class EntryTable {
  readonly #header: Header;
  readonly #slots: Slots;
  readonly #buckets: Buckets;
  readonly #names: NameStore;

  constructor(parts: {
    readonly header: Header;
    readonly slots: Slots;
    readonly buckets: Buckets;
    readonly names: NameStore;
  }) {
    this.#header = parts.header;
    this.#slots = parts.slots;
    this.#buckets = parts.buckets;
    this.#names = parts.names;
  }

  /** The slot of the entry with the name that was encoded last; 0 if there is none. */
  find(): number {
    let slot = this.#buckets.first(this.#names.hash);
    while (slot !== 0 && !this.#names.matches(slot)) slot = this.#slots.nextInBucket(slot);
    return slot;
  }

  /** Whether one more entry, with the name that was encoded last, can be added. */
  hasRoom(): boolean {
    const { entries, unusedSlot, slotsTouched } = this.#header;
    return (
      entries < MAX_ENTRIES &&
      (unusedSlot !== 0 || this.#slots.reach(slotsTouched + 1)) &&
      this.#names.hasRoom()
    );
  }

  /** Enters the name that was encoded last, as the newest, and returns its slot. */
  add(): number {
    const header = this.#header;
    const slots = this.#slots;
    const slot = this.#takeSlot();
    this.#names.store(slot);
    this.#buckets.add(slot);

    const { newest } = header;
    slots.setOlder(slot, newest);
    slots.setNewer(slot, 0);
    if (newest === 0) header.oldest = slot;
    else slots.setNewer(newest, slot);
    header.newest = slot;
    header.entries += 1;
    header.arrivals += 1;
    slots.setArrival(slot, header.arrivals);
    slots.passGeneration(slot);
    return slot;
  }

  /** Takes an entry out; from now on handles of it are stale, and those who wait for it look again. */
  remove(slot: number): void {
    const header = this.#header;
    const slots = this.#slots;
    slots.passGeneration(slot);
    this.#names.free(slot);
    this.#buckets.remove(slot);

    const older = slots.older(slot);
    const newer = slots.newer(slot);
    if (older === 0) header.oldest = newer;
    else slots.setNewer(older, newer);
    if (newer === 0) header.newest = older;
    else slots.setOlder(newer, older);
    header.entries -= 1;
    slots.setNewer(slot, header.unusedSlot);
    header.unusedSlot = slot;
    // Nobody waits for more of what is complete.
    if (!slots.isReady(slot)) slots.notify(slot);
  }

  #takeSlot(): number {
    const header = this.#header;
    const unused = header.unusedSlot;
    if (unused === 0) return (header.slotsTouched += 1);
    header.unusedSlot = this.#slots.newer(unused);
    return unused;
  }
}
