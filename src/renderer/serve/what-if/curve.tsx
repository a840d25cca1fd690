import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { ShadowScore } from '../../../shared/contract-laboratory.ts';
import { formatBytes } from '../../../shared/units.ts';
import { formatShare } from '../../format/numbers.ts';
import { useMedia } from '../../layout/use-media.ts';
import { usePanelState } from '../../state/panel-context.tsx';
import { strings } from '../../strings/strings.ts';
import styles from './what-if.module.css';

const text = strings.whatIf;
const HEIGHT = 150;

interface CurveProps {
  readonly shadows: readonly ShadowScore[];
}

/** The miss ratio of FIFO over the sizes that were replayed, of requests and of bytes. */
export function Curve({ shadows }: CurveProps) {
  const theme = usePanelState((state) => state.settings?.theme);
  const isDark = useMedia('(prefers-color-scheme: dark)');
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  const points = shadows
    .filter(({ policy }) => policy === 'FIFO')
    .toSorted((a, b) => a.factor - b.factor);
  const sizes = points.map(({ capacityBytes }) => formatBytes(capacityBytes));
  // The array is new each time, its text is not.
  const axisText = sizes.join('\n');

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const names = axisText.split('\n');
    // The canvas cannot use custom properties, so it is made anew with the theme.
    const { color, outlineColor, borderColor, font } = getComputedStyle(element);
    const axis = { stroke: outlineColor, grid: { stroke: borderColor, width: 1 }, font };
    const plot = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        padding: [8, 24, 0, 0],
        legend: { show: false },
        cursor: { show: false },
        // Each size is twice the one before, so their numbers are as far apart as their logarithms.
        scales: { x: { time: false }, y: { range: [0, 1] } },
        axes: [
          {
            ...axis,
            size: 30,
            splits: () => names.map((_, index) => index),
            values: (_, at) => at.map((index) => names[index] ?? ''),
          },
          { ...axis, size: 52, values: (_, at) => at.map((ratio) => formatShare(ratio, 1)) },
        ],
        series: [
          {},
          { stroke: color, width: 2, points: { show: true, size: 6, fill: color } },
          { stroke: outlineColor, width: 2, dash: [5, 4], points: { show: true, size: 6 } },
        ],
      },
      [[], [], []],
      element,
    );
    chart.current = plot;
    const observer = new ResizeObserver(() => {
      plot.setSize({ width: element.clientWidth, height: HEIGHT });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
      chart.current = undefined;
    };
  }, [theme, isDark, axisText]);

  useEffect(() => {
    chart.current?.setData([
      points.map((_, index) => index),
      points.map(({ hitRatio }) => 1 - hitRatio),
      points.map(({ byteHitRatio }) => 1 - byteHitRatio),
    ]);
  }, [points, theme, isDark]);

  const description = points.map(({ hitRatio, byteHitRatio }, index) =>
    text.curvePoint(sizes[index]!, formatShare(1 - hitRatio, 1), formatShare(1 - byteHitRatio, 1)),
  );
  return (
    <figure className={styles.curve}>
      <figcaption className={styles.legend}>
        <span>{text.curveTitle}</span>
        <span className={styles.solid}>{text.requestsMissed}</span>
        <span className={styles.dashed}>{text.bytesMissed}</span>
      </figcaption>
      <div
        ref={frame}
        className={styles.plot}
        role="img"
        aria-label={`${text.curveTitle}. ${description.join('; ')}`}
      />
    </figure>
  );
}
