import { useMemo } from 'react';

/** The rows of a table: all at hand, or only those around what is shown. */
export interface GridRows<Row> {
  readonly count: number;
  /** A change of this begins anew at the top. */
  readonly order?: string;
  readonly keyOf: (row: Row) => string;
  /** `undefined` for a row that is not at hand. */
  readonly at: (index: number) => Row | undefined;
  /** Where a row is that was at `near`; -1 when it has gone. */
  readonly find: (key: string, near: number) => number;
  /** The keys from the row with the key `anchor` to the one at `index`, both included; empty when the anchor has gone. */
  readonly between: (
    anchor: string,
    index: number,
  ) => readonly string[] | Promise<readonly string[]>;
  /** Those at hand that are wanted. */
  readonly filter: (isWanted: (key: string) => boolean) => Row[];
}

/** Rows further away than this are looked for from the beginning. */
const NEAR_ROWS = 2000;

/** All of the rows. */
export function listRows<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  order?: string,
): GridRows<Row> {
  const find = (key: string, near: number): number => {
    const distance = findNear(near, NEAR_ROWS, (index) => {
      const row = rows[index];
      return row === undefined ? undefined : keyOf(row) === key;
    });
    return distance ?? rows.findIndex((row) => keyOf(row) === key);
  };
  return {
    count: rows.length,
    ...(order === undefined ? {} : { order }),
    keyOf,
    at: (index) => rows[index],
    find,
    between: (anchor, index) => {
      const anchorIndex = find(anchor, index);
      if (anchorIndex < 0) return [];
      const from = Math.min(anchorIndex, index);
      return rows.slice(from, Math.max(anchorIndex, index) + 1).map(keyOf);
    },
    filter: (isWanted) => rows.filter((row) => isWanted(keyOf(row))),
  };
}

export function useListRows<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  order?: string,
): GridRows<Row> {
  return useMemo(() => listRows(rows, keyOf, order), [rows, keyOf, order]);
}

/** The index that `isIt`, looking outwards from `near`; it says `undefined` where there is no row. */
export function findNear(
  near: number,
  furthest: number,
  isIt: (index: number) => boolean | undefined,
): number | undefined {
  for (let distance = 0; distance <= furthest; distance += 1) {
    const above = isIt(near - distance);
    if (above === true) return near - distance;
    const below = isIt(near + distance);
    if (below === true) return near + distance;
    if (above === undefined && below === undefined) return undefined;
  }
  return undefined;
}
