import { machineLine } from '../../harness/machine.ts';
import { median } from '../report/statistics.ts';
import type { HostUsage, MemoryAt, MinuteOfScrolling, PanelResult } from './result.ts';

const MIB = 1024 ** 2;
const MINUTE = 60;
const HEADINGS = ['what', 'measured', 'to reach', 'verdict'] as const;

type Row = readonly [
  what: string,
  measured: string,
  target: string,
  isReached?: boolean | undefined,
];

/** The result beside what is to be reached. */
export function reportOf(result: PanelResult, { isMarkdown }: { isMarkdown: boolean }): string {
  const table = [HEADINGS, ...rowsOf(result).map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)));
  const [heading, ...body] = isMarkdown
    ? lines.map((cells) => `| ${cells.join(' | ')} |`)
    : lines.map((cells) => cells.join('  ').trimEnd());
  const rule = isMarkdown ? [`| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`] : [];
  return [circumstances(result), '', heading, ...rule, ...body].join('\n');
}

function circumstances(result: PanelResult): string {
  const { browserVersion, seconds, entries, requestsPerSecond, missesPerSecond } = result;
  const { requestsHeld, loadAverageBefore } = result;
  const held = requestsHeld === 0 ? '' : ` (${requestsHeld} more were held back)`;
  const work = `${entries} files cached, ${requestsPerSecond.toFixed(0)} requests/s answered${held}, ${missesPerSecond.toFixed(1)} of them from disk, ${seconds} s of scrolling`;
  return `${machineLine()}, Chromium ${browserVersion}, load average before ${loadAverageBefore.toFixed(1)}.\n${work}.`;
}

function rowsOf({ frames, minutes, memory, host, appearMs, seconds }: PanelResult): Row[] {
  const perSecond = median(frames.perSecond);
  const appear = appearMs.toSorted((a, b) => a - b);
  const longest = appear.at(-1)!;
  return [
    [
      'frames in a second while scrolling, median (least)',
      `${perSecond.toFixed(1)} (${Math.min(...frames.perSecond).toFixed(1)})`,
      'at least 58',
      perSecond >= 58,
    ],
    [
      'time between frames, p95',
      `${frames.p95Ms.toFixed(1)} ms`,
      'at most 17 ms',
      frames.p95Ms <= 17,
    ],
    [
      'the same, p50, p99, longest',
      `${[frames.p50Ms, frames.p99Ms, frames.longestMs].map((ms) => ms.toFixed(1)).join(', ')} ms`,
      '',
    ],
    ['frames that came late', `${frames.late} of ${frames.frames}`, ''],
    ...minuteRows(minutes),
    ...memoryRows(memory, seconds),
    [
      'main thread of the host, scrolling',
      share(host.whileScrolling.mainThread),
      'under 15 % of a core',
      known(host.whileScrolling, ({ mainThread }) => mainThread < 0.15),
    ],
    ['the same, panel open but unmoved', share(host.unmoved.mainThread), ''],
    ['the same, no panel open', share(host.withoutPanel.mainThread), ''],
    [
      'all threads of the host: no panel, scrolling',
      `${share(host.withoutPanel.all)}, ${share(host.whileScrolling.all)}`,
      '',
    ],
    [
      `a new file is in the table after, longest of ${appear.length} (median)`,
      `${longest.toFixed(0)} ms (${median(appear).toFixed(0)} ms)`,
      'under 250 ms',
      longest < 250,
    ],
  ];
}

/** Tells what of the whole is the panel's doing, and what that of other programs on the machine. */
function minuteRows(minutes: readonly MinuteOfScrolling[]): Row[] {
  if (minutes.length < 2) return [];
  const each = (valueOf: (minute: MinuteOfScrolling) => number): string =>
    minutes.map((minute) => valueOf(minute).toFixed(1)).join(' ');
  return [
    ['frames in a second, median, each minute', each((m) => median(m.frames.perSecond)), ''],
    ['time between frames, p95, each minute, ms', each((m) => m.frames.p95Ms), ''],
    ['load average of the machine, each minute', each((m) => m.loadAverage), ''],
  ];
}

function memoryRows(memory: readonly MemoryAt[], seconds: number): Row[] {
  const isLongEnough = seconds >= 2 * MINUTE;
  const first = memory.find(({ atSeconds }) => isLongEnough && atSeconds >= MINUTE) ?? memory[0]!;
  const last = memory.at(-1)!;
  const from = isLongEnough ? 'after 1 minute, end' : 'start, end';
  const row = (what: string, bytesOf: (at: MemoryAt) => number): Row => {
    const growth = bytesOf(last) / bytesOf(first) - 1;
    const measured = `${mib(bytesOf(first))}, ${mib(bytesOf(last))} (${growth < 0 ? '−' : '+'}${Math.abs(growth * 100).toFixed(1)} %)`;
    const target = isLongEnough ? 'grows by less than 10 %' : '';
    return isLongEnough && !Number.isNaN(growth)
      ? [`${what}: ${from}`, measured, target, growth < 0.1]
      : [`${what}: ${from}`, measured, target];
  };
  const each = memory.map(({ heapBytes }) => (heapBytes / MIB).toFixed(1)).join(' ');
  return [
    row('JavaScript heap of the page', ({ heapBytes }) => heapBytes),
    ['the same, each minute, MiB', each, ''],
    row('resident memory of the host', ({ hostResidentBytes }) => hostResidentBytes),
  ];
}

function cellsOf([what, measured, target, isReached]: Row): readonly string[] {
  const verdict = isReached === undefined ? '' : isReached ? 'reached' : 'MISSED';
  return [what, measured, target, verdict];
}

function known(usage: HostUsage, judge: (usage: HostUsage) => boolean): boolean | undefined {
  return Number.isNaN(usage.mainThread) ? undefined : judge(usage);
}

function share(processors: number): string {
  return Number.isNaN(processors) ? 'unknown' : `${(processors * 100).toFixed(1)} %`;
}

function mib(bytes: number): string {
  return Number.isNaN(bytes) ? 'unknown' : `${(bytes / MIB).toFixed(1)} MiB`;
}
