import { absencesOf, figureText } from './figure-text.ts';
import type { Group, MeasuredCell, Row } from './row.ts';
import { verdictText, verdictsOf } from './verdict.ts';

/**
 * For a terminal: a block for each scenario, a line for each contender, columns aligned by spaces,
 * and below each of ours the verdict.
 */
export function textOf(
  groups: readonly Group[],
  { rounds, isJudged }: { readonly rounds: number; readonly isJudged: boolean },
): string {
  const columnsOf = (cell: MeasuredCell): [name: string, speed: string, cost: string] => [
    cell.name,
    figureText(cell.speed, rounds),
    cell.cost === undefined ? '' : figureText(cell.cost, rounds),
  ];
  const all = groups.flatMap(({ rows }) => rows.flatMap(measuredOf)).map(columnsOf);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...all.map((line) => line[column]!.length)));
  const linesOf = (row: Row): string[] => {
    const verdicts = new Map(
      isJudged ? verdictsOf(row).map((verdict) => [verdict.ours, verdictText(verdict)]) : [],
    );
    return measuredOf(row).flatMap((cell) => {
      const columns = columnsOf(cell).map((text, column) => text.padEnd(widths[column]!));
      const verdict = verdicts.get(cell.name);
      return [
        `    ${columns.join('  ').trimEnd()}`,
        ...(verdict === undefined ? [] : [`      ${verdict}`]),
      ];
    });
  };
  return groups
    .map(({ scenario, title, rows }) =>
      [
        `${scenario}: ${title}`,
        ...rows.flatMap((row) => [`  ${row.work}`, ...linesOf(row)]),
        ...absencesOf(rows).map((absence) => `  ${absence}`),
      ].join('\n'),
    )
    .join('\n\n');
}

function measuredOf(row: Row): MeasuredCell[] {
  return row.cells.filter((cell) => cell.kind === 'measured');
}
