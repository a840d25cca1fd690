import { useEffect, useRef, type RefObject } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useMedia } from '../layout/use-media.ts';
import { usePanelState } from '../state/panel-context.tsx';

/** What differs from plot to plot. */
export type PlotOptions = Omit<uPlot.Options, 'width' | 'height' | 'legend' | 'cursor'>;

/**
 * Draws in the frame, as wide as that is.
 *
 * @param height in px
 * @param optionsFor for the styles of the frame; another function makes the plot anew
 * @param data another array is drawn
 */
export function usePlot(
  height: number,
  optionsFor: (style: CSSStyleDeclaration) => PlotOptions,
  data: uPlot.AlignedData,
): RefObject<HTMLDivElement | null> {
  const theme = usePanelState((state) => state.settings?.theme);
  const isDark = useMedia('(prefers-color-scheme: dark)');
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    // The canvas cannot use custom properties, so it is made anew with the theme.
    const options = optionsFor(getComputedStyle(element));
    const plot = new uPlot(
      {
        ...{ width: element.clientWidth, height },
        ...{ legend: { show: false }, cursor: { show: false } },
        ...options,
      },
      options.series.map(() => []) as unknown as uPlot.AlignedData,
      element,
    );
    chart.current = plot;
    const observer = new ResizeObserver(() => {
      plot.setSize({ width: element.clientWidth, height });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
      chart.current = undefined;
    };
  }, [theme, isDark, height, optionsFor]);

  useEffect(() => {
    chart.current?.setData(data);
  }, [data, theme, isDark, height, optionsFor]);

  return frame;
}
