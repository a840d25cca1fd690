import type { PolicyName } from '../../../shared/laboratory-names.ts';
import { ratioOf } from '../../../shared/ratio.ts';
import type { Bytes } from '../../../shared/units.ts';
import type { ObjectKey } from '../object-key.ts';
import { createPolicy } from '../policies/create-policy.ts';
import type { Policy } from '../policies/policy.ts';

/** What one cache would have done with a whole trace. */
export interface SimulationResult {
  readonly policy: PolicyName;
  readonly capacity: Bytes;
  readonly requests: number;
  /** The part of the requests that were hits. */
  readonly hitRatio: number;
  /** The part of the bytes asked for that were hits. Where no bytes were asked for, this and the other are 0. */
  readonly byteHitRatio: number;
  readonly missRatio: number;
  readonly byteMissRatio: number;
}

/** A cache to simulate. */
export interface SimulatedCache {
  readonly policy: PolicyName;
  /** A whole number from 0. */
  readonly capacity: Bytes;
}

/** Requests that one cache gets at a time, so that what it needs stays in the processor's own caches. */
const BLOCK = 16_384;

/** Caches that all get the same requests; what they hold is all that takes memory. */
export class Simulation {
  readonly #caches: readonly Policy[];
  readonly #hits: Float64Array;
  readonly #hitBytes: Float64Array;
  #requests = 0;
  #bytes = 0;
  readonly #keys = new Float64Array(BLOCK);
  readonly #sizes = new Float64Array(BLOCK);
  readonly #nextAccesses = new Float64Array(BLOCK);
  #waiting = 0;

  constructor(caches: readonly SimulatedCache[]) {
    this.#caches = caches.map(({ policy, capacity }) => createPolicy(policy, { capacity }));
    this.#hits = new Float64Array(caches.length);
    this.#hitBytes = new Float64Array(caches.length);
  }

  request(key: ObjectKey, size: Bytes, nextAccess: number): void {
    this.#keys[this.#waiting] = key;
    this.#sizes[this.#waiting] = size;
    this.#nextAccesses[this.#waiting] = nextAccess;
    this.#waiting += 1;
    this.#requests += 1;
    this.#bytes += size;
    if (this.#waiting === BLOCK) this.#passOn();
  }

  /** One for each cache, in their order. */
  results(): SimulationResult[] {
    this.#passOn();
    return this.#caches.map(({ name, capacity }, index) => {
      const hits = this.#hits[index]!;
      const hitBytes = this.#hitBytes[index]!;
      return {
        policy: name,
        capacity,
        requests: this.#requests,
        hitRatio: ratioOf(hits, this.#requests),
        byteHitRatio: ratioOf(hitBytes, this.#bytes),
        missRatio: ratioOf(this.#requests - hits, this.#requests),
        byteMissRatio: ratioOf(this.#bytes - hitBytes, this.#bytes),
      };
    });
  }

  #passOn(): void {
    for (let index = 0; index < this.#caches.length; index += 1) {
      const cache = this.#caches[index]!;
      let hits = 0;
      let hitBytes = 0;
      for (let at = 0; at < this.#waiting; at += 1) {
        const size = this.#sizes[at]!;
        if (!cache.request(this.#keys[at]!, size, this.#nextAccesses[at]!)) continue;
        hits += 1;
        hitBytes += size;
      }
      this.#hits[index]! += hits;
      this.#hitBytes[index]! += hitBytes;
    }
    this.#waiting = 0;
  }
}
