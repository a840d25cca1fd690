/** Rows drawn beyond each edge, so that a fast scroll does not outrun drawing. */
const OVERSCAN_ROWS = 12;

/** Steps in which the window moves: drawing anew for every pixel would buy nothing. */
const STEP_ROWS = 4;

export interface RowWindow {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** The rows to draw for a place of scrolling. Heights in px. */
export function rowWindow(options: {
  readonly scrollTop: number;
  readonly viewportHeight: number;
  readonly rowHeight: number;
  readonly rowCount: number;
}): RowWindow {
  const { scrollTop, viewportHeight, rowHeight, rowCount } = options;
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight / STEP_ROWS) * STEP_ROWS;
  const visible = Math.ceil(viewportHeight / rowHeight) + STEP_ROWS;
  const to = Math.min(rowCount, first + visible + OVERSCAN_ROWS);
  return { from: Math.max(0, Math.min(first - OVERSCAN_ROWS, to)), to };
}

/** Where to scroll so that a row is wholly visible; the same place if it is. */
export function scrollToShow(options: {
  readonly index: number;
  readonly scrollTop: number;
  readonly viewportHeight: number;
  readonly rowHeight: number;
}): number {
  const { index, scrollTop, viewportHeight, rowHeight } = options;
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + rowHeight - viewportHeight);
}
