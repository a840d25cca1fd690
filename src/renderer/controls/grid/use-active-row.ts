import { useEffect, useEffectEvent, useState } from 'react';
import type { GridRows } from './grid-rows.ts';

/** The row that the keyboard is at. */
interface ActiveRow {
  /** `undefined` until the row is at hand. */
  readonly key: string | undefined;
  readonly index: number;
  /** To be selected once it is at hand. */
  readonly isAwaited: boolean;
}

export interface ActiveRowControl {
  /** Where it is now; -1 when there is none. */
  readonly activeIndex: number;
  /** `isAwaited`: the row is not at hand, and is to be selected as soon as it is. */
  readonly activate: (index: number, isAwaited?: boolean) => void;
}

/** Follows the row that the keyboard is at while rows come and go. */
export function useActiveRow<Row>(
  rows: GridRows<Row>,
  onArrived: (key: string) => void,
): ActiveRowControl {
  const [active, setActive] = useState<ActiveRow>();
  const activeIndex = active === undefined ? -1 : indexOf(active, rows);
  const arrived = active?.key === undefined ? rows.at(activeIndex) : undefined;
  if (active !== undefined && arrived !== undefined) {
    setActive({ ...active, key: rows.keyOf(arrived) });
  } else if (active !== undefined && activeIndex >= 0 && activeIndex !== active.index) {
    // Noted, as it is where to look for the row once it is not at hand any more.
    setActive({ ...active, index: activeIndex, isAwaited: false });
  }
  const selectAwaited = useEffectEvent(onArrived);
  useEffect(() => {
    if (active?.isAwaited === true && active.key !== undefined) selectAwaited(active.key);
  }, [active]);

  function activate(index: number, isAwaited = false): void {
    const row = rows.at(index);
    setActive({ key: row === undefined ? undefined : rows.keyOf(row), index, isAwaited });
  }

  return { activeIndex, activate };
}

function indexOf<Row>({ key, index }: ActiveRow, rows: GridRows<Row>): number {
  if (key !== undefined) return rows.find(key, index);
  return Math.min(index, rows.count - 1);
}
