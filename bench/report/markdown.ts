import { absencesOf, figureText } from './figure-text.ts';
import type { Cell, Group, Row } from './row.ts';
import { ROLES } from './row.ts';
import { verdictText, verdictsOf } from './verdict.ts';

/** For a document, laid out as the formatter of this project would: a table for each scenario. */
export function markdownOf(
  groups: readonly Group[],
  options: { readonly rounds: number; readonly isJudged: boolean },
): string {
  return groups
    .map(({ scenario, title, rows }) =>
      [
        `### \`${scenario}\`: ${title}`,
        tableOf(rows, options),
        ...absencesOf(rows).map((absence) => `${absence}.`),
      ].join('\n\n'),
    )
    .join('\n\n');
}

function tableOf(
  rows: readonly Row[],
  { rounds, isJudged }: { readonly rounds: number; readonly isJudged: boolean },
): string {
  const names = columnsOf(rows);
  const verdicts = rows.map((row) => (isJudged ? verdictCell(row) : ''));
  const hasVerdict = verdicts.some((verdict) => verdict !== '');
  const lines = [
    ['work', ...names, ...(hasVerdict ? ['verdict'] : [])],
    ...rows.map((row, index) => [
      row.work,
      ...names.map((name) =>
        cellText(
          row.cells.find((cell) => cell.name === name),
          rounds,
        ),
      ),
      ...(hasVerdict ? [verdicts[index]!] : []),
    ]),
  ];
  const widths = lines[0]!.map((_, column) =>
    Math.max(3, ...lines.map((line) => line[column]!.length)),
  );
  const rule = widths.map((width) => '-'.repeat(width));
  return [lines[0]!, rule, ...lines.slice(1)]
    .map((line) => `| ${line.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`)
    .join('\n');
}

/** The names of those that were measured, ours first. */
function columnsOf(rows: readonly Row[]): string[] {
  const cells = rows.flatMap((row) => row.cells).filter(({ kind }) => kind === 'measured');
  return ROLES.flatMap((role) => [
    ...new Set(cells.filter((cell) => cell.role === role).map(({ name }) => name)),
  ]);
}

function cellText(cell: Cell | undefined, rounds: number): string {
  if (cell?.kind !== 'measured') return '';
  const cost = cell.cost === undefined ? [] : [figureText(cell.cost, rounds)];
  return [figureText(cell.speed, rounds), ...cost].join('<br>');
}

function verdictCell(row: Row): string {
  const verdicts = verdictsOf(row);
  return verdicts
    .map((verdict) => (verdicts.length > 1 ? `${verdict.ours}: ` : '') + verdictText(verdict))
    .join('<br>');
}
