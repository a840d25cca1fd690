import { useMemo } from 'react';
import type { GridRows } from './grid-rows.ts';
import {
  isNothing,
  isSelected,
  NOTHING_SELECTED,
  selectOne,
  tickOfRows,
  toggleKey,
  type GridSelection,
  type RowTick,
} from './grid-selection.ts';

/** Where a row stands for others: what its tick shows, and what ticking it does. */
export interface GridTicks {
  readonly of: (key: string) => RowTick;
  readonly onToggle: (key: string) => void;
}

interface Options<Row> {
  readonly rows: GridRows<Row>;
  readonly selection: GridSelection;
  readonly onSelect: ((selection: GridSelection) => void) | undefined;
  readonly hasCheckboxes: boolean;
  readonly ticks: GridTicks | undefined;
  /** In place of selecting the keys of all rows. */
  readonly onSelectAll: (() => void) | undefined;
  readonly activeIndex: number;
}

export interface SelectingControl {
  /** Selects from the anchor up to a row. */
  readonly extendTo: (index: number) => void;
  readonly selectAll: () => void;
  readonly toggle: (index: number) => void;
  /** Selects all rows, or none when all are. */
  readonly toggleAll: () => void;
  readonly tickOf: (key: string) => RowTick;
  readonly tickOfAll: RowTick;
}

/** What can be done to the selection of a grid. */
export function useSelecting<Row>(options: Options<Row>): SelectingControl {
  const { rows, selection, onSelect, hasCheckboxes, ticks, activeIndex } = options;
  const { keyOf } = rows;
  const ticksOf = ticks?.of;
  const tickOf = useMemo(
    () => ticksOf ?? ((key: string): RowTick => (isSelected(selection, key) ? 'on' : 'off')),
    [ticksOf, selection],
  );
  const tickOfAll = useMemo(
    () => (hasCheckboxes && !isNothing(selection) ? tickOfRows(rows, tickOf) : 'off'),
    [hasCheckboxes, selection, rows, tickOf],
  );

  function selectAll(): void {
    const first = rows.at(0);
    if (options.onSelectAll !== undefined) options.onSelectAll();
    else if (first !== undefined) {
      const keys = rows.between(keyOf(first), rows.count - 1);
      if (!('then' in keys)) onSelect?.({ keys: new Set(keys), anchor: selection.anchor });
    }
  }

  return {
    tickOf,
    tickOfAll,
    selectAll,
    extendTo(index) {
      if (onSelect === undefined) return;
      const active = rows.at(activeIndex);
      // Where rows are ticked, going through them ticks none: a range begins where one is.
      const anchor = selection.anchor ?? (active === undefined ? undefined : keyOf(active));
      const select = (keys: readonly string[]): void => {
        const row = rows.at(index);
        if (keys.length > 0) onSelect({ keys: new Set(keys), anchor });
        else if (row !== undefined) onSelect(selectOne(keyOf(row)));
      };
      const keys = anchor === undefined ? [] : rows.between(anchor, index);
      // Where not all rows are at hand, their keys come later; without a host they do not come.
      if ('then' in keys) keys.then(select, () => undefined);
      else select(keys);
    },
    toggle(index) {
      const row = rows.at(index);
      if (row === undefined) return;
      if (ticks === undefined) onSelect?.(toggleKey(selection, keyOf(row)));
      else ticks.onToggle(keyOf(row));
    },
    toggleAll() {
      if (tickOfAll === 'on') onSelect?.(NOTHING_SELECTED);
      else selectAll();
    },
  };
}
