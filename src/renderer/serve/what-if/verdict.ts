import type { LaboratoryWindow, ShadowScore } from '../../../shared/contract-laboratory.ts';

/** Fewer say nothing. */
export const LEAST_REQUESTS = 100;

/** Less is no difference that anybody would notice. */
const LEAST_GAIN = 0.005;
/** A size is large enough when it brings so much of what the largest would. */
const ENOUGH = 0.9;

/** A cache that would have done better, and by which share of all bytes. */
export interface Gain {
  readonly score: ShadowScore;
  readonly share: number;
}

/** What a window comes to: the best of the other policies, and the smallest larger size that is worth it. */
export interface Verdict {
  readonly policy: Gain | undefined;
  readonly size: Gain | undefined;
}

/** The replayed cache of the server itself. */
export function ownOf({ shadows }: LaboratoryWindow): ShadowScore | undefined {
  return shadows.find((score) => isOwn(score));
}

export function isOwn({ policy, factor }: ShadowScore): boolean {
  return policy === 'FIFO' && factor === 1;
}

/** What to say of a window in one sentence; nothing for too few requests. */
export function verdictOf(window: LaboratoryWindow): Verdict | undefined {
  const own = ownOf(window);
  if (own === undefined || window.requests < LEAST_REQUESTS) return undefined;
  const gains = window.shadows.map((score): Gain => {
    return { score, share: score.byteHitRatio - own.byteHitRatio };
  });
  const noticed = gains.filter(
    ({ score, share }) =>
      share >= Math.max(LEAST_GAIN, own.byteHitRatioError, score.byteHitRatioError),
  );
  const larger = noticed.filter(({ score }) => score.factor > 1);
  const most = Math.max(...larger.map(({ share }) => share));
  return {
    policy: best(noticed.filter(({ score }) => score.factor === 1)),
    size: larger
      .toSorted((a, b) => a.score.factor - b.score.factor)
      .find(({ share }) => share >= most * ENOUGH),
  };
}

function best(gains: readonly Gain[]): Gain | undefined {
  return gains.toSorted((a, b) => b.share - a.share)[0];
}
