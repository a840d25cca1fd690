import { useLayoutEffect, useRef, type RefObject } from 'react';
import type { BeltSpan } from '../../../shared/belt-layout.ts';
import type { BeltBlock } from '../../../shared/contract-cache.ts';

const SLIDE = { duration: 320, easing: 'cubic-bezier(0.25, 0.8, 0.35, 1)' } as const;

/** Beyond these, sliding would show nothing but a flicker, and cost frames. */
const MOST_BLOCKS = 160;
const MOST_CHANGES = 24;

/**
 * Lets blocks slide to where they were drawn: new ones in from the right, those that left off over
 * the left edge, the rest after them. Does nothing in a part of the belt, nor for people who asked for less motion.
 */
export function useSliding(
  belt: RefObject<HTMLElement | null>,
  blocks: readonly BeltBlock[],
  widthPx: number,
  span: BeltSpan | undefined,
): void {
  const before = useRef({ blocks, widthPx, span });

  useLayoutEffect(() => {
    const { blocks: oldBlocks, widthPx: oldWidth, span: oldSpan } = before.current;
    before.current = { blocks, widthPx, span };
    const element = belt.current;
    if (element === null || oldBlocks === blocks || oldWidth !== widthPx || oldWidth === 0) return;
    // A part stays with what is in it; whoever moves it wants to see it moved at once.
    if (span !== undefined || oldSpan !== undefined) return;
    if (blocks.length > MOST_BLOCKS || oldBlocks.length > MOST_BLOCKS) return;
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;

    const oldByKey = new Map(oldBlocks.map((block) => [block.key, block]));
    const keys = new Set(blocks.map((block) => block.key));
    // Groups only change what they hold.
    const isGone = (block: BeltBlock): boolean => block.kind === 'file' && !keys.has(block.key);
    const left = oldBlocks.filter(isGone);
    const entered = blocks.filter((block) => block.kind === 'file' && !oldByKey.has(block.key));
    if (left.length + entered.length > MOST_CHANGES) return;

    for (const child of element.querySelectorAll<HTMLElement>('[data-block]')) {
      const block = blocks.find(({ key }) => key === child.dataset.block);
      if (block?.kind !== 'file') continue;
      const old = oldByKey.get(block.key);
      const from = old === undefined ? widthPx : old.left;
      if (Math.abs(from - block.left) < 0.5) continue;
      child.animate(
        [{ transform: `translateX(${from}px)` }, { transform: `translateX(${block.left}px)` }],
        SLIDE,
      );
    }
    for (const block of left) slideOff(element, block, oldBlocks);
  }, [belt, blocks, widthPx, span]);
}

function slideOff(belt: HTMLElement, block: BeltBlock, oldBlocks: readonly BeltBlock[]): void {
  const ghost = document.createElement('div');
  ghost.className = belt.dataset.ghostClass ?? '';
  ghost.ariaHidden = 'true';
  ghost.style.width = `${Math.max(1, block.width - 1)}px`;
  belt.append(ghost);
  const from = `translateX(${block.left}px)`;
  // What left out of the middle fades where it was: nothing pushed it off.
  const isOldest = oldBlocks.indexOf(block) < 3;
  const to = isOldest ? `translateX(${-block.width - 4}px)` : from;
  const animation = ghost.animate(
    [
      { transform: from, opacity: 1 },
      { transform: to, opacity: isOldest ? 0.7 : 0 },
    ],
    SLIDE,
  );
  const remove = (): void => ghost.remove();
  animation.finished.then(remove, remove);
}
