import { useCallback } from 'react';
import type { GridRows } from './grid-rows.ts';
import { evenHeights, unevenHeights, type RowHeights } from './row-heights.ts';

interface Options<Row> {
  readonly rows: GridRows<Row>;
  readonly rowHeight: number;
  readonly heightOf: ((row: Row, width: number) => number) | undefined;
}

/** The heights of a grid's rows, for its width. */
export function useHeightsFor<Row>({
  rows,
  rowHeight,
  heightOf,
}: Options<Row>): (width: number) => RowHeights {
  return useCallback(
    (width) => {
      if (heightOf === undefined) return evenHeights(rows.count, rowHeight);
      return unevenHeights(rows.count, (index) => {
        const row = rows.at(index);
        return row === undefined ? rowHeight : heightOf(row, width);
      });
    },
    [rows, rowHeight, heightOf],
  );
}
