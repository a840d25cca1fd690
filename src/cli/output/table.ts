import { displayWidth, shorten } from './display-width.ts';

export interface Column {
  readonly heading: string;
  readonly align?: 'left' | 'right';
  /** Gives way first when the table is wider than the terminal; at most one column. */
  readonly elastic?: boolean;
  /** Left out, the last such column first, where the terminal is too narrow for all of them. */
  readonly givesWay?: boolean;
}

export interface TableOptions {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** The width of the terminal. */
  readonly width: number;
  readonly styleHeading: (text: string) => string;
}

const GAP = '  ';
const NARROWEST = 12;

/** An aligned table, heading first, one line per row. Cells are plain text, already made visible. */
export function formatTable(table: TableOptions): string[] {
  const { columns, rows, width, styleHeading } = table;
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
    const least = Math.min(own, NARROWEST);
    const dropped = columns.findLastIndex((column) => column.givesWay);
    if (own - (total - width) < least && dropped >= 0) return formatTable(without(table, dropped));
    widths[elastic] = Math.max(least, own - (total - width));
  }

  const line = (cells: readonly string[]): string =>
    columns
      .map((column, index) => pad(cells[index] ?? '', widths[index] ?? 0, column.align ?? 'left'))
      .join(GAP)
      .trimEnd();
  return [styleHeading(line(columns.map((column) => column.heading))), ...rows.map(line)];
}

function without(table: TableOptions, dropped: number): TableOptions {
  const isKept = (_: unknown, index: number): boolean => index !== dropped;
  return {
    ...table,
    columns: table.columns.filter(isKept),
    rows: table.rows.map((row) => row.filter(isKept)),
  };
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const fitted = shorten(text, width);
  const space = ' '.repeat(Math.max(width - displayWidth(fitted), 0));
  return align === 'left' ? fitted + space : space + fitted;
}
