import * as echarts from 'echarts';
import type { ChartSeries } from './chart-data.ts';
import { chartDataOf } from './chart-data.ts';
import type { Group, Role } from './row.ts';

const WIDTH = 960;
const ROW_HEIGHT = 34;
const FRAME_HEIGHT = 172;
/** A card of its own, so that it can be read on a light and on a dark page. */
const BACKGROUND = '#ffffff';
const TEXT = '#1f2328';
const LINE = '#d1d9e0';
const SYMBOLS = { ours: 'circle', rival: 'diamond', peer: 'triangle', limit: 'rect' } as const;
/** By role, in the order in which contenders come. */
const COLOURS: Readonly<Record<Role, readonly string[]>> = {
  ours: ['#0969da', '#54aeff', '#1b7c83', '#8250df', '#0a3069', '#2da44e'],
  rival: ['#bc4c00', '#fb8f44'],
  peer: ['#6e7781', '#afb8c1', '#bf8700'],
  limit: ['#1f2328'],
};

/**
 * Draws how all contenders stand to nginx with one worker, as SVG: a line for each piece of work, a
 * mark for each contender. `undefined` if nothing was compared with nginx.
 */
export function drawChart(groups: readonly Group[], caption: string): string | undefined {
  const data = chartDataOf(groups);
  if (data === undefined) return undefined;
  const height = FRAME_HEIGHT + ROW_HEIGHT * data.works.length;
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  chart.setOption({
    animation: false,
    backgroundColor: BACKGROUND,
    textStyle: { color: TEXT, fontFamily: 'sans-serif' },
    title: {
      text: `Speed, as a multiple of ${data.baseline} (further right is faster)`,
      subtext: wrapped(caption),
      left: 12,
      top: 8,
      textStyle: { color: TEXT, fontSize: 16 },
      subtextStyle: { color: TEXT, fontSize: 10 },
    },
    legend: { bottom: 8, itemWidth: 12, itemHeight: 12, textStyle: { color: TEXT } },
    grid: { left: 12, right: 36, top: 76, bottom: 60, containLabel: true },
    xAxis: {
      type: 'log',
      axisLabel: { color: TEXT, formatter: '{value} ×' },
      axisLine: { lineStyle: { color: LINE } },
      splitLine: { lineStyle: { color: LINE } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: [...data.works],
      axisLabel: { color: TEXT, width: 330, overflow: 'break', lineHeight: 12, fontSize: 11 },
      axisLine: { lineStyle: { color: LINE } },
      splitLine: { show: true, lineStyle: { color: LINE } },
    },
    series: data.series.map((series, index) => ({
      name: series.name,
      type: 'scatter',
      symbol: SYMBOLS[series.role],
      symbolSize: series.role === 'ours' ? 12 : 10,
      z: series.role === 'ours' ? 3 : 2,
      itemStyle: { color: colourOf(data.series, series), opacity: 1 },
      data: series.values.flatMap((value, work) => (value === undefined ? [] : [[value, work]])),
      ...(index === 0 ? { markLine: BASELINE } : {}),
    })),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `${svg}\n`;
}

const BASELINE = {
  silent: true,
  symbol: 'none',
  label: { show: false },
  lineStyle: { color: TEXT, type: 'solid' as const },
  data: [{ xAxis: 1 }],
};

function colourOf(all: readonly ChartSeries[], series: ChartSeries): string {
  const colours = COLOURS[series.role];
  const index = all.filter(({ role }) => role === series.role).indexOf(series);
  return colours[index % colours.length]!;
}

/** The library breaks no lines of its own in a subtitle. */
function wrapped(text: string): string {
  return text.replaceAll(/(.{1,150})(?: |$)/g, '$1\n').trim();
}
