import type { Figure, Row } from './row.ts';
import { formatNumber, median } from './statistics.ts';

const HEADINGS = ['work', 'Fifolio', 'compared with', 'ratio', 'to reach', 'verdict'] as const;

/** For a terminal: columns aligned by spaces. */
export function textTable(rows: readonly Row[], options: { isJudged: boolean }): string {
  const lines = [HEADINGS, ...rows.map((row) => cells(row, options))];
  const widths = HEADINGS.map((_, column) =>
    Math.max(...lines.map((line) => line[column]!.length)),
  );
  return lines
    .map((line) => line.map((cell, column) => cell.padEnd(widths[column]!)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}

/** For a document, laid out as the formatter of this project would. */
export function markdownTable(rows: readonly Row[], options: { isJudged: boolean }): string {
  const lines = [HEADINGS, ...rows.map((row) => cells(row, options))];
  const widths = HEADINGS.map((_, column) =>
    Math.max(...lines.map((line) => line[column]!.length)),
  );
  const written = lines.map((line) =>
    line.map((cell, column) => cell.padEnd(widths[column]!)).join(' | '),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join(' | ');
  return [written[0], rule, ...written.slice(1)].map((line) => `| ${line} |`).join('\n');
}

function cells(row: Row, { isJudged }: { isJudged: boolean }): readonly string[] {
  if (row.kind === 'skipped') {
    return [row.work, '', '', '', row.target, `skipped: ${row.reason}`];
  }
  const verdict = isJudged ? (row.isReached ? 'reached' : 'MISSED') : 'not judged';
  const peer = row.peer === undefined ? '' : `${row.peer.name}: ${figure(row.peer)}`;
  return [row.work, figure(row.ours), peer, row.ratio ?? '', row.target, verdict];
}

/** Median, and in brackets the least and the most. */
function figure({ values, unit }: Figure): string {
  const range = [Math.min(...values), Math.max(...values)].map(formatNumber).join('–');
  return `${formatNumber(median(values))} ${unit} (${range})`;
}
