import type { Bytes } from '../../../shared/units.ts';

/** Random groups that a sample is split into, for its error. */
export const GROUPS = 16;

/** How many requests "the last" are. */
export const RECENT_REQUESTS = 10_000;

/** What all requests came to, sampled or not. */
export interface Totals {
  readonly requests: number;
  readonly bytes: Bytes;
  /** In the server's own cache. */
  readonly hits: number;
  readonly hitBytes: Bytes;
}

/** One sampled request. */
export interface Scored {
  /** A bit for each cache in which it was a hit. */
  readonly hits: number;
  readonly size: Bytes;
  /** 0 to `GROUPS` − 1; the same for every request for a file. */
  readonly group: number;
}

/** Sums over a stretch of requests. */
export class Sums {
  requests = 0;
  bytes: Bytes = 0;
  /** By cache and group. */
  readonly misses: Float64Array;
  readonly missedBytes: Float64Array;
  readonly #caches: number;

  constructor(caches: number) {
    this.#caches = caches;
    this.misses = new Float64Array(caches * GROUPS);
    this.missedBytes = new Float64Array(caches * GROUPS);
  }

  /** @param sign −1 takes a request out again */
  add({ hits, size, group }: Scored, sign: 1 | -1): void {
    this.requests += sign;
    this.bytes += sign * size;
    for (let cache = 0, at = group; cache < this.#caches; cache += 1, at += GROUPS) {
      if ((hits & (1 << cache)) !== 0) continue;
      this.misses[at]! += sign;
      this.missedBytes[at]! += sign * size;
    }
  }

  missesOf(cache: number): Float64Array {
    return this.misses.subarray(cache * GROUPS, (cache + 1) * GROUPS);
  }

  missedBytesOf(cache: number): Float64Array {
    return this.missedBytes.subarray(cache * GROUPS, (cache + 1) * GROUPS);
  }
}

/** Counts what up to 16 caches made of the requests: of all, and of the last ones. */
export class ScoreBoard {
  readonly all: Sums;
  readonly recent: Sums;
  readonly #hits = new Uint16Array(RECENT_REQUESTS);
  readonly #sizes = new Float64Array(RECENT_REQUESTS);
  readonly #groups = new Uint8Array(RECENT_REQUESTS);
  /** The totals before each of the last requests. */
  readonly #totals = new Float64Array(RECENT_REQUESTS * 4);
  #next = 0;

  constructor(caches: number) {
    this.all = new Sums(caches);
    this.recent = new Sums(caches);
  }

  /** @param before what all requests came to before this one */
  add(scored: Scored, before: Totals): void {
    const at = this.#next;
    if (this.recent.requests === RECENT_REQUESTS) {
      const oldest = {
        hits: this.#hits[at]!,
        size: this.#sizes[at]!,
        group: this.#groups[at]!,
      };
      this.recent.add(oldest, -1);
    }
    this.#hits[at] = scored.hits;
    this.#sizes[at] = scored.size;
    this.#groups[at] = scored.group;
    this.#totals.set([before.requests, before.bytes, before.hits, before.hitBytes], at * 4);
    this.#next = (at + 1) % RECENT_REQUESTS;
    this.all.add(scored, 1);
    this.recent.add(scored, 1);
  }

  /** What all requests had come to when the last ones began. */
  beforeRecent(): Totals {
    const oldest = this.recent.requests === RECENT_REQUESTS ? this.#next : 0;
    const [requests, bytes, hits, hitBytes] = this.#totals.subarray(oldest * 4, oldest * 4 + 4);
    return { requests: requests!, bytes: bytes!, hits: hits!, hitBytes: hitBytes! };
  }
}
