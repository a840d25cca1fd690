import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  createLivePolicy,
  createPolicy,
} from '../../src/engine/laboratory/policies/create-policy.ts';
import { LIVE_POLICY_NAMES, POLICY_NAMES } from '../../src/shared/laboratory-names.ts';
import { naivePolicy } from './naive-policies.ts';
import { withNextAccesses, zipfTrace } from '../../harness/traces.ts';

/** Keys that differ in their lower or in their upper half. */
const KEY = fc
  .tuple(fc.nat({ max: 40 }), fc.constantFrom(0, 2 ** 32, 2 ** 52))
  .map(([low, high]) => high + low);
const REQUEST = fc.record({ key: KEY, size: fc.integer({ min: 1, max: 40 }) });
const CAPACITY = fc.integer({ min: 0, max: 1500 });

describe('each policy agrees with one that is written for reading', () => {
  for (const name of POLICY_NAMES) {
    test.prop([CAPACITY, fc.array(REQUEST, { maxLength: 400, size: 'max' })])(
      `${name}: any requests`,
      (capacity, requests) => {
        const policy = createPolicy(name, { capacity });
        const naive = naivePolicy(name, capacity);
        for (const { key, size, nextAccess } of withNextAccesses(requests)) {
          const isHit = policy.request(key, size, nextAccess);
          expect(isHit).toBe(naive.request(key, size, nextAccess));
          expect(policy.objectCount).toBe(naive.held().length);
          expect(policy.usedBytes).toBeLessThanOrEqual(capacity);
        }
      },
    );

    it(`${name}: a long trace in which some objects are asked for far oftener`, () => {
      const requests = zipfTrace({ objects: 600, requests: 12_000, skew: 0.8, largest: 40 });
      const capacity = 4500;
      const policy = createPolicy(name, { capacity });
      const naive = naivePolicy(name, capacity);
      let hits = 0;
      let naiveHits = 0;
      for (const { key, size, nextAccess } of withNextAccesses(requests)) {
        if (policy.request(key, size, nextAccess)) hits += 1;
        if (naive.request(key, size, nextAccess)) naiveHits += 1;
      }
      // Only W-TinyLFU estimates: a few of its many frequencies are too high.
      const tolerance = name === 'W-TinyLFU' ? 12 : 0;
      expect(Math.abs(hits - naiveHits)).toBeLessThanOrEqual(tolerance);
      expect(hits).toBeGreaterThan(3000);
      expect(hits).toBeLessThan(11_000);
    });
  }
});

describe('files that are gone', () => {
  const OPERATION = fc.tuple(fc.integer({ min: 0, max: 9 }), REQUEST);
  for (const name of LIVE_POLICY_NAMES) {
    test.prop([CAPACITY, fc.array(OPERATION, { maxLength: 400, size: 'max' })])(
      `${name}: what is removed is neither held nor remembered`,
      (capacity, operations) => {
        const policy = createLivePolicy(name, { capacity });
        const naive = naivePolicy(name, capacity);
        for (const [kind, { key, size }] of operations) {
          if (kind === 0) {
            policy.remove(key);
            naive.remove(key);
            expect(policy.remove(key)).toBe(false);
          } else {
            expect(policy.request(key, size)).toBe(naive.request(key, size, Infinity));
          }
          expect(policy.objectCount).toBe(naive.held().length);
        }
        policy.clear();
        expect([policy.objectCount, policy.usedBytes]).toEqual([0, 0]);
        const anew = naivePolicy(name, capacity);
        for (const [, { key, size }] of operations) {
          expect(policy.request(key, size)).toBe(anew.request(key, size, Infinity));
        }
      },
    );

    test.prop([fc.array(KEY, { maxLength: 300, size: 'max' })])(
      `${name}: objects of no bytes are bounded by their number`,
      (keys) => {
        const policy = createLivePolicy(name, { capacity: 10_000, maxObjects: 20 });
        const atFirst = policy.memoryBytes;
        for (const key of keys) {
          policy.request(key, 0);
          expect(policy.objectCount).toBeLessThanOrEqual(20);
        }
        expect(policy.usedBytes).toBe(0);
        expect(policy.memoryBytes).toBeLessThan(atFirst + 5000);
      },
    );
  }
});
