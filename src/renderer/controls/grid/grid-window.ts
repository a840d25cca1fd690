import type { RowHeights } from './row-heights.ts';

/** Rows drawn beyond each edge, so that a fast scroll does not outrun drawing. */
const OVERSCAN_ROWS = 12;

/** Steps in which the window moves: drawing anew for every pixel would buy nothing. */
const STEP_ROWS = 4;

export interface RowWindow {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** The rows to draw for a place of scrolling, in px, that may be out of date by a step. */
export function rowWindow(options: {
  readonly scrollTop: number;
  readonly viewportHeight: number;
  readonly heights: RowHeights;
  readonly rowCount: number;
}): RowWindow {
  const { scrollTop, viewportHeight, heights, rowCount } = options;
  const top = Math.max(0, scrollTop);
  const first = Math.floor(heights.indexAt(top) / STEP_ROWS) * STEP_ROWS;
  const last = heights.indexAt(top + viewportHeight);
  const to = Math.min(rowCount, last + 1 + STEP_ROWS + OVERSCAN_ROWS);
  return { from: Math.max(0, Math.min(first - OVERSCAN_ROWS, to)), to };
}

/** Where to scroll so that a row is wholly visible; the same place if it is. */
export function scrollToShow(options: {
  readonly index: number;
  readonly scrollTop: number;
  readonly viewportHeight: number;
  readonly heights: RowHeights;
}): number {
  const { index, scrollTop, viewportHeight, heights } = options;
  const top = heights.topOf(index);
  if (top < scrollTop) return top;
  // Of a row that is higher than what is in sight, the beginning.
  return Math.min(top, Math.max(scrollTop, heights.topOf(index + 1) - viewportHeight));
}
