import { useCallback, useMemo } from 'react';
import type { ShadowScore } from '../../../shared/contract-laboratory.ts';
import { usePlot, type PlotOptions } from '../use-plot.ts';
import { formatBytes, formatShare } from '../../format/numbers.ts';
import { t } from '../../language/language.ts';
import styles from './what-if.module.css';

const HEIGHT = 150;

interface CurveProps {
  readonly shadows: readonly ShadowScore[];
}

/** The miss ratio of FIFO over the sizes that were replayed, of requests and of bytes. */
export function Curve({ shadows }: CurveProps) {
  const points = useMemo(
    () => shadows.filter(({ policy }) => policy === 'FIFO').toSorted((a, b) => a.factor - b.factor),
    [shadows],
  );
  const sizes = points.map(({ capacityBytes }) => formatBytes(capacityBytes));
  const frame = usePlot(
    HEIGHT,
    useOptionsFor(sizes),
    useMemo(
      () => [
        points.map((_, index) => index),
        points.map(({ hitRatio }) => 1 - hitRatio),
        points.map(({ byteHitRatio }) => 1 - byteHitRatio),
      ],
      [points],
    ),
  );
  const description = points.map(({ hitRatio, byteHitRatio }, index) =>
    t('whatIf.curvePoint', {
      size: sizes[index]!,
      missed: formatShare(1 - hitRatio, 1),
      bytes: formatShare(1 - byteHitRatio, 1),
    }),
  );
  return (
    <figure className={styles.curve}>
      <figcaption className={styles.legend}>
        <span>{t('whatIf.curveTitle')}</span>
        <span className={styles.solid}>{t('whatIf.requestsMissed')}</span>
        <span className={styles.dashed}>{t('whatIf.bytesMissed')}</span>
      </figcaption>
      <div
        ref={frame}
        className={styles.plot}
        role="img"
        aria-label={`${t('whatIf.curveTitle')}. ${description.join('; ')}`}
      />
    </figure>
  );
}

function useOptionsFor(sizes: readonly string[]): (style: CSSStyleDeclaration) => PlotOptions {
  // The array is new each time, its text is not.
  const axisText = sizes.join('\n');
  return useCallback((style) => optionsFor(style, axisText.split('\n')), [axisText]);
}

function optionsFor(
  { color, outlineColor, borderColor, font }: CSSStyleDeclaration,
  names: readonly string[],
): PlotOptions {
  const axis = { stroke: outlineColor, grid: { stroke: borderColor, width: 1 }, font };
  return {
    padding: [8, 24, 0, 0],
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
  };
}
