import type { LivePolicyName } from '../../../shared/laboratory-names.ts';
import type { LaboratoryWindow, ShadowScore } from '../../../shared/contract-laboratory.ts';
import { ratioOf } from '../../../shared/ratio.ts';
import type { Bytes } from '../../../shared/units.ts';
import { GROUPS, type Sums, type Totals } from './score-board.ts';

/** A cache that might have been. */
export interface ShadowKind {
  readonly policy: LivePolicyName;
  readonly factor: number;
}

/** What was summed, and what it stands for. */
interface Stretch {
  readonly sums: Sums;
  /** Of all requests in the stretch. */
  readonly totals: Totals;
}

/**
 * The ratios of caches that saw a share of the files.
 *
 * C. Waldspurger and others, "Efficient MRC construction with SHARDS", FAST '15: all requests for a share R of the
 * files, against caches of R of the size; and section 3.4 of it, the correction SHARDS-adj: what the sample has too
 * many or too few of counts as hits, so that the miss ratio is misses ÷ (R × all requests).
 */
export function windowOf(
  { sums, totals }: Stretch,
  {
    kinds,
    share,
    capacityBytes,
    differing,
  }: {
    /** In the order of the board's caches. */
    readonly kinds: readonly ShadowKind[];
    readonly share: number;
    readonly capacityBytes: Bytes;
    readonly differing: number;
  },
): LaboratoryWindow {
  const { requests, bytes, hits, hitBytes } = totals;
  return {
    requests,
    real: { hitRatio: ratioOf(hits, requests), byteHitRatio: ratioOf(hitBytes, bytes) },
    shadows: kinds.map(({ policy, factor }, cache): ShadowScore => {
      const counted = estimate(sums.missesOf(cache), { share, all: requests });
      const weighed = estimate(sums.missedBytesOf(cache), { share, all: bytes });
      return {
        policy,
        factor,
        capacityBytes: Math.floor(capacityBytes * factor),
        hitRatio: counted.ratio,
        byteHitRatio: weighed.ratio,
        hitRatioError: counted.error,
        byteHitRatioError: weighed.error,
      };
    }),
    differing,
  };
}

/** With so few groups, the truth is within three in about 99 of 100 cases. */
const STANDARD_ERRORS = 3;

/**
 * A hit ratio and its error, from the misses of random groups of files: the spread between the groups gives the
 * standard error of their sum (K. Wolter, "Introduction to Variance Estimation", 2nd ed., chapter 2).
 */
function estimate(
  misses: Float64Array,
  { share, all }: { readonly share: number; readonly all: number },
): { readonly ratio: number; readonly error: number } {
  if (all === 0) return { ratio: 0, error: 0 };
  const sum = misses.reduce((before, of) => before + of, 0);
  const ratio = Math.min(1, Math.max(0, 1 - sum / (share * all)));
  if (share === 1) return { ratio, error: 0 };
  const mean = sum / GROUPS;
  const spread = misses.reduce((before, of) => before + (of - mean) ** 2, 0);
  const variance = (1 - share) * (GROUPS / (GROUPS - 1)) * spread;
  return { ratio, error: (STANDARD_ERRORS * Math.sqrt(variance)) / (share * all) };
}
