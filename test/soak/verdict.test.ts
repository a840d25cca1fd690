import { describe, expect, it } from 'vitest';
import type { Footprint, Sample } from './sampler.ts';
import { judge, type Findings } from './verdict.ts';

const MIB = 1024 ** 2;
const IDLE: Footprint = {
  descriptors: 41,
  threads: 13,
  connections: 0,
  entries: 0,
  usedBytes: 0,
  heldBytes: 0,
};

/** A sample every two seconds, with as much memory as told. */
function samplesOf(seconds: number, mibAt: (second: number) => number | undefined): Sample[] {
  const samples: Sample[] = [];
  for (let atSeconds = 0; atSeconds <= seconds; atSeconds += 2) {
    const mib = mibAt(atSeconds);
    const residentBytes = mib === undefined ? undefined : mib * MIB;
    samples.push({
      ...IDLE,
      atSeconds,
      residentBytes,
      processors: 0.1,
      heapBytes: 20 * MIB,
      requestsDone: 400 * atSeconds,
      faults: 0,
    });
  }
  return samples;
}

const GOOD: Findings = {
  seconds: 600,
  samples: samplesOf(600, () => 250),
  before: IDLE,
  after: { ...IDLE, entries: 3, usedBytes: 5000 },
  cleared: IDLE,
  listedNames: ['a', 'b'],
  shownNames: ['a', 'b'],
  shownTransfers: 0,
  problems: [],
  faults: 0,
};

/** What does not hold of findings that are good but for some. */
function broken(findings: Partial<Findings>): string[] {
  const verdicts = judge({ ...GOOD, ...findings });
  return verdicts.flatMap(({ what, isHeld }) => (isHeld === false ? [what] : []));
}

describe('the verdict on a run', () => {
  it('holds for a server that is as it was', () => {
    expect(broken({})).toEqual([]);
  });

  it.each([
    ['a fault', { faults: 1 }, /faults/],
    ['a descriptor left', { after: { ...IDLE, descriptors: 42 } }, /descriptors/],
    ['a descriptor too few', { after: { ...IDLE, descriptors: 40 } }, /descriptors/],
    ['a thread left', { after: { ...IDLE, threads: 14 } }, /threads/],
    ['a connection left', { after: { ...IDLE, connections: 1 } }, /connections/],
    ['bytes held', { after: { ...IDLE, heldBytes: 1 } }, /held by readers/],
    ['an entry left', { cleared: { ...IDLE, entries: 1 } }, /cleared/],
    ['bytes used', { cleared: { ...IDLE, usedBytes: 1 } }, /cleared/],
    ['another order in the panel', { shownNames: ['b', 'a'] }, /panel shows as cached/],
    ['a transfer in the panel', { shownTransfers: 1 }, /transfers/],
    ['a failure noted', { problems: ['downloads: Error: no'] }, /noted/],
  ] as const)('does not hold with %s', (_, findings, what) => {
    expect(broken(findings)).toEqual([expect.stringMatching(what)]);
  });

  it('finds memory that grows after warm-up, and forgives growth before', () => {
    const memory = [expect.stringMatching(/memory/)];
    expect(broken({ samples: samplesOf(600, (at) => 200 + at / 10) })).toEqual(memory);
    expect(broken({ samples: samplesOf(600, (at) => (at < 120 ? 100 + at : 250)) })).toEqual([]);
  });

  it.each([
    [120, 1.25],
    [599, 1.25],
    [600, 1.1],
    [1799, 1.1],
    [1800, 1.05],
    [36_000, 1.05],
  ])('allows, in %i s, a growth of %f', (seconds, times) => {
    const last = (mib: number) => samplesOf(seconds, (at) => (at > seconds * 0.8 ? mib : 250));
    expect(broken({ seconds, samples: last(250 * times - 1) })).toEqual([]);
    expect(broken({ seconds, samples: last(250 * times + 1) })).toHaveLength(1);
  });

  it('takes no single sample for growth', () => {
    expect(broken({ samples: samplesOf(600, (at) => (at === 600 ? 900 : 250)) })).toEqual([]);
  });

  it('does not judge what the system does not tell', () => {
    const unknown = { ...IDLE, descriptors: undefined, threads: undefined };
    const verdicts = judge({
      ...GOOD,
      samples: samplesOf(600, () => undefined),
      before: unknown,
      after: unknown,
    });
    expect(verdicts.filter(({ isHeld }) => isHeld === undefined)).toHaveLength(3);
  });
});
