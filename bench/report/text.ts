import { figureText } from './figure-text.ts';
import type { Cell, Group, Row } from './row.ts';
import { verdictText, verdictsOf } from './verdict.ts';

/** For a terminal: a block for each scenario, a line for each contender, columns aligned by spaces. */
export function textOf(
  groups: readonly Group[],
  options: { readonly rounds: number; readonly isJudged: boolean },
): string {
  const lines = groups.flatMap(({ rows }) => rows.flatMap((row) => linesOf(row, options)));
  const widths = [0, 1, 2].map((column) =>
    Math.max(0, ...lines.map((line) => line[column]!.length)),
  );
  return groups
    .map(({ scenario, title, rows }) =>
      [`${scenario}: ${title}`]
        .concat(
          rows.flatMap((row) => [
            `  ${row.work}`,
            ...linesOf(row, options).map((line) =>
              `    ${line.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
            ),
          ]),
        )
        .join('\n'),
    )
    .join('\n\n');
}

function linesOf(
  row: Row,
  { rounds, isJudged }: { readonly rounds: number; readonly isJudged: boolean },
): [name: string, speed: string, cost: string, verdict: string][] {
  const verdicts = new Map(
    isJudged ? verdictsOf(row).map((verdict) => [verdict.ours, verdictText(verdict)]) : [],
  );
  return row.cells.map((cell: Cell) =>
    cell.kind === 'absent'
      ? // Not in a column, which it would make too wide.
        [cell.name, '', '', `absent: ${cell.reason}`]
      : [
          cell.name,
          figureText(cell.speed, rounds),
          cell.cost === undefined ? '' : figureText(cell.cost, rounds),
          verdicts.get(cell.name) ?? '',
        ],
  );
}
