import type { EntryHandle } from '../../../cache/entry-handle.ts';

interface Kept<Value> {
  readonly slot: number;
  readonly generation: number;
  readonly value: Value;
}

/** How many values a thread keeps: for more files than are asked for all the time. A power of two. */
const KEPT_VALUES = 16_384;

/** What was made for the entries that were asked for lately, such as the head of their answers. */
export class EntryMemo<Value> {
  /** As long as it can get from the beginning: an array that grows by leaps becomes a slow one. */
  readonly #kept = new Array<Kept<Value> | undefined>(KEPT_VALUES).fill(undefined);
  readonly #make: (entry: EntryHandle) => Value;

  constructor(make: (entry: EntryHandle) => Value) {
    this.#make = make;
  }

  of(entry: EntryHandle): Value {
    const { slot, generation } = entry;
    const place = slot & (KEPT_VALUES - 1);
    const kept = this.#kept[place];
    if (kept?.slot === slot && kept.generation === generation) return kept.value;
    const value = this.#make(entry);
    this.#kept[place] = { slot, generation, value };
    return value;
  }
}
