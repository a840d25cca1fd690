import { expect, test } from 'vitest';
import { chartDataOf } from '../../bench/report/chart-data.ts';
import { drawChart } from '../../bench/report/chart.ts';
import type { Group } from '../../bench/report/row.ts';
import { RACE, cell } from './result.ts';

const cold = {
  work: 'cold',
  cells: [
    cell('Fifolio', 'ours', { speed: [2], unit: 's' }),
    cell('nginx, 1 worker', 'rival', { speed: [3], unit: 's' }),
  ],
} as const;
const alone = { work: 'start', cells: [cell('Fifolio', 'ours', { speed: [1], unit: 's' })] };
const groups: Group[] = [
  { scenario: 'start', title: '', rows: [alone] },
  { scenario: 'kept', title: '', rows: [RACE] },
  { scenario: 'misses', title: '', rows: [cold] },
];

test('everybody stands as a multiple of the plainest rival, further is faster', () => {
  expect(chartDataOf(groups)).toEqual({
    baseline: 'nginx, 1 worker',
    works: ['kept: 1 KiB', 'misses: cold'],
    series: [
      { name: 'Fifolio', role: 'ours', values: [2, 1.5] },
      { name: 'nginx, 2 workers', role: 'rival', values: [2.4, undefined] },
      { name: 'limit', role: 'limit', values: [8, undefined] },
    ],
  });
});

test('it is drawn as an SVG with every piece of work and every contender', () => {
  const svg = drawChart(groups, 'some machine')!;
  expect(svg).toMatch(/^<svg /);
  for (const text of [
    'kept: 1 KiB',
    'misses: cold',
    'Fifolio',
    'nginx, 2 workers',
    'some machine',
  ]) {
    expect(svg).toContain(text);
  }
});

test('without a rival there is nothing to draw', () => {
  expect(drawChart([groups[0]!], '')).toBeUndefined();
});
