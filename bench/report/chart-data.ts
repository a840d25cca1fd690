import type { Cell, Group, MeasuredCell } from './row.ts';
import { ROLES } from './row.ts';
import { ratioOf } from './verdict.ts';

/** How all contenders stand to the plainest rival, which is 1. */
export interface ChartData {
  readonly baseline: string;
  /** What was done, one for each row. */
  readonly works: readonly string[];
  readonly series: readonly ChartSeries[];
}

export interface ChartSeries {
  readonly name: string;
  readonly role: Cell['role'];
  /** In the order of the works: times the baseline, above 1 is faster; `undefined` if not measured. */
  readonly values: readonly (number | undefined)[];
}

/** The rows in which servers were asked by a load generator and a rival took part; `undefined` if there are none. */
export function chartDataOf(groups: readonly Group[]): ChartData | undefined {
  const rows = groups.flatMap(({ scenario, rows: own }) =>
    own.flatMap(({ work, cells }) => {
      const measured = cells.filter(
        (cell) => cell.kind === 'measured' && cell.generatorCores !== undefined,
      ) as MeasuredCell[];
      const rival = measured.find(({ role }) => role === 'rival');
      return rival === undefined ? [] : [{ work: `${scenario}: ${work}`, measured, rival }];
    }),
  );
  const baseline = rows[0]?.rival.name;
  if (baseline === undefined) return undefined;
  const names = new Map(
    rows.flatMap(({ measured }) => measured.map(({ name, role }) => [name, role] as const)),
  );
  return {
    baseline,
    works: rows.map(({ work }) => work),
    series: [...names]
      .filter(([name]) => name !== baseline)
      .toSorted(([, left], [, right]) => ROLES.indexOf(left) - ROLES.indexOf(right))
      .map(([name, role]) => ({
        name,
        role,
        values: rows.map(({ measured, rival }) => {
          const cell = measured.find((each) => each.name === name);
          if (cell === undefined) return undefined;
          const ratio = ratioOf(cell.speed, rival.speed);
          return cell.speed.better === 'more' ? ratio : 1 / ratio;
        }),
      })),
  };
}
