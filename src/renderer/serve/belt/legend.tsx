import { useState, type ReactNode } from 'react';
import type { BeltBlock, CacheStatus } from '../../../shared/contract-cache.ts';
import { formatBytes } from '../../format/numbers.ts';
import { usePanelState } from '../../state/panel-context.tsx';
import { classNames } from '../../styles/class-names.ts';
import { t } from '../../language/language.ts';
import type { LoadedBelt } from './belt-window.ts';
import styles from './legend.module.css';

interface LegendProps {
  readonly belt: LoadedBelt;
  /** In sight. */
  readonly blocks: readonly BeltBlock[];
}

/** What the belt begins and ends with, and what its patterns mean, as far as they occur. */
export function Legend({ belt: { span, endBytes }, blocks }: LegendProps) {
  const usage = usePanelState((state) => state.cache.usage);
  const seen = useSeen(usage, blocks);
  const older = span?.from ?? 0;
  const newer = span === undefined ? 0 : endBytes - span.from - span.bytes;
  return (
    <ul className={styles.legend} aria-label={t('belt.legend')}>
      {older >= 1 ? (
        <li className={styles.start}>
          ‹ <bdi>{t('belt.older', { size: formatBytes(older) })}</bdi>
        </li>
      ) : (
        usage.entries > 0 && (
          <li className={styles.start}>
            ▲ <bdi>{t('belt.nextOut')}</bdi>
          </li>
        )
      )}
      {usage.entries > 1 && <Pattern look={styles.agePattern}>{t('belt.ages')}</Pattern>}
      {seen.has('group') && <Pattern look={styles.groupPattern}>{t('belt.smallFiles')}</Pattern>}
      {seen.has('loading') && <Pattern look={styles.loadingPattern}>{t('belt.loading')}</Pattern>}
      {seen.has('held') && <Pattern look={styles.heldPattern}>{t('belt.heldOnes')}</Pattern>}
      {newer >= 1 ? (
        <li className={styles.finish}>
          <bdi>{t('belt.newer', { size: formatBytes(newer) })}</bdi> ›
        </li>
      ) : (
        <Free usage={usage} />
      )}
    </ul>
  );
}

function Free({ usage: { capacityBytes, usedBytes } }: Pick<CacheStatus, 'usage'>) {
  const freeBytes = Math.max(0, capacityBytes - usedBytes);
  if (capacityBytes === 0) return <li className={styles.finish}>{t('belt.off')}</li>;
  if (freeBytes === 0) return <li className={styles.finish}>{t('belt.full')}</li>;
  return (
    <Pattern look={styles.freePattern} isLast>
      {t('belt.free', { size: formatBytes(freeBytes) })}
    </Pattern>
  );
}

interface PatternProps {
  readonly look: string | undefined;
  readonly isLast?: boolean;
  readonly children: ReactNode;
}

function Pattern({ look, isLast = false, children }: PatternProps) {
  return (
    <li className={classNames(isLast && styles.finish)}>
      <span className={classNames(styles.pattern, look)} aria-hidden />
      <bdi>{children}</bdi>
    </li>
  );
}

type Occurring = 'group' | 'loading' | 'held';

/** What has occurred since the panel was opened: what comes and goes in an instant should not make the legend flicker. */
function useSeen(
  { heldBytes }: CacheStatus['usage'],
  blocks: readonly BeltBlock[],
): ReadonlySet<Occurring> {
  const [seen, setSeen] = useState<ReadonlySet<Occurring>>(new Set());
  const fresh = new Set(seen);
  if (heldBytes > 0) fresh.add('held');
  for (const block of blocks) {
    if (block.kind === 'group') fresh.add('group');
    else if (block.file.state === 'loading') fresh.add('loading');
  }
  if (fresh.size > seen.size) setSeen(fresh);
  return seen;
}
