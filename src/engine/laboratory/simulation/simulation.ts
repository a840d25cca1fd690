import type { Bytes } from '../../../shared/units.ts';
import type { ObjectKey } from '../object-key.ts';
import { createPolicy } from '../policies/create-policy.ts';
import type { Policy, PolicyName } from '../policies/policy.ts';

/** What one cache would have done with a whole trace. */
export interface SimulationResult {
  readonly policy: PolicyName;
  readonly capacity: Bytes;
  readonly requests: number;
  /** The part of the requests that were hits. */
  readonly hitRatio: number;
  /** The part of the bytes asked for that were hits; 0 if no bytes were asked for. */
  readonly byteHitRatio: number;
  /** 1 less the hit ratio. */
  readonly missRatio: number;
  readonly byteMissRatio: number;
}

/** A cache to simulate. */
export interface SimulatedCache {
  readonly policy: PolicyName;
  /** A whole number from 0. */
  readonly capacity: Bytes;
}

/** Caches that all get the same requests; what they hold is all that takes memory. */
export class Simulation {
  readonly #caches: readonly Policy[];
  readonly #hits: Float64Array;
  readonly #hitBytes: Float64Array;
  #requests = 0;
  #bytes = 0;

  constructor(caches: readonly SimulatedCache[]) {
    this.#caches = caches.map(({ policy, capacity }) => createPolicy(policy, { capacity }));
    this.#hits = new Float64Array(caches.length);
    this.#hitBytes = new Float64Array(caches.length);
  }

  request(key: ObjectKey, size: Bytes, nextAccess: number): void {
    this.#requests += 1;
    this.#bytes += size;
    for (let index = 0; index < this.#caches.length; index += 1) {
      if (!this.#caches[index]!.request(key, size, nextAccess)) continue;
      this.#hits[index]! += 1;
      this.#hitBytes[index]! += size;
    }
  }

  /** One for each cache, in their order. */
  results(): SimulationResult[] {
    return this.#caches.map(({ name, capacity }, index) => {
      const hitRatio = partOf(this.#hits[index]!, this.#requests);
      const byteHitRatio = partOf(this.#hitBytes[index]!, this.#bytes);
      return {
        policy: name,
        capacity,
        requests: this.#requests,
        hitRatio,
        byteHitRatio,
        missRatio: 1 - hitRatio,
        byteMissRatio: 1 - byteHitRatio,
      };
    });
  }
}

function partOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
