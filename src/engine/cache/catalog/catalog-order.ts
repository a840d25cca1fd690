import type { CacheQuery } from '../../../shared/contract-cache.ts';
import { MAX_ENTRIES } from '../bounds.ts';
import { firstAtLeast, type CatalogEntries } from './catalog-entries.ts';
import { longestKey, writeNameKey } from './name-keys.ts';
import { sortKeys } from './sort-keys.ts';

/** Names read between two pauses: less than a millisecond. */
const NAMES_BETWEEN_PAUSES = 1024;
const FIRST_KEY_BYTES = 65_536;

/** What an order asks of the entries, by slot. */
export interface EntryFacts {
  /** The names of entries; `undefined` for those that have left. */
  readonly namesOf: (positions: { from: number; to: number }) => (string | undefined)[];
  readonly hits: (slot: number) => number;
  readonly isReady: (slot: number) => boolean;
}

/**
 * The entries that a query asks for, in its order: made anew now and then, in slices. In between it
 * stays as it is, though entries leave.
 */
export class CatalogOrder {
  readonly query: CacheQuery;
  readonly #entries: CatalogEntries;
  readonly #facts: EntryFacts;
  readonly #filter: string;
  /** With a filter: the arrivals that it lets through, ascending. */
  #matched = new Float64Array(0);
  /** The last arrival that the filter was asked for. */
  #asked = 0;
  /** Where sorting is needed: the arrivals in order. */
  #sorted: Float64Array | undefined;
  #builtVersion = -1;

  constructor(query: CacheQuery, entries: CatalogEntries, facts: EntryFacts) {
    this.query = query;
    this.#entries = entries;
    this.#facts = facts;
    this.#filter = query.filter.trim().toLowerCase();
  }

  /** It is simply the queue, and needs no building. */
  get isQueue(): boolean {
    return this.#filter === '' && this.#keepsQueue;
  }

  get isBuilt(): boolean {
    return this.isQueue || this.#builtVersion >= 0;
  }

  /** Whether building it anew could change it. */
  get isOutdated(): boolean {
    if (this.isQueue) return false;
    const { column } = this.query;
    return this.#builtVersion !== this.#entries.version || column === 'hits' || column === 'state';
  }

  get length(): number {
    return this.#arrivals.length;
  }

  /** The arrival of the entry in a row. */
  at(row: number): number | undefined {
    const arrivals = this.#arrivals;
    return arrivals[this.#isReversed ? arrivals.length - 1 - row : row];
  }

  /** The row of an entry; -1 when there is none. */
  rowOf(arrival: number): number {
    const arrivals = this.#arrivals;
    if (!this.#keepsQueue) return arrivals.indexOf(arrival);
    const at = firstAtLeast(arrivals, arrival);
    if (arrivals[at] !== arrival) return -1;
    return this.#isReversed ? arrivals.length - 1 - at : at;
  }

  /** Makes it anew; pauses now and then. Meanwhile the former order can be read. */
  *build(): Generator<void, void> {
    const { version } = this.#entries;
    if (this.#filter !== '') yield* this.#match();
    if (!this.#keepsQueue) {
      this.#sorted = this.query.column === 'name' ? yield* this.#byName() : this.#byNumber();
    }
    this.#builtVersion = version;
  }

  /** Files are cached in the order of their arrival. */
  get #keepsQueue(): boolean {
    return this.query.column === 'place' || this.query.column === 'cachedAt';
  }

  get #isReversed(): boolean {
    return this.#keepsQueue && this.query.direction === 'descending';
  }

  get #arrivals(): Float64Array {
    if (!this.#keepsQueue) return this.#sorted ?? new Float64Array(0);
    return this.#filter === '' ? this.#entries.arrivals : this.#matched;
  }

  /** Drops what left, and looks at the names of what came. */
  *#match(): Generator<void, void> {
    const kept = this.#matched.filter((arrival) => this.#entries.positionOf(arrival) >= 0);
    const added: number[] = [];
    let asked = this.#asked;
    for (;;) {
      // Places move whenever the entries are refreshed, so they are found anew after each pause.
      const { arrivals } = this.#entries;
      const from = firstAtLeast(arrivals, asked + 1);
      const to = Math.min(arrivals.length, from + NAMES_BETWEEN_PAUSES);
      if (from === to) break;
      for (const [at, name] of this.#facts.namesOf({ from, to }).entries()) {
        if (name?.toLowerCase().includes(this.#filter)) added.push(arrivals[from + at]!);
      }
      asked = arrivals[to - 1]!;
      yield;
    }
    const matched = new Float64Array(kept.length + added.length);
    matched.set(kept);
    matched.set(added, kept.length);
    this.#matched = matched;
    this.#asked = asked;
  }

  /** By a number below 2^33, ties by the place: both in one number, which sorts fastest. */
  #byNumber(): Float64Array {
    const arrivals = this.#subject();
    const { column, direction } = this.query;
    const { sizes, slots } = this.#entries;
    const keys = new Float64Array(arrivals.length);
    for (let at = 0; at < arrivals.length; at++) {
      const position = this.#filter === '' ? at : this.#entries.positionOf(arrivals[at]!);
      const slot = slots[position] ?? 0;
      const value =
        column === 'size'
          ? (sizes[position] ?? 0)
          : column === 'hits'
            ? this.#facts.hits(slot)
            : Number(this.#facts.isReady(slot));
      const ranked = direction === 'ascending' ? value : 2 ** 32 - value;
      keys[at] = ranked * MAX_ENTRIES + at;
    }
    keys.sort();
    return keys.map((key) => arrivals[key % MAX_ENTRIES]!);
  }

  *#byName(): Generator<void, Float64Array> {
    const subject = this.#subject().slice();
    const arrivals = new Float64Array(subject.length);
    const starts = new Uint32Array(subject.length);
    let bytes = new Uint8Array(FIRST_KEY_BYTES);
    let end = 0;
    let count = 0;
    for (let at = 0; at < subject.length;) {
      const { arrivals: present } = this.#entries;
      const from = firstAtLeast(present, subject[at]!);
      const to = Math.min(present.length, from + NAMES_BETWEEN_PAUSES);
      const names = from < to ? this.#facts.namesOf({ from, to }) : [];
      for (; at < subject.length; at++) {
        const offset = firstAtLeast(present, subject[at]!) - from;
        if (offset >= names.length && from < to) break;
        const name = present[from + offset] === subject[at] ? names[offset] : undefined;
        if (name === undefined) continue;
        const needed = end + longestKey(name.length);
        if (needed > bytes.length) {
          const larger = new Uint8Array(Math.max(needed, bytes.length * 1.5));
          larger.set(bytes.subarray(0, end));
          bytes = larger;
        }
        starts[count] = end;
        arrivals[count++] = subject[at]!;
        end = writeNameKey(name, bytes, end);
      }
      yield;
    }
    const order = yield* sortKeys({
      bytes,
      starts: starts.subarray(0, count),
      isDescending: this.query.direction === 'descending',
    });
    const sorted = new Float64Array(count);
    for (let row = 0; row < count; row++) sorted[row] = arrivals[order[row]!]!;
    return sorted;
  }

  /** What is to be sorted, in the order of arrival. */
  #subject(): Float64Array {
    return this.#filter === '' ? this.#entries.arrivals : this.#matched;
  }
}
