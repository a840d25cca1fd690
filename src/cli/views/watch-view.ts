import type { Colors } from 'picocolors/types';
import type {
  RemoteCache,
  RemoteCacheEntry,
  StatsAnswer,
  StatsTransfer,
} from '../../engine/index.ts';
import { formatDuration, formatRate, formatShare } from '../../shared/format.ts';
import type { Bytes, EpochMilliseconds } from '../../shared/units.ts';
import { formatBytes } from '../../shared/units.ts';
import { displayWidth, shorten } from '../output/display-width.ts';
import { formatCount } from '../output/formats.ts';
import { formatTable, type TableOptions } from '../output/table.ts';
import { visibleText } from '../../shared/visible-text.ts';

/** A server's counters at one moment. */
export interface WatchSample extends StatsAnswer {
  readonly atMs: EpochMilliseconds;
}

interface Picture {
  readonly address: string;
  readonly sample: WatchSample;
  readonly previous: WatchSample | undefined;
  readonly cache: RemoteCache;
  readonly columns: number;
  /** How many lines there are room for. */
  readonly rows: number;
  readonly colors: Colors;
}

const WIDEST_BAR = 60;
/** Of the answers under way, so that the cache stays in view. */
const MOST_TRANSFERS = 5;

/** The live view as lines, none wider than the terminal and no more than fit. */
export function drawWatch({
  address,
  sample,
  previous,
  cache,
  columns,
  rows,
  colors,
}: Picture): string[] {
  const fit = (text: string): string => shorten(text, columns - 1);
  const { bold, dim } = colors;
  const head = [
    bold(
      fit(
        `${visibleText(address)}  fifolio ${visibleText(sample.version)}, up ${formatDuration(sample.uptimeMs)}`,
      ),
    ),
    fit(joinWhatFits(traffic(sample, previous), columns - 1)),
    fit(joinWhatFits(threadFacts(sample, previous), columns - 1)),
    fit(joinWhatFits(totals(sample), columns - 1)),
    '',
    cacheBar(sample, columns, colors),
  ];
  const foot = dim(fit('q leaves'));
  const transfers = transferTable(sample, previous, { columns, colors });
  const room = rows - head.length - transfers.length - 2;
  const table = entryTable(cache.entries, sample.atMs, { columns, room, colors });
  return [...head, ...transfers, ...table, foot].slice(0, Math.max(rows, 1));
}

/** The first facts, as many as fit on a line; the later ones matter less. */
function joinWhatFits(facts: readonly string[], columns: number): string {
  return facts.reduce((line, fact) => {
    const longer = `${line}   ${fact}`;
    return displayWidth(longer) <= columns ? longer : line;
  });
}

function traffic(sample: WatchSample, previous: WatchSample | undefined): string[] {
  const perSecond = rates(sample, previous);
  return [
    formatCount(sample.counters.connectionsOpen, 'connection'),
    `${perSecond.requests.toFixed(0)} requests/s`,
    `sending ${formatRate(perSecond.bytes)}`,
  ];
}

function rates(
  sample: WatchSample,
  previous: WatchSample | undefined,
): { readonly requests: number; readonly bytes: Bytes } {
  const elapsedMs = previous ? sample.atMs - previous.atMs : 0;
  if (!previous || elapsedMs <= 0) return { requests: 0, bytes: 0 };
  const perSecond = (now: number, before: number): number =>
    Math.max(0, ((now - before) / elapsedMs) * 1000);
  return {
    requests: perSecond(sample.counters.requests, previous.counters.requests),
    bytes: perSecond(sample.counters.bytesSent, previous.counters.bytesSent),
  };
}

function threadFacts(sample: WatchSample, previous: WatchSample | undefined): string[] {
  const elapsedMs = previous ? sample.atMs - previous.atMs : 0;
  const threads = sample.threads.map(({ connectionsOpen, bytesSent }, index) => {
    const before = previous?.threads[index]?.bytesSent ?? bytesSent;
    const speed = elapsedMs > 0 ? (Math.max(0, bytesSent - before) / elapsedMs) * 1000 : 0;
    return `${index}: ${connectionsOpen} × ${formatRate(speed)}`;
  });
  return ['threads', ...threads];
}

function totals({ counters }: WatchSample): string[] {
  const lookUps = counters.cacheHits + counters.cacheMisses;
  return [
    `${formatCount(counters.requests, 'request')} (${counters.requestsFailed} failed)`,
    `${formatBytes(counters.bytesSent)} sent`,
    `hits ${formatShare(counters.cacheHits, lookUps)}`,
    `byte hits ${formatShare(counters.bytesSentFromCache, counters.bytesSent)}`,
    formatCount(counters.evictions, 'eviction'),
  ];
}

function cacheBar(sample: WatchSample, columns: number, colors: Colors): string {
  const { usedBytes, capacityBytes, entries } = sample.cache;
  if (capacityBytes === 0) return shorten('The cache is off.', columns - 1);
  const label = `${formatBytes(usedBytes)} of ${formatBytes(capacityBytes)}, ${formatCount(entries, 'file')}`;
  const width = Math.min(WIDEST_BAR, columns - 1 - displayWidth(label) - 2);
  if (width < 4) return shorten(label, columns - 1);
  const filled = Math.round((usedBytes / capacityBytes) * width);
  return `${colors.cyan('█'.repeat(filled))}${colors.dim('░'.repeat(width - filled))}  ${label}`;
}

/** A table no line of which wraps: the next picture would be drawn in the wrong place. */
function tableWithin(width: number, table: Omit<TableOptions, 'width'>): string[] {
  const [heading = '', ...rows] = formatTable({
    ...table,
    width,
    styleHeading: (text) => table.styleHeading(shorten(text, width)),
  });
  return [heading, ...rows.map((row) => shorten(row, width))];
}

/** The answers under way, oldest first. */
function transferTable(
  sample: WatchSample,
  previous: WatchSample | undefined,
  { columns, colors }: { readonly columns: number; readonly colors: Colors },
): string[] {
  if (sample.transfers.length === 0) return [];
  const oldestFirst = sample.transfers.toSorted((a, b) => a.startedAtMs - b.startedAtMs);
  const shown = oldestFirst.slice(0, MOST_TRANSFERS);
  const lines = tableWithin(columns - 1, {
    columns: [
      { heading: 'Sending', elastic: true },
      { heading: 'Done', align: 'right' },
      { heading: 'Size', align: 'right', givesWay: true },
      { heading: 'Speed', align: 'right' },
      { heading: 'From', givesWay: true },
      { heading: 'Client', givesWay: true },
      { heading: 'Thread', align: 'right', givesWay: true },
    ],
    rows: shown.map((transfer) => [
      visibleText(transfer.name),
      formatShare(transfer.from + transfer.sentBytes, transfer.size),
      formatBytes(transfer.size),
      formatRate(speedOf(transfer, sample, previous)),
      transfer.source,
      visibleText(transfer.agent ?? transfer.dialect),
      String(transfer.thread),
    ]),
    styleHeading: colors.bold,
  });
  const hidden = oldestFirst.length - shown.length;
  return [
    ...lines,
    ...(hidden > 0 ? [colors.dim(shorten(`and ${hidden} more`, columns - 1))] : []),
    '',
  ];
}

/** Bytes a second since the last sample; of a transfer that is newer, since it began. */
function speedOf(
  transfer: StatsTransfer,
  sample: WatchSample,
  previous: WatchSample | undefined,
): Bytes {
  const before = previous?.transfers.find(
    ({ name, thread, startedAtMs }) =>
      name === transfer.name && thread === transfer.thread && startedAtMs === transfer.startedAtMs,
  );
  const elapsedMs =
    before && previous ? sample.atMs - previous.atMs : sample.atMs - transfer.startedAtMs;
  const sentBytes = transfer.sentBytes - (before?.sentBytes ?? 0);
  return elapsedMs > 0 ? Math.max(0, (sentBytes / elapsedMs) * 1000) : 0;
}

function entryTable(
  entries: readonly RemoteCacheEntry[],
  atMs: number,
  {
    columns,
    room,
    colors,
  }: { readonly columns: number; readonly room: number; readonly colors: Colors },
): string[] {
  if (entries.length === 0 || room < 2) return [];
  // A line of the room goes to saying how many are left out.
  const shown = entries.length < room ? entries : entries.slice(0, room - 2);
  const lines = tableWithin(columns - 1, {
    columns: [
      { heading: 'Leaves', align: 'right' },
      { heading: 'Name', elastic: true },
      { heading: 'Size', align: 'right', givesWay: true },
      { heading: 'Cached', givesWay: true },
      { heading: 'Hits', align: 'right', givesWay: true },
    ],
    rows: shown.map(({ name, size, cachedAtMs, hits }, index) => [
      index === 0 ? 'next' : `${index + 1}.`,
      visibleText(name),
      size === undefined ? '' : formatBytes(size),
      cachedAtMs === undefined ? '' : `${formatDuration(Math.max(0, atMs - cachedAtMs))} ago`,
      hits === undefined ? '' : String(hits),
    ]),
    styleHeading: colors.bold,
  });
  const hidden = entries.length - shown.length;
  return hidden > 0
    ? [...lines, colors.dim(shorten(`and ${hidden} more that came later`, columns - 1))]
    : lines;
}
