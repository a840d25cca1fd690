import type {
  BatchTotals,
  Download,
  DownloadBatch,
  DownloadState,
} from '../../../shared/contract-downloads.ts';

export const SORTS = ['queue', 'name', 'size', 'progress', 'speed'] as const;
/** `queue`: what is active first, then what is next. */
export type DownloadsSort = (typeof SORTS)[number];

export const FILTERS = [
  'all',
  'active',
  'waiting',
  'paused',
  'failed',
  'done',
  'canceled',
] as const;
export type DownloadsFilter = (typeof FILTERS)[number];

/** How the list is looked at. */
export interface DownloadsView {
  readonly sort: DownloadsSort;
  readonly filter: DownloadsFilter;
  /** Only names with this in them; in lower case. */
  readonly text: string;
  /** Batches that somebody opened (`true`) or folded. */
  readonly folded: ReadonlyMap<number, boolean>;
}

export const USUAL_VIEW: DownloadsView = {
  ...{ sort: 'queue', filter: 'all', text: '' },
  folded: new Map(),
};

const FILTER_OF: Readonly<Record<DownloadState, DownloadsFilter>> = {
  waiting: 'waiting',
  downloading: 'active',
  verifying: 'active',
  done: 'done',
  paused: 'paused',
  failed: 'failed',
  canceled: 'canceled',
  skipped: 'canceled',
};

/** In the order of the queue, files of these states come after each other. */
const STATE_PLACES: Readonly<Record<DownloadState, number>> = {
  ...{ verifying: 0, downloading: 0, waiting: 1, failed: 2, paused: 3 },
  ...{ done: 4, skipped: 5, canceled: 6 },
};
const PLACES = 7;

export function isShown({ name, state }: Download, { filter, text }: DownloadsView): boolean {
  return (
    (filter === 'all' || FILTER_OF[state] === filter) &&
    (text === '' || name.toLowerCase().includes(text))
  );
}

/** How many files there are for each filter. */
export type DownloadsCounts = Readonly<Record<DownloadsFilter, number>>;

export function countsOf(downloads: readonly Download[]): DownloadsCounts {
  const counts = { all: 0, active: 0, waiting: 0, paused: 0, failed: 0, done: 0, canceled: 0 };
  for (const { state } of downloads) counts[FILTER_OF[state]] += 1;
  return { ...counts, all: downloads.length };
}

type Ranked = Pick<Download, 'rank' | 'id'>;

interface Group {
  readonly batch: DownloadBatch;
  /** Those shown; at least one. */
  readonly files: readonly Download[];
}

/** Compares batches for a view. */
export function orderOfBatches({ sort }: DownloadsView): (a: Group, b: Group) => number {
  return (one, other) => {
    const [a, b] = [one.batch, other.batch];
    switch (sort) {
      case 'queue': {
        const [place, otherPlace] = [placeOf(a.totals), placeOf(b.totals)];
        if (place !== otherPlace) return place - otherPlace;
        // What is finished: the newest first.
        return place <= WAITING ? byRank(a, b) : b.id - a.id;
      }
      case 'name':
        return compareNames(one.files[0]!.name, other.files[0]!.name) || a.id - b.id;
      case 'size':
        return (b.totals.size ?? 0) - (a.totals.size ?? 0) || a.id - b.id;
      case 'progress':
        return shareOf(b.totals) - shareOf(a.totals) || a.id - b.id;
      case 'speed':
        return b.totals.bytesPerSecond - a.totals.bytesPerSecond || a.id - b.id;
    }
  };
}

const WAITING = 1;

function placeOf({ count, done, failed, canceled, skipped, paused, waiting }: BatchTotals): number {
  if (count - done - failed - canceled - skipped - paused - waiting > 0) return 0;
  if (waiting > 0) return WAITING;
  return failed + paused > 0 ? 2 : 3;
}

/** The files of a batch as a view has them. */
export function orderOfFiles(
  files: readonly Download[],
  { sort }: DownloadsView,
): readonly Download[] {
  switch (sort) {
    case 'queue':
      return inQueue(files);
    case 'name':
      return files.toSorted((a, b) => compareNames(a.name, b.name));
    case 'size':
      return files.toSorted((a, b) => (b.size ?? -1) - (a.size ?? -1));
    case 'progress':
      return files.toSorted((a, b) => shareOf(b) - shareOf(a));
    case 'speed':
      return files.toSorted((a, b) => b.bytesPerSecond - a.bytesPerSecond);
  }
}

/** By buckets: a comparison for each of very many files, ten times a second, would be felt. */
function inQueue(files: readonly Download[]): readonly Download[] {
  const places: Download[][] = Array.from({ length: PLACES }, () => []);
  for (const file of files) places[STATE_PLACES[file.state]]!.push(file);
  return places.flatMap((some) => (isInOrder(some) ? some : some.toSorted(byRank)));
}

function isInOrder(files: readonly Download[]): boolean {
  return files.every((file, index) => index === 0 || byRank(files[index - 1]!, file) <= 0);
}

/** In the order of the queue. */
export function byRank(a: Ranked, b: Ranked): number {
  return a.rank - b.rank || a.id - b.id;
}

function shareOf({ size, receivedBytes }: Pick<Download, 'size' | 'receivedBytes'>): number {
  return size === undefined ? 0 : size === 0 ? 1 : receivedBytes / size;
}

const names = new Intl.Collator(undefined, { numeric: true });

function compareNames(a: string, b: string): number {
  return names.compare(a, b);
}
