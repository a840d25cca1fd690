/** Where the rows of a grid are, one below the other; all in px. */
export interface RowHeights {
  readonly total: number;
  readonly heightOf: (index: number) => number;
  /** For the number of rows: where the next one would be. */
  readonly topOf: (index: number) => number;
  /** The row at a place; the last one for places below it, and 0 without rows. */
  readonly indexAt: (place: number) => number;
}

/** Rows that are all of the same height. */
export function evenHeights(count: number, height: number): RowHeights {
  return {
    total: count * height,
    heightOf: () => height,
    topOf: (index) => index * height,
    indexAt: (place) => Math.max(0, Math.min(count - 1, Math.floor(place / height))),
  };
}

/** Rows that each have a height of their own. */
export function unevenHeights(count: number, heightOf: (index: number) => number): RowHeights {
  const tops = new Float64Array(count + 1);
  for (let index = 0; index < count; index += 1) tops[index + 1] = tops[index]! + heightOf(index);
  const topOf = (index: number): number => tops[index] ?? tops[count]!;
  return {
    total: tops[count]!,
    heightOf: (index) => topOf(index + 1) - topOf(index),
    topOf,
    indexAt: (place) => {
      let [low, high] = [0, count - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (tops[middle]! <= place) low = middle;
        else high = middle - 1;
      }
      return low;
    },
  };
}
