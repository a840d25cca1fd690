import { isDeepStrictEqual } from 'node:util';
import { median } from '../../bench/report/statistics.ts';
import type { Footprint, Sample } from './sampler.ts';

/** What a run found out, to be judged. */
export interface Findings {
  readonly seconds: number;
  readonly samples: readonly Sample[];
  /** Idle, after every activity was done once and before the load. */
  readonly before: Footprint;
  /** After the load, when the server had come to rest, or had been given up on. */
  readonly after: Footprint;
  /** After the cache was cleared by the panel. */
  readonly cleared: Footprint;
  /** Names in the cache after the load: as the server lists them, and as the panel shows them. */
  readonly listedNames: readonly string[];
  readonly shownNames: readonly string[];
  /** Transfers that the panel still shows. */
  readonly shownTransfers: number;
  /** What the host noted as failures nobody was told of. */
  readonly problems: readonly string[];
  readonly faults: number;
}

export interface Verdict {
  readonly what: string;
  readonly measured: string;
  readonly toHold: string;
  /** `undefined`: this system does not tell. */
  readonly isHeld: boolean | undefined;
}

const MIB = 1024 ** 2;
/** Part of the run in which heaps, pools and the cache grow to their size. */
const WARM_UP = 0.2;
const WINDOWS = 5;
/**
 * How much the memory may have grown, by how long the run was. The shorter its windows, the more of
 * what is seen in them is garbage that has not been collected yet, and heaps still growing to their size.
 */
const MOST_GROWTH = [
  { fromSeconds: 1800, growth: 0.05 },
  { fromSeconds: 600, growth: 0.1 },
  { fromSeconds: 0, growth: 0.25 },
] as const;

/**
 * Judges a run. Memory is flat when the median of the last fifth of the samples after warm-up (the
 * first fifth of the run) is at most 5 % above the median of their first fifth; 10 % in runs under half
 * an hour, 25 % under ten minutes.
 */
export function judge(findings: Findings): Verdict[] {
  const { before, after, cleared, listedNames, shownNames, problems, faults } = findings;
  const sameNames = isDeepStrictEqual(listedNames, shownNames);
  return [
    {
      what: 'wrong bytes, wrong refusals, lost answers and other faults',
      measured: String(faults),
      toHold: 'none',
      isHeld: faults === 0,
    },
    memoryVerdict(findings),
    unchangedVerdict('open descriptors, idle before and after', [
      before.descriptors,
      after.descriptors,
    ]),
    unchangedVerdict('threads, idle before and after', [before.threads, after.threads]),
    {
      what: 'connections left',
      measured: String(after.connections),
      toHold: 'none',
      isHeld: after.connections === 0,
    },
    {
      what: 'bytes held by readers that are gone',
      measured: String(after.heldBytes),
      toHold: '0',
      isHeld: after.heldBytes === 0,
    },
    {
      what: 'after the cache was cleared: entries, bytes used, bytes held',
      measured: [cleared.entries, cleared.usedBytes, cleared.heldBytes].join(', '),
      toHold: '0, 0, 0',
      isHeld: cleared.entries === 0 && cleared.usedBytes === 0 && cleared.heldBytes === 0,
    },
    {
      what: 'files that the panel shows as cached, and that are',
      measured: `${shownNames.length}, ${listedNames.length}${sameNames ? '' : ', not the same'}`,
      toHold: 'the same, in the same order',
      isHeld: sameNames,
    },
    {
      what: 'transfers that the panel still shows',
      measured: String(findings.shownTransfers),
      toHold: 'none',
      isHeld: findings.shownTransfers === 0,
    },
    {
      what: 'failures that the host noted',
      measured: problems.length === 0 ? '0' : `${problems.length}: ${problems[0]!}`,
      toHold: 'none',
      isHeld: problems.length === 0,
    },
  ];
}

function memoryVerdict({ seconds, samples }: Findings): Verdict {
  const mostGrowth = MOST_GROWTH.find(({ fromSeconds }) => seconds >= fromSeconds)!.growth;
  const what = 'resident memory, first and last fifth after warm-up';
  const toHold = `at most ${mostGrowth * 100} % more`;
  const warm = samples.filter(({ atSeconds }) => atSeconds >= seconds * WARM_UP);
  const windowSeconds = (seconds * (1 - WARM_UP)) / WINDOWS;
  const first = warm.filter(({ atSeconds }) => atSeconds < seconds * WARM_UP + windowSeconds);
  const last = warm.filter(({ atSeconds }) => atSeconds >= seconds - windowSeconds);
  const [early, late] = [first, last].map((window) =>
    window.flatMap(({ residentBytes }) => residentBytes ?? []),
  ) as [number[], number[]];
  if (early.length === 0 || late.length === 0) {
    return { what, measured: 'not known', toHold, isHeld: undefined };
  }
  const growth = median(late) / median(early) - 1;
  const percent = `${growth < 0 ? '−' : '+'}${Math.abs(growth * 100).toFixed(1)} %`;
  return {
    what,
    measured: `${(median(early) / MIB).toFixed(1)} MiB, ${(median(late) / MIB).toFixed(1)} MiB (${percent})`,
    toHold,
    isHeld: growth <= mostGrowth,
  };
}

function unchangedVerdict(
  what: string,
  [before, after]: readonly [number | undefined, number | undefined],
): Verdict {
  const toHold = 'the same';
  if (before === undefined || after === undefined) {
    return { what, measured: 'not known', toHold, isHeld: undefined };
  }
  return { what, measured: `${before}, ${after}`, toHold, isHeld: before === after };
}
