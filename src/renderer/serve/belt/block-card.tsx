import type { BeltBlock } from '../../../shared/contract-cache.ts';
import { VisibleText } from '../../controls/visible-text.tsx';
import { formatBytes } from '../../format/numbers.ts';
import { formatExact } from '../../format/times.ts';
import { t } from '../../language/language.ts';
import styles from './belt.module.css';

const CARD_WIDTH = 264;

/** What a block is, in words. */
export function describeBlock(block: BeltBlock): string {
  if (block.kind === 'group')
    return t('belt.group', { count: block.count, size: formatBytes(block.bytes) });
  const { name, size, cachedAtMs, hits, state } = block.file;
  const notes = [
    ...(block.place === 1 ? [t('belt.nextOut')] : []),
    ...(state === 'loading' ? [t('belt.loading')] : []),
  ];
  return t('belt.block', {
    name: [name, ...notes].join(', '),
    size: formatBytes(size),
    cached: formatExact(cachedAtMs),
    hits: t('belt.hits', { count: hits }),
  });
}

interface BlockCardProps {
  readonly block: BeltBlock;
  /** Of the belt. */
  readonly widthPx: number;
}

/** What a block is, beside it. */
export function BlockCard({ block, widthPx }: BlockCardProps) {
  const right = Math.min(widthPx, block.left + block.width);
  const center = (Math.max(0, block.left) + right) / 2;
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
        <>
          <p className={styles.cardName}>
            {t('belt.group', { count: block.count, size: formatBytes(block.bytes) })}
          </p>
          <p className={styles.cardFacts}>{t('belt.groupHint')}</p>
        </>
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
