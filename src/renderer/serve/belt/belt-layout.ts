import type { CachedFile } from '../../../shared/contract-server.ts';

/** A block narrower than this is not drawn by itself, in px. */
export const LEAST_BLOCK_PX = 2;

/** A group of small files ends once it is this wide, so that a belt of small files still shows age. */
const GROUP_PX = 10;

/** Steps of age that the colours tell apart; 0 is the newest. */
const AGE_STEPS = 5;

interface BlockPlace {
  /** Stays the same while the block slides. Groups are told apart by their order: which files are in one changes all the time. */
  readonly key: string;
  /** The name of the file, or of the first of the group. */
  readonly name: string;
  /** From the left edge of the belt, in px. */
  readonly left: number;
  readonly width: number;
  /** From 0, the newest, to 5, the next out. */
  readonly age: number;
}

export interface FileBlock extends BlockPlace {
  readonly kind: 'file';
  readonly file: CachedFile;
  /** In the queue; 1 is the next out. */
  readonly place: number;
}

/** Files too small to be drawn one by one. */
export interface GroupBlock extends BlockPlace {
  readonly kind: 'group';
  readonly count: number;
  readonly bytes: number;
  readonly place: number;
}

export type BeltBlock = FileBlock | GroupBlock;

export interface Belt {
  readonly blocks: readonly BeltBlock[];
  /** Where free space, or what is held by readers, begins, in px. */
  readonly end: number;
}

/**
 * Lays the cached files out from the left, the oldest first, each as wide as its share of the
 * capacity. Widths add up: what is merged takes the place that its files would have taken.
 */
export function layOutBelt(
  files: readonly CachedFile[],
  capacityBytes: number,
  widthPx: number,
): Belt {
  const scale = capacityBytes === 0 ? 0 : widthPx / capacityBytes;
  const blocks: BeltBlock[] = [];
  let group: { first: CachedFile; place: number; count: number; bytes: number } | undefined;
  let offset = 0;
  let groups = 0;

  const ageAt = (index: number): number =>
    files.length < 2
      ? 0
      : Math.round(((files.length - 1 - index) / (files.length - 1)) * AGE_STEPS);

  function endGroup(): void {
    if (group === undefined) return;
    const { first, place, count, bytes } = group;
    const width = bytes * scale;
    const common = {
      name: first.name,
      left: (offset - bytes) * scale,
      age: ageAt(place - 1),
      place,
    };
    if (count === 1) {
      blocks.push({ kind: 'file', key: first.name, file: first, ...common, width });
    } else {
      groups += 1;
      blocks.push({ kind: 'group', key: `group ${groups}`, count, bytes, ...common, width });
    }
    group = undefined;
  }

  for (const [index, file] of files.entries()) {
    if (file.size * scale < LEAST_BLOCK_PX) {
      group ??= { first: file, place: index + 1, count: 0, bytes: 0 };
      group.count += 1;
      group.bytes += file.size;
      offset += file.size;
      if (group.bytes * scale >= GROUP_PX) endGroup();
      continue;
    }
    endGroup();
    blocks.push({
      kind: 'file',
      key: file.name,
      name: file.name,
      file,
      place: index + 1,
      left: offset * scale,
      width: file.size * scale,
      age: ageAt(index),
    });
    offset += file.size;
  }
  endGroup();
  return { blocks, end: offset * scale };
}
