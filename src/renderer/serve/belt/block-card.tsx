import type { BeltBlock } from '../../../shared/contract-cache.ts';
import { formatBytes } from '../../../shared/units.ts';
import { VisibleText } from '../../controls/visible-text.tsx';
import { formatCount } from '../../format/numbers.ts';
import { formatExact } from '../../format/times.ts';
import { strings } from '../../strings/strings.ts';
import styles from './belt.module.css';

const text = strings.belt;
const CARD_WIDTH = 264;

/** What a block is, in words. */
export function describeBlock(block: BeltBlock): string {
  if (block.kind === 'group') return text.group(formatCount(block.count), formatBytes(block.bytes));
  const { name, size, cachedAtMs, hits, state } = block.file;
  const notes = [
    ...(block.place === 1 ? [text.nextOut] : []),
    ...(state === 'loading' ? [text.loading] : []),
  ];
  return text.block(
    [name, ...notes].join(', '),
    formatBytes(size),
    formatExact(cachedAtMs),
    text.hits(formatCount(hits), hits === 1),
  );
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
            {text.group(formatCount(block.count), formatBytes(block.bytes))}
          </p>
          <p className={styles.cardFacts}>{text.groupHint}</p>
        </>
      ) : (
        <>
          <p className={styles.cardName}>
            <VisibleText text={block.file.name} wraps />
          </p>
          <p className={styles.cardFacts}>
            <span>{formatBytes(block.file.size)}</span>
            <span>{text.hits(formatCount(block.file.hits), block.file.hits === 1)}</span>
            {block.file.state === 'loading' && <span>{text.loading}</span>}
            {block.place === 1 && <span>{text.nextOut}</span>}
          </p>
          <p className={styles.cardFacts}>{formatExact(block.file.cachedAtMs)}</p>
        </>
      )}
    </div>
  );
}
