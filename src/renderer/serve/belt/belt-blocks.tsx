import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { formatBytes } from '../../format/numbers.ts';
import { formatExact } from '../../format/times.ts';
import type { BeltBlock } from '../../../shared/contract-cache.ts';
import { classNames } from '../../styles/class-names.ts';
import { t } from '../../language/language.ts';
import styles from './belt.module.css';
import { useSliding } from './use-sliding.ts';
import { VisibleText } from '../../controls/visible-text.tsx';
import { visibleText } from '../../../shared/visible-text.ts';

interface BeltBlocksProps {
  readonly blocks: readonly BeltBlock[];
  readonly widthPx: number;
  readonly onChoose: (name: string) => void;
}

/** The blocks, one stop for the Tab key; the arrow keys go from block to block. */
export function BeltBlocks({ blocks, widthPx, onChoose }: BeltBlocksProps) {
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const [pointedKey, setPointedKey] = useState<string>();
  const [isFocused, setFocused] = useState(false);
  useSliding(list, blocks, widthPx);
  const pointedIndex = blocks.findIndex((block) => block.key === pointedKey);
  const pointed = blocks[pointedIndex];

  function onKeyDown(event: KeyboardEvent): void {
    const last = blocks.length - 1;
    const target = {
      ArrowRight: Math.min(last, pointedIndex + 1),
      ArrowLeft: Math.max(0, pointedIndex - 1),
      Home: 0,
      End: last,
    }[event.key];
    if (target !== undefined) {
      event.preventDefault();
      setPointedKey(blocks[target]?.key);
    } else if ((event.key === 'Enter' || event.key === ' ') && pointed !== undefined) {
      event.preventDefault();
      choose(pointed);
    } else if (event.key === 'Escape') setPointedKey(undefined);
  }

  function choose(block: BeltBlock): void {
    onChoose(block.name);
  }

  return (
    <>
      <div
        ref={list}
        role="listbox"
        aria-label={t('belt.blocks')}
        aria-orientation="horizontal"
        aria-activedescendant={pointedIndex < 0 ? undefined : `${id}-${pointedIndex}`}
        tabIndex={0}
        data-ghost-class={classNames(styles.block, styles.ghost)}
        className={styles.blocks}
        onKeyDown={onKeyDown}
        onFocus={() => {
          setFocused(true);
          setPointedKey((key) => key ?? blocks[0]?.key);
        }}
        onBlur={() => {
          setFocused(false);
          setPointedKey(undefined);
        }}
        onPointerLeave={() => {
          if (!isFocused) setPointedKey(undefined);
        }}
      >
        {blocks.map((block, index) => (
          <div
            key={block.key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === pointedIndex}
            aria-label={visibleText(describe(block))}
            data-block={block.key}
            className={classNames(
              styles.block,
              styles[`age${block.age}`],
              block.kind === 'group' && styles.group,
              block.kind === 'file' && block.file.state === 'loading' && styles.loading,
              index === pointedIndex && styles.pointed,
            )}
            style={{
              // A hair between neighbours, as long as there is room for it.
              width: Math.max(0.75, block.width - (block.width > 3 ? 1 : 0.25)),
              transform: `translateX(${block.left}px)`,
            }}
            onPointerEnter={() => setPointedKey(block.key)}
            onClick={() => choose(block)}
          />
        ))}
      </div>
      {pointed !== undefined && <BlockCard block={pointed} widthPx={widthPx} />}
    </>
  );
}

function describe(block: BeltBlock): string {
  if (block.kind === 'group')
    return t('belt.group', { count: block.count, size: formatBytes(block.bytes) });
  const { name, size, cachedAtMs, hits } = block.file;
  return t('belt.block', {
    name,
    size: formatBytes(size),
    cached: formatExact(cachedAtMs),
    hits: t('belt.hits', { count: hits }),
  });
}

const CARD_WIDTH = 264;

/** What a block is, beside it. */
function BlockCard({ block, widthPx }: { readonly block: BeltBlock; readonly widthPx: number }) {
  const center = block.left + block.width / 2;
  const left = Math.min(Math.max(0, center - CARD_WIDTH / 2), Math.max(0, widthPx - CARD_WIDTH));
  return (
    <div
      className={styles.card}
      aria-hidden
      style={{
        width: CARD_WIDTH,
        transform: `translateX(${left}px)`,
        '--point': `${center - left}px`,
      }}
    >
      {block.kind === 'group' ? (
        <p className={styles.cardName}>
          {t('belt.group', { count: block.count, size: formatBytes(block.bytes) })}
        </p>
      ) : (
        <>
          <p className={styles.cardName}>
            <VisibleText text={block.file.name} wraps />
          </p>
          <p className={styles.cardFacts}>
            <span>{formatBytes(block.file.size)}</span>
            <span>{t('belt.hits', { count: block.file.hits })}</span>
            {block.file.state === 'loading' && <span>{t('belt.loading')}</span>}
            {block.place === 1 && <span>{t('belt.nextOut')}</span>}
          </p>
          <p className={styles.cardFacts}>{formatExact(block.file.cachedAtMs)}</p>
        </>
      )}
    </div>
  );
}
