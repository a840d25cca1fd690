import { useLayoutEffect, useRef, type RefObject } from 'react';
import type { GridRows } from './grid-rows.ts';
import type { RowHeights } from './row-heights.ts';

/** How long after a person's scrolling it is left alone, in ms: moving it then would stop their scroll. */
const QUIET_MS = 200;

interface Options<Row> {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly rows: GridRows<Row>;
  readonly heights: RowHeights;
  /** A change of order begins anew at the top. */
  readonly sortedBy: string;
}

/** Keeps the rows in sight where they are while rows above them come and go. */
export function useKeptPlace<Row>({ scroller, rows, heights, sortedBy }: Options<Row>): void {
  const previous = useRef({ rows, heights, sortedBy });
  const scrolledAt = useRef(0);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const note = (): void => {
      scrolledAt.current = performance.now();
    };
    element.addEventListener('wheel', note, { passive: true });
    element.addEventListener('pointerdown', note, { passive: true });
    return () => {
      element.removeEventListener('wheel', note);
      element.removeEventListener('pointerdown', note);
    };
  }, [scroller]);

  useLayoutEffect(() => {
    const before = previous.current;
    previous.current = { rows, heights, sortedBy };
    const element = scroller.current;
    if (element === null || before.rows === rows) return;
    if (before.sortedBy !== sortedBy) {
      element.scrollTo({ top: 0 });
      return;
    }
    // Before asking where it is scrolled to: that costs a layout.
    if (performance.now() - scrolledAt.current < QUIET_MS) return;
    const index = before.heights.indexAt(element.scrollTop);
    const first = before.rows.at(index);
    // At the top one wants to see what comes there.
    if (first === undefined || index === 0) return;
    const found = rows.find(rows.keyOf(first), index);
    if (found < 0) return;
    const distance = heights.topOf(found) - before.heights.topOf(index);
    if (distance !== 0) element.scrollBy({ top: distance });
  });
}
