import type { Figure, MeasuredCell, Role, Row } from '../../bench/report/row.ts';

/** A contender with these requests/s and, each costing so much, these microseconds. */
export function cell(
  name: string,
  role: Role,
  values: { speed: readonly number[]; cost?: readonly number[]; unit?: 's' },
): MeasuredCell {
  const speed: Figure =
    values.unit === 's'
      ? { values: values.speed, unit: 's', better: 'less' }
      : { values: values.speed, unit: 'requests/s', better: 'more' };
  const generatorCores: Figure = { values: [0.5], unit: 'cores', better: 'less' };
  const measured = { kind: 'measured', name, role, speed, generatorCores } as const;
  return values.cost === undefined
    ? measured
    : { ...measured, cost: { values: values.cost, unit: 'µs CPU', better: 'less' } };
}

export const RACE: Row = {
  work: '1 KiB',
  cells: [
    cell('Fifolio', 'ours', { speed: [190, 200, 210], cost: [5] }),
    cell('nginx, 1 worker', 'rival', { speed: [100, 90, 110], cost: [10] }),
    cell('nginx, 2 workers', 'rival', { speed: [250, 205, 240], cost: [10] }),
    { kind: 'absent', name: 'Python', role: 'peer', reason: 'python3 is not installed' },
    cell('limit', 'limit', { speed: [800] }),
  ],
};
