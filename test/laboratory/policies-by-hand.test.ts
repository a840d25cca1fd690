import { describe, expect, it } from 'vitest';
import { createPolicy } from '../../src/engine/laboratory/policies/create-policy.ts';
import { POLICY_NAMES, type PolicyName } from '../../src/shared/laboratory-names.ts';
import { withNextAccesses } from '../../harness/traces.ts';

/** Of objects of one byte, each named by a letter or a number: `H` for a hit, `-` for a miss. */
function outcome(policy: PolicyName, capacity: number, names: string): string {
  const keys = names.includes(' ') ? names.split(' ').map(Number) : Array.from(names, keyOfLetter);
  const cache = createPolicy(policy, { capacity });
  return withNextAccesses(keys.map((key) => ({ key, size: 1 })))
    .map(({ key, size, nextAccess }) => (cache.request(key, size, nextAccess) ? 'H' : '-'))
    .join('');
}

function keyOfLetter(letter: string): number {
  return letter.charCodeAt(0);
}

function misses(policy: PolicyName, capacity: number, names: string): number {
  return outcome(policy, capacity, names).replaceAll('H', '').length;
}

describe("the sequence of Belady's anomaly (Belady, Nelson and Shedler, 1969)", () => {
  const SEQUENCE = '1 2 3 4 1 2 5 1 2 3 4 5';

  it.each<[PolicyName, number, number]>([
    ['FIFO', 3, 9],
    ['FIFO', 4, 10],
    ['LRU', 3, 10],
    ['LRU', 4, 8],
    ['MIN', 3, 7],
    ['MIN', 4, 6],
  ])('%s misses with %i pages: %i', (policy, capacity, expected) => {
    expect(misses(policy, capacity, SEQUENCE)).toBe(expected);
  });
});

describe('sequences worked out by hand', () => {
  it.each<[PolicyName, number, string, string]>([
    // The hit sends A around once: B leaves for D, C for B; then A, whose second chance is used up, leaves for C.
    ['CLOCK', 3, 'ABCADBCA', '---H----'],
    // The hand spares A, takes B, then C, then D, as it goes on from where it stopped.
    ['SIEVE', 3, 'ABCADBACA', '---H--H-H'],
    // B, asked for once, leaves for C, and C for B; A, asked for twice, stays.
    ['LFU', 2, 'AABCBA', '-H---H'],
    // A and B were asked for twice, A first: it leaves.
    ['LFU', 2, 'ABABCB', '--HH-H'],
    // T1 = B, T2 = A; C puts B into B1; B's return moves the target to 1 and A into B2; A's return, back, and C into B1.
    ['ARC', 2, 'AABCBABAC', '-H----HH-'],
  ])('%s with %i objects: %s', (policy, capacity, names, expected) => {
    expect(outcome(policy, capacity, names)).toBe(expected);
  });

  it('S3-FIFO: what was hit twice goes on to the main queue, what returns in time goes there at once', () => {
    // Twenty fill it: 1 and 2 in the small queue. 21 puts 1 among the remembered; 1 comes back to the main queue and
    // puts 2 there; 2 comes back, and 3 and 4 leave the main queue, which is over its size, for good.
    const filling = Array.from({ length: 21 }, (_, index) => index + 1).join(' ');
    const then = '1 2 3 21 21 22 21 1 2 4 3';
    expect(outcome('S3-FIFO', 20, `${filling} ${then}`).slice(21)).toBe('---HH-HHH--');
  });

  it('S3-FIFO: an object as large as the small queue is not admitted', () => {
    const cache = createPolicy('S3-FIFO', { capacity: 100 });
    expect([cache.request(1, 10, 0), cache.request(1, 10, 0)]).toEqual([false, false]);
    expect([cache.request(2, 9, 0), cache.request(2, 9, 0)]).toEqual([false, true]);
  });

  it('W-TinyLFU: a scan does not push out all that is asked for often, as it does from LRU', () => {
    const often = Array.from({ length: 150 }, (_, key) => key);
    const heldAfterScan = (policy: PolicyName): number => {
      const cache = createPolicy(policy, { capacity: 200 });
      for (let round = 0; round < 4; round += 1) for (const key of often) cache.request(key, 1, 0);
      for (let key = 1000; key < 3000; key += 1) cache.request(key, 1, 0);
      return often.filter((key) => cache.request(key, 1, 0)).length;
    };
    expect(heldAfterScan('W-TinyLFU')).toBeGreaterThan(100);
    expect(heldAfterScan('LRU')).toBe(0);
  });

  it('GDSF: of two objects that were asked for as often, the larger leaves, however new', () => {
    const cache = createPolicy('GDSF', { capacity: 100 });
    for (const key of [1, 2, 3, 4]) cache.request(key, 10, 0);
    cache.request(5, 60, 0);
    cache.request(6, 10, 0);
    expect([1, 2, 3, 4, 6].map((key) => cache.request(key, 10, 0))).toEqual(Array(5).fill(true));
    expect(cache.request(5, 60, 0)).toBe(false);
  });
});

describe.each(POLICY_NAMES)('%s and sizes', (policy) => {
  it('does not admit what is larger than the capacity, and keeps what it has', () => {
    const cache = createPolicy(policy, { capacity: 1000 });
    cache.request(1, 5, 7);
    expect(cache.request(2, 1001, 8)).toBe(false);
    expect(cache.request(2, 1001, Infinity)).toBe(false);
    expect(cache.request(1, 5, Infinity)).toBe(true);
  });

  it('holds nothing in no bytes', () => {
    const cache = createPolicy(policy, { capacity: 0 });
    expect([cache.request(1, 5, 7), cache.request(1, 5, Infinity)]).toEqual([false, false]);
  });
});
