import { Trash2 } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { CacheBelt, CacheBeltRequest } from '../../../shared/contract-cache.ts';
import { Button } from '../../controls/button.tsx';
import { Section } from '../../controls/section.tsx';
import { formatBytes, formatShare, formatUsage } from '../../format/numbers.ts';
import { usePanel, usePanelState } from '../../state/panel-context.tsx';
import { BROWSER_TIMERS, PacedQuestion } from '../../state/paced-question.ts';
import { t } from '../../language/language.ts';
import { BeltBlocks } from './belt-blocks.tsx';
import styles from './belt.module.css';

interface BeltProps {
  /** A file was chosen on the belt. */
  readonly onChoose: (name: string) => void;
}

/** The whole cache as one bar: the oldest at the left, where files leave; free space hatched. */
export function Belt({ onChoose }: BeltProps) {
  const { store } = usePanel();
  const usage = usePanelState((state) => state.cache.usage);
  const bar = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(bar);
  const belt = useBelt(widthPx);
  const freeBytes = Math.max(0, usage.capacityBytes - usage.usedBytes);
  const heldPx = usage.capacityBytes === 0 ? 0 : (usage.heldBytes / usage.capacityBytes) * widthPx;

  return (
    <Section
      title={t('belt.title')}
      className={styles.section}
      summary={<Summary />}
      actions={
        <Button
          look="quiet"
          size="small"
          icon={<Trash2 size={13} aria-hidden />}
          isDisabled={usage.entries === 0}
          onPress={() => store.setState({ dialog: 'clear-cache' })}
        >
          {t('belt.clear')}
        </Button>
      }
    >
      <div className={styles.frame}>
        <div ref={bar} className={styles.bar}>
          <BeltBlocks blocks={belt.blocks} widthPx={widthPx} onChoose={onChoose} />
          {heldPx > 0 && (
            <div
              className={styles.held}
              title={t('belt.held', { size: formatBytes(usage.heldBytes) })}
              style={{ width: Math.max(1, heldPx), transform: `translateX(${belt.end}px)` }}
            />
          )}
        </div>
        <div className={styles.ends} aria-hidden>
          <span className={styles.end}>{usage.entries > 0 && <>▲ {t('belt.nextOut')}</>}</span>
          <span className={styles.end}>
            {usage.capacityBytes === 0
              ? t('belt.off')
              : freeBytes > 0
                ? t('belt.free', { size: formatBytes(freeBytes) })
                : t('belt.full')}
          </span>
        </div>
      </div>
    </Section>
  );
}

/** "38.2 of 64 MiB · 112 files · hit ratio 91 % · byte hit ratio 84 %". */
function Summary() {
  const usage = usePanelState((state) => state.cache.usage);
  const counters = usePanelState((state) => state.server?.counters);
  return (
    <span className={styles.summary}>
      <span className={styles.usage}>{formatUsage(usage.usedBytes, usage.capacityBytes)}</span>
      <span>{t('belt.files', { count: usage.entries })}</span>
      {counters !== undefined && counters.cacheHits + counters.cacheMisses > 0 && (
        <>
          <span>
            {t('belt.hitRatio', {
              share: formatShare(counters.cacheHits, counters.cacheHits + counters.cacheMisses),
            })}
          </span>
          <span>
            {t('belt.byteHitRatio', {
              share: formatShare(counters.bytesSentFromCache, counters.bytesSent),
            })}
          </span>
        </>
      )}
    </span>
  );
}

const NO_BELT: Pick<CacheBelt, 'blocks' | 'end'> = { blocks: [], end: 0 };

/** The blocks as the host lays them out, asked for anew when the cache or the width has changed. */
function useBelt(widthPx: number): Pick<CacheBelt, 'blocks' | 'end'> {
  const { host } = usePanel();
  // A new object each time that something has changed.
  const status = usePanelState((state) => state.cache);
  const [belt, setBelt] = useState(NO_BELT);
  const [question] = useState(
    () =>
      new PacedQuestion<CacheBeltRequest, CacheBelt>({
        ask: (request) => host.call('cache.belt', request),
        onAnswer: setBelt,
        ...BROWSER_TIMERS,
      }),
  );
  useEffect(() => {
    if (widthPx > 0) question.put({ widthPx });
  }, [question, widthPx, status]);
  useEffect(() => () => question.cancel(), [question]);
  return belt;
}

function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const observed = element.current;
    if (observed === null) return;
    const measure = (): void => setWidth(observed.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
