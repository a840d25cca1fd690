import { formatRate } from '../../format/numbers.ts';
import { useMemo } from 'react';
import { usePlot, type PlotOptions } from '../use-plot.ts';
import { usePanelState } from '../../state/panel-context.tsx';
import { t } from '../../language/language.ts';
import styles from './activity.module.css';
import { throughputSeries } from './throughput-series.ts';

const HEIGHT = 34;

/** The bytes sent per second over the last two minutes, the present at the right edge. */
export function ThroughputChart() {
  const samples = usePanelState((state) => state.throughput);
  const frame = usePlot(
    HEIGHT,
    optionsFor,
    useMemo(() => throughputSeries(samples), [samples]),
  );
  const peak = samples.reduce((most, sample) => Math.max(most, sample.bytesPerSecond), 0);
  const latest = samples.at(-1);
  return (
    <div
      className={styles.chart}
      role="img"
      aria-label={`${t('activity.throughput')}: ${formatRate(latest?.bytesPerSecond ?? 0)}`}
    >
      <div ref={frame} className={styles.plot} />
      {peak > 0 && (
        <span className={styles.peak}>{t('activity.peak', { rate: formatRate(peak) })}</span>
      )}
    </div>
  );
}

function optionsFor({ color, outlineColor }: CSSStyleDeclaration): PlotOptions {
  return {
    padding: [4, 0, 2, 0],
    select: { show: false, left: 0, top: 0, width: 0, height: 0 },
    axes: [{ show: false }, { show: false }],
    scales: {
      x: { time: false, range: (_, min, max) => [min, max] },
      // A quiet server draws a flat line at the bottom rather than magnified noise.
      y: { range: (_, __, max) => [0, Math.max(max, 1024) * 1.08] },
    },
    series: [{}, { stroke: color, width: 1.5, fill: outlineColor, points: { show: false } }],
  };
}
