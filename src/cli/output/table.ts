import { displayWidth, shorten } from './display-width.ts';

export interface Column {
  readonly heading: string;
  readonly align?: 'left' | 'right';
  /** Gives way first when the table is wider than the terminal; at most one column. */
  readonly elastic?: boolean;
}

interface TableOptions {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** The width of the terminal. */
  readonly width: number;
  readonly styleHeading: (text: string) => string;
}

const GAP = '  ';
const NARROWEST = 12;

/** An aligned table, heading first, one line per row. Cells are plain text, already made visible. */
export function formatTable({ columns, rows, width, styleHeading }: TableOptions): string[] {
  const widths = columns.map((column, index) =>
    rows.reduce(
      (widest, row) => Math.max(widest, displayWidth(row[index] ?? '')),
      displayWidth(column.heading),
    ),
  );
  const total = widths.reduce((sum, each) => sum + each, GAP.length * (columns.length - 1));
  const elastic = columns.findIndex((column) => column.elastic);
  if (total > width && elastic >= 0) {
    const own = widths[elastic] ?? 0;
    widths[elastic] = Math.max(Math.min(own, NARROWEST), own - (total - width));
  }

  const line = (cells: readonly string[]): string =>
    columns
      .map((column, index) => pad(cells[index] ?? '', widths[index] ?? 0, column.align ?? 'left'))
      .join(GAP)
      .trimEnd();
  return [styleHeading(line(columns.map((column) => column.heading))), ...rows.map(line)];
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const fitted = shorten(text, width);
  const space = ' '.repeat(Math.max(width - displayWidth(fitted), 0));
  return align === 'left' ? fitted + space : space + fitted;
}
