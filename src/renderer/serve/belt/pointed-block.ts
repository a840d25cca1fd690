import type { BeltBlock } from '../../../shared/contract-cache.ts';

/** Which block is meant, through zooming and through files that come and leave. */
export interface PointedAt {
  /** In the queue, of a file in it; 1 is the next out. */
  readonly place: number;
  /** Of a single file. */
  readonly name?: string;
}

export function pointAt(block: BeltBlock): PointedAt {
  return block.kind === 'file'
    ? { place: block.place, name: block.name }
    : { place: block.place + (block.count >> 1) };
}

/** The block of a file, else the one that is in its place now; -1 when that is none of them. */
export function indexOf(blocks: readonly BeltBlock[], pointedAt: PointedAt | undefined): number {
  if (pointedAt === undefined) return -1;
  const { place, name } = pointedAt;
  const named =
    name === undefined
      ? -1
      : blocks.findIndex((block) => block.kind === 'file' && block.name === name);
  if (named >= 0) return named;
  return blocks.findIndex(
    (block) =>
      block.place <= place && place < block.place + (block.kind === 'group' ? block.count : 1),
  );
}
