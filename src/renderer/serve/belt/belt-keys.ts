import type { BeltSpan } from '../../../shared/belt-layout.ts';
import type { BeltBlock } from '../../../shared/contract-cache.ts';
import type { BeltWindow } from './belt-window.ts';
import { indexOf, pointAt, type PointedAt } from './pointed-block.ts';

/** By one step of the keys and the buttons. */
export const ZOOM_STEP = 3;

/** A page leaves something of what was seen in sight. */
const PAGE_WIDTHS = 0.9;

export interface BeltKeyPlace {
  readonly window: BeltWindow;
  /** In sight. */
  readonly blocks: readonly BeltBlock[];
  readonly pointedAt: PointedAt | undefined;
}

/** What a key on the belt does. */
export type BeltKeyEffect =
  | { readonly kind: 'point'; readonly at: PointedAt | undefined }
  | { readonly kind: 'zoom' }
  | { readonly kind: 'choose'; readonly block: BeltBlock };

/** Moves and zooms as a key says; `undefined` for a key that means nothing here. */
export function pressBeltKey(
  key: string,
  { window, blocks, pointedAt }: BeltKeyPlace,
): BeltKeyEffect | undefined {
  const pointed = blocks[indexOf(blocks, pointedAt)];
  switch (key) {
    case 'ArrowRight':
    case 'ArrowLeft':
      return { kind: 'point', at: next(key === 'ArrowRight' ? 1 : -1) };
    case 'PageDown':
    case 'PageUp':
      window.pan(key === 'PageDown' ? PAGE_WIDTHS : -PAGE_WIDTHS);
      return { kind: 'point', at: inTheMiddle(window) };
    case 'Home':
      window.look({ from: 0, bytes: Infinity });
      return { kind: 'point', at: { place: 1 } };
    case 'End': {
      const { endBytes } = window.get();
      window.look({ from: endBytes - window.span.bytes, bytes: window.span.bytes });
      return { kind: 'point', at: { place: window.get().entries } };
    }
    case '+':
    case '=':
    case '-':
    case '_':
      window.zoom(key === '+' || key === '=' ? ZOOM_STEP : 1 / ZOOM_STEP, middle());
      return { kind: 'zoom' };
    case 'Enter':
    case ' ':
      return pointed === undefined ? undefined : { kind: 'choose', block: pointed };
    case 'Escape':
      return pointed === undefined ? undefined : { kind: 'point', at: undefined };
    default:
      return undefined;
  }

  function next(step: 1 | -1): PointedAt | undefined {
    const loaded = window.get().blocks;
    const all = loaded.map(({ block }) => block);
    const from = indexOf(all, pointedAt ?? (blocks[0] && pointAt(blocks[0])));
    const isFirst = pointedAt === undefined || pointed === undefined;
    const target = isFirst ? blocks[0] : all[Math.max(0, Math.min(all.length - 1, from + step))];
    if (target === undefined) return undefined;
    const place = loaded.find(({ block }) => block.place === target.place);
    if (place !== undefined) window.show(place);
    return pointAt(target);
  }

  /** From 0, the left edge, to 1: of the span as it is now, which may not be drawn yet. */
  function middle(): number {
    const loaded = window.get().blocks;
    const pointed =
      loaded[
        indexOf(
          loaded.map(({ block }) => block),
          pointedAt,
        )
      ];
    const { from, bytes } = window.span;
    if (pointed === undefined || pointedAt === undefined || bytes === 0) return 0.5;
    const center = pointed.from + pointed.bytes * shareBefore(pointed.block, pointedAt);
    return Math.max(0, Math.min(1, (center - from) / bytes));
  }
}

/** Of a block, what lies before the middle of the file in a place, as if its files were of one size. */
function shareBefore(block: BeltBlock, { place }: PointedAt): number {
  return block.kind === 'file' ? 0.5 : (place - block.place + 0.5) / block.count;
}

function inTheMiddle(window: BeltWindow): PointedAt | undefined {
  const { from, bytes }: BeltSpan = window.span;
  const found = window.get().blocks.findLast((block) => block.from <= from + bytes / 2);
  return found === undefined ? undefined : pointAt(found.block);
}
