import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { createPolicy } from '../../src/engine/laboratory/policies/create-policy.ts';
import { POLICY_NAMES, type PolicyName } from '../../src/shared/laboratory-names.ts';
import {
  type SizedRequest,
  withNextAccesses,
  zipfTrace,
  zipfWeights,
} from '../../harness/traces.ts';

/** Which requests were hits. */
function hitsOf(
  policy: PolicyName,
  capacity: number,
  requests: readonly SizedRequest[],
): boolean[] {
  const cache = createPolicy(policy, { capacity });
  return withNextAccesses(requests).map(({ key, size, nextAccess }) =>
    cache.request(key, size, nextAccess),
  );
}

function count(hits: readonly boolean[]): number {
  return hits.filter(Boolean).length;
}

const REQUESTS = fc
  .array(fc.nat({ max: 50 }), { maxLength: 300, size: 'max' })
  .map((keys) => keys.map((key) => ({ key, size: 1 })));
const CAPACITY = fc.integer({ min: 1, max: 40 });

describe('what theory says of objects of one size', () => {
  test.prop([CAPACITY, REQUESTS])(
    'no policy that lets in what it is asked for has more hits than MIN',
    (capacity, requests) => {
      const most = count(hitsOf('MIN', capacity, requests));
      for (const policy of POLICY_NAMES.filter((name) => name !== 'GDSF')) {
        expect(count(hitsOf(policy, capacity, requests))).toBeLessThanOrEqual(most);
      }
    },
  );

  test.prop([CAPACITY, REQUESTS])(
    'GDSF, which may let a new object go at once, has no more than MIN with room for one more',
    (capacity, requests) => {
      const most = count(hitsOf('MIN', capacity + 1, requests));
      expect(count(hitsOf('GDSF', capacity, requests))).toBeLessThanOrEqual(most);
    },
  );

  test.prop([CAPACITY, REQUESTS])(
    'what hits an LRU cache hits every larger one (inclusion; Mattson and others, 1970)',
    (capacity, requests) => {
      const small = hitsOf('LRU', capacity, requests);
      const large = hitsOf('LRU', capacity + 1, requests);
      expect(small.every((isHit, index) => !isHit || large[index]!)).toBe(true);
    },
  );

  test.prop([CAPACITY, REQUESTS])('MIN has no fewer hits with more room', (capacity, requests) => {
    expect(count(hitsOf('MIN', capacity, requests))).toBeLessThanOrEqual(
      count(hitsOf('MIN', capacity + 1, requests)),
    );
  });

  test.prop([REQUESTS])('with room for all, every policy misses each object once', (requests) => {
    const objects = new Set(requests.map(({ key }) => key)).size;
    for (const policy of POLICY_NAMES) {
      // Room also in the window of W-TinyLFU and in the small queue of S3-FIFO.
      expect(count(hitsOf(policy, 6000, requests))).toBe(requests.length - objects);
    }
  });
});

describe('independent requests by a power law, whose hit ratio is known', () => {
  const OBJECTS = 2000;
  const SKEW = 0.8;
  const requests = zipfTrace({ objects: OBJECTS, requests: 120_000, skew: SKEW });
  const weights = zipfWeights(OBJECTS, SKEW);

  /** After a time to fill the cache. */
  function measured(policy: PolicyName, capacity: number): number {
    const settled = hitsOf(policy, capacity, requests).slice(40_000);
    return count(settled) / settled.length;
  }

  it.each([50, 200, 800])(
    'LRU with %i objects: the approximation of Che, Tung and Wang (2002)',
    (capacity) => {
      const held = (time: number) => (weight: number) => 1 - Math.exp(-weight * time);
      expect(Math.abs(measured('LRU', capacity) - hitRatio(held, capacity))).toBeLessThan(0.01);
    },
  );

  it.each([50, 200, 800])(
    'FIFO with %i objects: the same for FIFO, of Fricker, Robert and Roberts (2012)',
    (capacity) => {
      const held = (time: number) => (weight: number) => (weight * time) / (1 + weight * time);
      expect(Math.abs(measured('FIFO', capacity) - hitRatio(held, capacity))).toBeLessThan(0.01);
    },
  );

  it.each([50, 200, 800])(
    'LFU with %i objects comes near to holding the most popular',
    (capacity) => {
      const best = weights.slice(0, capacity).reduce((sum, weight) => sum + weight, 0);
      expect(best - measured('LFU', capacity)).toBeLessThan(0.06);
      expect(measured('LFU', capacity)).toBeGreaterThan(measured('LRU', capacity));
    },
  );

  /** With the time for which as many objects are held, in the mean, as there is room for. */
  function hitRatio(held: (time: number) => (weight: number) => number, capacity: number): number {
    let low = 0;
    let high = 1e9;
    for (let step = 0; step < 100; step += 1) {
      const middle = (low + high) / 2;
      const objects = weights.map(held(middle)).reduce((sum, each) => sum + each, 0);
      if (objects < capacity) low = middle;
      else high = middle;
    }
    return weights.reduce((sum, weight) => sum + weight * held(low)(weight), 0);
  }
});
