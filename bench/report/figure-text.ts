import type { Figure, Row } from './row.ts';
import { formatNumber, median } from './statistics.ts';

/** Median, unit, and in brackets the least and the most; and how many rounds, where they are fewer. */
export function figureText({ values, unit }: Figure, rounds: number): string {
  const range = [Math.min(...values), Math.max(...values)].map(formatNumber).join('–');
  const fewer = values.length < rounds ? `, ${values.length} rounds` : '';
  return `${formatNumber(median(values))} ${unit} (${range}${fewer})`;
}

/** The contenders that could not be measured anywhere in these rows, and why, each once. */
export function absencesOf(rows: readonly Row[]): string[] {
  const absences = rows.flatMap(({ cells }) =>
    cells.flatMap((cell) =>
      cell.kind === 'absent' ? [`${cell.name} is absent: ${cell.reason}`] : [],
    ),
  );
  return [...new Set(absences)];
}
