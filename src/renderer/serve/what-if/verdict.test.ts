import { expect, it } from 'vitest';
import type { LaboratoryWindow, ShadowScore } from '../../../shared/contract-laboratory.ts';
import { verdictOf } from './verdict.ts';

function score(policy: string, factor: number, byteHitRatio: number, error = 0): ShadowScore {
  return {
    policy,
    factor,
    capacityBytes: factor * 100,
    hitRatio: 0.5,
    byteHitRatio,
    hitRatioError: error,
    byteHitRatioError: error,
  };
}

function windowOf(shadows: readonly ShadowScore[], requests = 1000): LaboratoryWindow {
  return {
    requests,
    real: { hitRatio: 0.5, byteHitRatio: 0.5 },
    shadows: [...shadows],
    differing: 0,
  };
}

it('names the best policy, and the smallest size that brings nearly all that more memory can', () => {
  const verdict = verdictOf(
    windowOf([
      score('FIFO', 1, 0.5),
      score('LRU', 1, 0.55),
      score('SIEVE', 1, 0.57),
      score('FIFO', 2, 0.6),
      score('FIFO', 8, 0.82),
      score('FIFO', 4, 0.8),
    ]),
  );
  expect(verdict!.policy).toMatchObject({ score: { policy: 'SIEVE' } });
  expect(verdict!.policy!.share).toBeCloseTo(0.07);
  expect(verdict!.size).toMatchObject({ score: { factor: 4 } });
});

it('names nothing that makes no difference, or none beyond the error of a sample', () => {
  expect(
    verdictOf(
      windowOf([
        score('FIFO', 1, 0.5),
        score('LRU', 1, 0.504),
        score('SIEVE', 1, 0.52, 0.03),
        score('FIFO', 2, 0.5),
      ]),
    ),
  ).toEqual({ policy: undefined, size: undefined });
});

it('says nothing of a few requests', () => {
  expect(verdictOf(windowOf([score('FIFO', 1, 0.5)], 99))).toBeUndefined();
  expect(verdictOf(windowOf([]))).toBeUndefined();
});
