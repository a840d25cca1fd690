import { Trash2, ZoomIn, ZoomOut } from 'lucide-react';
import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type RefObject,
} from 'react';
import { Button, IconButton } from '../../controls/button.tsx';
import { ProblemNote } from '../../controls/problem-note.tsx';
import { Section } from '../../controls/section.tsx';
import { formatBytes, formatShare, formatUsage } from '../../format/numbers.ts';
import { failureSentence } from '../../language/sentences.ts';
import { useAttempt, usePanel, usePanelState } from '../../state/panel-context.tsx';
import { announce } from '../../state/panel-state.ts';
import { BROWSER_TIMERS } from '../../state/paced-question.ts';
import { t } from '../../language/language.ts';
import { BeltBlocks } from './belt-blocks.tsx';
import { ZOOM_STEP } from './belt-keys.ts';
import { LEAST_SPAN_BYTES } from './belt-span.ts';
import { BeltWindow, blocksInSight } from './belt-window.ts';
import { Legend } from './legend.tsx';
import styles from './belt.module.css';

interface BeltProps {
  /** A file was chosen on the belt. */
  readonly onChoose: (name: string) => void;
}

/** The whole cache as one bar: the oldest at the left, where files leave; free space hatched. */
export function Belt({ onChoose }: BeltProps) {
  const { host, store } = usePanel();
  const attempt = useAttempt();
  // A new object each time that something has changed.
  const status = usePanelState((state) => state.cache);
  const { usage } = status;
  const bar = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(bar);
  const [part] = useState(() => new BeltWindow({ host, ...BROWSER_TIMERS }));
  const belt = useSyncExternalStore(part.subscribe, part.get);
  useEffect(() => part.refresh(widthPx, status.usage.capacityBytes), [part, widthPx, status]);

  const { from, bytes } = belt.span ?? { from: 0, bytes: usage.capacityBytes };
  const blocks = useMemo(
    () => blocksInSight(belt.blocks, { from, bytes }, widthPx),
    [belt.blocks, from, bytes, widthPx],
  );
  const pxPerByte = bytes === 0 ? 0 : widthPx / bytes;
  const heldPx = usage.heldBytes * pxPerByte;

  function sayPart(): void {
    const { span } = part.get();
    announce(
      store,
      span === undefined
        ? t('belt.showingAll')
        : t('belt.showing', {
            size: formatBytes(span.bytes),
            all: formatBytes(usage.capacityBytes),
          }),
    );
  }

  function zoom(factor: number): void {
    part.zoom(factor, 0.5);
    sayPart();
  }

  return (
    <Section
      title={t('belt.title')}
      className={styles.section}
      summary={<Summary />}
      actions={
        <>
          <IconButton
            label={t('belt.zoomOut')}
            size="small"
            isDisabled={belt.span === undefined}
            onPress={() => zoom(1 / ZOOM_STEP)}
          >
            <ZoomOut size={14} aria-hidden />
          </IconButton>
          <IconButton
            label={t('belt.zoomIn')}
            size="small"
            isDisabled={usage.entries === 0 || bytes <= LEAST_SPAN_BYTES}
            onPress={() => zoom(ZOOM_STEP)}
          >
            <ZoomIn size={14} aria-hidden />
          </IconButton>
          <Button
            look="quiet"
            size="small"
            icon={<Trash2 size={13} aria-hidden />}
            isDisabled={usage.entries === 0}
            onPress={() => store.setState({ dialog: 'clear-cache' })}
          >
            {t('belt.clear')}
          </Button>
        </>
      }
    >
      {attempt.problem !== undefined && (
        <div className={styles.problem}>
          <ProblemNote>{failureSentence(attempt.problem)}</ProblemNote>
        </div>
      )}
      <div className={styles.frame}>
        <div ref={bar} className={styles.bar}>
          {heldPx > 0 && (
            <div className={styles.heldLayer}>
              <div
                className={styles.held}
                title={t('belt.held', { size: formatBytes(usage.heldBytes) })}
                style={{
                  width: Math.max(1, heldPx),
                  transform: `translateX(${(belt.endBytes - from) * pxPerByte}px)`,
                }}
              />
            </div>
          )}
          <BeltBlocks
            window={part}
            blocks={blocks}
            widthPx={widthPx}
            attempt={attempt}
            onChoose={onChoose}
            onZoom={sayPart}
          />
          {belt.span !== undefined && (
            <div className={styles.overview}>
              <div
                className={styles.inSight}
                style={{
                  left: `${(from / usage.capacityBytes) * 100}%`,
                  width: `${(bytes / usage.capacityBytes) * 100}%`,
                }}
              />
            </div>
          )}
        </div>
        <Legend belt={belt} blocks={blocks} />
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
