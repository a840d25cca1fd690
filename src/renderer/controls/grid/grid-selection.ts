import type { GridRows } from './grid-rows.ts';
import { toggled } from './toggled.ts';

/** What is selected, by key, and where a range would begin. */
export interface GridSelection {
  readonly keys: ReadonlySet<string>;
  readonly anchor: string | undefined;
  /** Every row, also those that are not at hand. */
  readonly isAll?: boolean;
}

export const NOTHING_SELECTED: GridSelection = { keys: new Set(), anchor: undefined };

export function isSelected({ keys, isAll }: GridSelection, key: string): boolean {
  return isAll === true || keys.has(key);
}

export function isNothing({ keys, isAll }: GridSelection): boolean {
  return isAll !== true && keys.size === 0;
}

export function selectOne(key: string): GridSelection {
  return { keys: new Set([key]), anchor: key };
}

/** This one besides the others, or not any more. Out of all rows, this one alone. */
export function toggleKey({ keys }: GridSelection, key: string): GridSelection {
  return { keys: toggled(keys, key), anchor: key };
}

/** The selection without the rows that are not there any more; the same object if all are. */
export function keepExisting(
  selection: GridSelection,
  exists: (key: string) => boolean,
): GridSelection {
  const kept = [...selection.keys].filter(exists);
  return kept.length === selection.keys.size ? selection : { ...selection, keys: new Set(kept) };
}

/** `mixed`: some of what it stands for is selected, but not all. */
export type RowTick = 'on' | 'mixed' | 'off';

/** The tick that stands for all rows, of which something is selected. */
export function tickOfRows<Row>(rows: GridRows<Row>, tickOf: (key: string) => RowTick): RowTick {
  for (let index = 0; index < rows.count; index += 1) {
    const row = rows.at(index);
    if (row !== undefined && tickOf(rows.keyOf(row)) !== 'on') return 'mixed';
  }
  return rows.count === 0 ? 'off' : 'on';
}
