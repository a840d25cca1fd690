import { expect, it } from 'vitest';
import { throughputSeries } from './throughput-series.ts';

function sample(atMs: number, bytesPerSecond: number) {
  return { atMs, bytesPerSecond, requestsPerSecond: 0, connectionsOpen: 0 };
}

it('puts the latest at the right and leaves gaps where nothing was measured', () => {
  const [seconds, rates] = throughputSeries([sample(1000, 5), sample(4000, 7), sample(5010, 9)]);
  expect(seconds.at(-1)).toBe(0);
  expect(seconds[0]).toBe(-119);
  expect(rates.slice(-5)).toEqual([5, null, null, 7, 9]);
});

it('forgets what is older than two minutes, and draws nothing of nothing', () => {
  const [, rates] = throughputSeries([sample(0, 5), sample(500_000, 7)]);
  expect(rates.filter((rate) => rate !== null)).toEqual([7]);
  expect(throughputSeries([])[1].every((rate) => rate === null)).toBe(true);
});
