/** A block narrower than this is not drawn by itself, in px. */
export const LEAST_BLOCK_PX = 2;

/** A group of small files ends once it is this wide, so that a belt of small files still shows age. */
const GROUP_PX = 10;

/** What ends or begins within this of an edge belongs to the part, in px: empty files, too. */
const EDGE_PX = 0.5;

/** Steps of age that the colours tell apart; 0 is the newest. */
const AGE_STEPS = 5;

/** A file, or so many small ones beside each other. */
export interface BeltStretch {
  /** Of the first file, in the queue; 0 is the next out. */
  readonly index: number;
  readonly count: number;
  readonly bytes: number;
  /** From the left edge of the belt, in px. */
  readonly left: number;
  readonly width: number;
  /** From 0, the newest, to 5, the next out. */
  readonly age: number;
}

/** A part of the belt, or the whole of it: from 0, so many bytes as the cache may hold. */
export interface BeltSpan {
  /** Bytes before it, of older files; less than 0 where it begins before the oldest. */
  readonly from: number;
  readonly bytes: number;
}

export interface BeltLayout {
  readonly stretches: readonly BeltStretch[];
  /** Where free space, or what is held by readers, begins, in px. */
  readonly end: number;
}

/**
 * Lays out the cached files of a part of the belt from the left, the oldest first, each as wide as
 * its share of the part; those that reach into it are there with their whole width. Widths add up:
 * what is merged takes the place that its files would have taken, and the same files are merged
 * wherever the part begins. However many files there are, there are no more stretches than pixels.
 */
export function layOutBelt(sizes: ArrayLike<number>, span: BeltSpan, widthPx: number): BeltLayout {
  const scale = span.bytes === 0 ? 0 : widthPx / span.bytes;
  const last = sizes.length - 1;
  const stretches: BeltStretch[] = [];
  /** The group that is being gathered. */
  let first = 0;
  let count = 0;
  let bytes = 0;
  let offset = -span.from;

  function add(stretch: { index: number; count: number; bytes: number }): void {
    const left = (offset - stretch.bytes) * scale;
    if (left > widthPx + EDGE_PX || offset * scale < -EDGE_PX) return;
    stretches.push({
      ...stretch,
      left,
      width: stretch.bytes * scale,
      age: last < 1 ? 0 : Math.round(((last - stretch.index) / last) * AGE_STEPS),
    });
  }
  function endGroup(): void {
    if (count > 0) add({ index: first, count, bytes });
    count = 0;
    bytes = 0;
  }

  for (let index = 0; index <= last; index++) {
    const size = sizes[index]!;
    if (size * scale < LEAST_BLOCK_PX) {
      if (count === 0) first = index;
      count += 1;
      bytes += size;
      offset += size;
      if (bytes * scale >= GROUP_PX) endGroup();
      continue;
    }
    endGroup();
    offset += size;
    add({ index, count: 1, bytes: size });
  }
  endGroup();
  return { stretches, end: offset * scale };
}
