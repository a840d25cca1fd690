import { formatRate } from '../../../shared/format.ts';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useMedia } from '../../layout/use-media.ts';
import { usePanelState } from '../../state/panel-context.tsx';
import { strings } from '../../strings/strings.ts';
import styles from './activity.module.css';
import { throughputSeries } from './throughput-series.ts';

const HEIGHT = 34;

/** The bytes sent per second over the last two minutes, the present at the right edge. */
export function ThroughputChart() {
  const samples = usePanelState((state) => state.throughput);
  const theme = usePanelState((state) => state.settings?.theme);
  const isDark = useMedia('(prefers-color-scheme: dark)');
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    // The canvas cannot use custom properties, so it is made anew with the theme.
    const style = getComputedStyle(element);
    const line = style.color;
    const plot = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        padding: [4, 0, 2, 0],
        legend: { show: false },
        cursor: { show: false },
        select: { show: false, left: 0, top: 0, width: 0, height: 0 },
        axes: [{ show: false }, { show: false }],
        scales: {
          x: { time: false, range: (_, min, max) => [min, max] },
          // A quiet server draws a flat line at the bottom rather than magnified noise.
          y: { range: (_, __, max) => [0, Math.max(max, 1024) * 1.08] },
        },
        series: [
          {},
          {
            stroke: line,
            width: 1.5,
            fill: style.outlineColor,
            points: { show: false },
          },
        ],
      },
      [[], []],
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
  }, [theme, isDark]);

  useEffect(() => {
    chart.current?.setData(throughputSeries(samples));
  }, [samples, theme, isDark]);

  const peak = samples.reduce((most, sample) => Math.max(most, sample.bytesPerSecond), 0);
  const latest = samples.at(-1);
  return (
    <div
      className={styles.chart}
      role="img"
      aria-label={`${strings.activity.throughput}: ${formatRate(latest?.bytesPerSecond ?? 0)}`}
    >
      <div ref={frame} className={styles.plot} />
      {peak > 0 && <span className={styles.peak}>{strings.activity.peak(formatRate(peak))}</span>}
    </div>
  );
}
