import { memo } from 'react';
import type { BeltBlock } from '../../../shared/contract-cache.ts';
import { visibleText } from '../../language/visible-text.ts';
import { classNames } from '../../styles/class-names.ts';
import { describeBlock } from './block-card.tsx';
import styles from './belt.module.css';
import { fittingName } from './fitting-name.ts';
import { smallTextWidth } from './text-width.ts';

/** Beside a name, on both sides together. */
const NAME_MARGIN_PX = 12;
const LEAST_NAME_PX = 30;

interface BlockProps {
  readonly id: string;
  readonly block: BeltBlock;
  /** Of the belt. */
  readonly widthPx: number;
  /** The one that is pointed at. */
  readonly isPointed: boolean;
}

/** A file of the cache, or several small ones, as wide as they are large. */
export const Block = memo(function Block({ id, block, widthPx, isPointed }: BlockProps) {
  const isLoading = block.kind === 'file' && block.file.state === 'loading';
  // A hair between neighbours, as long as there is room for it.
  const width = Math.max(0.75, block.width - (block.width > 3 ? 1 : 0.25));
  // The name is written where the block is in sight.
  const hidden = Math.max(0, -block.left);
  const room = Math.min(block.width, widthPx - block.left) - hidden - NAME_MARGIN_PX;
  const name =
    block.kind === 'group' || room < LEAST_NAME_PX
      ? undefined
      : fittingName(visibleText(block.name), room, smallTextWidth);
  return (
    <div
      id={id}
      role="option"
      aria-selected={isPointed}
      aria-label={visibleText(describeBlock(block))}
      data-block={block.key}
      data-place={block.place}
      className={classNames(
        styles.block,
        styles[`age${block.age}`],
        block.kind === 'group' && styles.group,
        isLoading && styles.loading,
        isPointed && styles.pointed,
      )}
      style={{ width, transform: `translateX(${block.left}px)`, '--hidden': `${hidden}px` }}
      // Drawn by the style sheet: cut, it is no part of what the block is called.
      data-name={name}
    />
  );
});
