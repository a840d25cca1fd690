import type { SimulationResult } from '../../engine/index.ts';
import type { PolicyName } from '../../shared/laboratory-names.ts';
import { type Bytes, formatBytes, KIB } from '../../shared/units.ts';

const WIDTH = 880;
const HEIGHT = 500;
const PLOT = { left: 72, right: 700, top: 56, bottom: 430 } as const;
const LEGEND_LEFT = 728;
const LEGEND_STEP = 28;
const MOST_SIZE_TICKS = 8;
const RATIO_STEPS = [0.02, 0.05, 0.1, 0.2];

/** Colours that differ also for the colour-blind (Okabe and Ito, 2008), darker on light ground and lighter on dark. */
const LOOKS: Readonly<Record<PolicyName, Look>> = {
  FIFO: { light: '#b34700', dark: '#ff9e4a', dashes: '' },
  LRU: { light: '#005b96', dark: '#6cb8f0', dashes: '' },
  CLOCK: { light: '#005b96', dark: '#6cb8f0', dashes: '2 4' },
  LFU: { light: '#8a3a72', dark: '#e29bc9', dashes: '' },
  SIEVE: { light: '#00704f', dark: '#3fd0a0', dashes: '' },
  'S3-FIFO': { light: '#00704f', dark: '#3fd0a0', dashes: '8 4' },
  ARC: { light: '#8a3a72', dark: '#e29bc9', dashes: '8 4' },
  'W-TinyLFU': { light: '#6b5d00', dark: '#e6d550', dashes: '' },
  GDSF: { light: '#6b5d00', dark: '#e6d550', dashes: '2 4' },
  MIN: { light: '#555555', dark: '#b0b0b0', dashes: '2 4' },
};

interface Look {
  readonly light: string;
  readonly dark: string;
  readonly dashes: string;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Sizes for a curve: ten, each the same multiple of the one before, from a thousandth of all to all. */
export function capacityLadder(footprint: Bytes): Bytes[] {
  return Array.from({ length: 10 }, (_, step) => Math.floor(footprint * 1000 ** (step / 9 - 1)));
}

/**
 * The miss ratio of each policy over the capacity, as an SVG of its own that follows the reader's choice of light or
 * dark. Capacities of 0 have no place on it.
 */
export function missRatioCurve(results: readonly SimulationResult[]): string {
  const curves = curvesOf(results);
  const capacities = results.map(({ capacity }) => capacity);
  const x = sizeScale(Math.min(...capacities), Math.max(...capacities));
  const highest = Math.max(...results.map(({ missRatio }) => missRatio));
  const step = RATIO_STEPS.find((each) => highest <= 5 * each) ?? 0.2;
  const top = Math.max(Math.ceil(highest / step), 1) * step;
  const y = (ratio: number): number => PLOT.bottom - (ratio / top) * (PLOT.bottom - PLOT.top);
  const title = 'Miss ratio over the size of the cache';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title">`,
    `<title id="title">${title}</title>`,
    `<style>${styles()}</style>`,
    `<rect class="ground" width="${WIDTH}" height="${HEIGHT}"/>`,
    `<text class="heading" x="${PLOT.left}" y="32">${title}</text>`,
    ...ratioAxis(top / step, step, y),
    ...sizeAxis(x),
    ...curves.map(({ policy, points }) =>
      curve(
        policy,
        points.map(({ capacity, missRatio }) => ({ x: x.at(capacity), y: y(missRatio) })),
      ),
    ),
    ...curves.map(({ policy }, index) => legendLine(policy, PLOT.top + 12 + index * LEGEND_STEP)),
    '</svg>',
    '',
  ].join('\n');
}

interface Curve {
  readonly policy: PolicyName;
  /** From the smallest capacity. */
  readonly points: readonly SimulationResult[];
}

/** The policy with the most misses first, as its curve lies highest. */
function curvesOf(results: readonly SimulationResult[]): Curve[] {
  const policies = [...new Set(results.map(({ policy }) => policy))];
  const height = ({ points }: Curve): number =>
    points.reduce((sum, { missRatio }) => sum + missRatio, 0);
  return policies
    .map((policy) => ({
      policy,
      points: results
        .filter((result) => result.policy === policy)
        .sort((one, other) => one.capacity - other.capacity),
    }))
    .sort((one, other) => height(other) - height(one));
}

interface SizeScale {
  readonly at: (capacity: Bytes) => number;
  readonly ticks: readonly Bytes[];
}

/** Logarithmic, with powers of two as ticks. */
function sizeScale(smallest: Bytes, largest: Bytes): SizeScale {
  const isOne = smallest === largest;
  const from = Math.log2(smallest) - (isOne ? 1 : 0);
  const to = Math.log2(largest) + (isOne ? 1 : 0);
  const step = Math.max(Math.ceil((to - from) / MOST_SIZE_TICKS), 1);
  const ticks: Bytes[] = [];
  for (let power = Math.ceil(from / step) * step; power <= to; power += step) {
    ticks.push(2 ** power);
  }
  return {
    at: (capacity) =>
      PLOT.left + ((Math.log2(capacity) - from) / (to - from)) * (PLOT.right - PLOT.left),
    ticks,
  };
}

function ratioAxis(steps: number, step: number, y: (ratio: number) => number): string[] {
  const ticks = Array.from({ length: Math.round(steps) + 1 }, (_, index) => index * step);
  return [
    ...ticks.flatMap((ratio) => [
      `<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${fixed(y(ratio))}" y2="${fixed(y(ratio))}"/>`,
      `<text class="tick" x="${PLOT.left - 10}" y="${fixed(y(ratio) + 4)}" text-anchor="end">${ratio.toFixed(2)}</text>`,
    ]),
    `<text class="label" text-anchor="middle" transform="translate(20 ${(PLOT.top + PLOT.bottom) / 2}) rotate(-90)">Miss ratio</text>`,
  ];
}

function sizeAxis({ at, ticks }: SizeScale): string[] {
  return [
    ...ticks.flatMap((capacity) => [
      `<line class="grid" x1="${fixed(at(capacity))}" x2="${fixed(at(capacity))}" y1="${PLOT.top}" y2="${PLOT.bottom}"/>`,
      `<text class="tick" x="${fixed(at(capacity))}" y="${PLOT.bottom + 20}" text-anchor="middle">${sizeLabel(capacity)}</text>`,
    ]),
    `<text class="label" x="${(PLOT.left + PLOT.right) / 2}" y="${PLOT.bottom + 48}" text-anchor="middle">Size of the cache (logarithmic)</text>`,
  ];
}

/** A tick can lie between one byte and the next, where a trace is very small. */
function sizeLabel(capacity: Bytes): string {
  return capacity < KIB ? `${Number(capacity.toPrecision(3))} B` : formatBytes(capacity);
}

function curve(policy: PolicyName, points: readonly Point[]): string {
  const marks = points.map(
    (point) => `<circle cx="${fixed(point.x)}" cy="${fixed(point.y)}" r="3"/>`,
  );
  const line = points.map((point) => `${fixed(point.x)},${fixed(point.y)}`).join(' ');
  return `<g class="${className(policy)}"><title>${policy}</title><polyline points="${line}"/>${marks.join('')}</g>`;
}

function legendLine(policy: PolicyName, y: number): string {
  return [
    `<g class="${className(policy)}"><polyline points="${LEGEND_LEFT},${y} ${LEGEND_LEFT + 32},${y}"/>`,
    `<circle cx="${LEGEND_LEFT + 16}" cy="${y}" r="3"/></g>`,
    `<text class="label" x="${LEGEND_LEFT + 42}" y="${y + 4}">${policy}</text>`,
  ].join('');
}

function styles(): string {
  const looks = Object.entries(LOOKS) as [PolicyName, Look][];
  const colors = (ground: 'light' | 'dark'): string =>
    looks.map(([policy, look]) => `.${className(policy)}{color:${look[ground]}}`).join('');
  const dashes = looks
    .filter(([, { dashes }]) => dashes !== '')
    .map(([policy, look]) => `.${className(policy)} polyline{stroke-dasharray:${look.dashes}}`);
  return [
    'text{font-family:system-ui,sans-serif;fill:#1d1f23}',
    '.heading{font-size:16px;font-weight:600}.label{font-size:13px}.tick{font-size:12px;fill:#55585e}',
    '.ground{fill:#fff}.grid{stroke:#dcdee2}',
    'polyline{fill:none;stroke:currentColor;stroke-width:2}circle{fill:currentColor}',
    colors('light'),
    ...dashes,
    '@media (prefers-color-scheme:dark){',
    'text{fill:#eceef1}.tick{fill:#a9adb5}.ground{fill:#16181d}.grid{stroke:#33373f}',
    colors('dark'),
    '}',
  ].join('');
}

function className(policy: PolicyName): string {
  return `p-${policy.toLowerCase()}`;
}

function fixed(value: number): string {
  return String(Number(value.toFixed(1)));
}
