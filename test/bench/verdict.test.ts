import { expect, test } from 'vitest';
import { verdictText, verdictsOf } from '../../bench/report/verdict.ts';
import { RACE, cell } from './result.ts';

test('ours is compared with the best rival, the plainest one and the limit', () => {
  const [verdict] = verdictsOf(RACE);
  expect(verdict).toEqual({
    ours: 'Fifolio',
    best: { other: 'nginx, 2 workers', speed: 200 / 240, cost: 0.5, isClear: false },
    plainest: { other: 'nginx, 1 worker', speed: 2, cost: 0.5, isClear: true },
    limit: { other: 'limit', speed: 0.25, cost: undefined, isClear: true },
  });
  expect(verdictText(verdict!)).toBe(
    'behind nginx, 2 workers 0.83 ×, ranges meet, CPU 0.50 ×; ahead of nginx, 1 worker 2.00 ×, CPU 0.50 ×; limit 4.00 ×',
  );
});

test('where less is better, half the time is twice as fast', () => {
  const cells = [
    cell('verified', 'ours', { speed: [1], unit: 's' }),
    cell('not verified', 'ours', { speed: [4], unit: 's' }),
    cell('curl', 'rival', { speed: [2], unit: 's' }),
  ];
  const verdicts = verdictsOf({ work: '1 GiB', cells });
  expect(verdicts.map(({ ours, best }) => [ours, best!.speed])).toEqual([
    ['verified', 2],
    ['not verified', 0.5],
  ]);
  // The best rival is also the plainest: told once.
  expect(verdictText(verdicts[1]!)).toBe('behind curl 0.50 ×');
});

test('there is no verdict on what is compared with nobody', () => {
  const cells = [cell('Fifolio', 'ours', { speed: [1] }), cell('Node', 'peer', { speed: [2] })];
  expect(verdictsOf({ work: 'start', cells })).toEqual([]);
});
