import {
  MOST_NAMES,
  MOST_WATCHED_NAMES,
  MOST_WINDOW_ROWS,
  type CacheQuery,
  type CacheWindow,
  type CacheWindowRequest,
  type CachedRow,
} from '../../../shared/contract-cache.ts';
import { findNear, type GridRows } from '../../controls/grid/grid-rows.ts';
import type { RowWindow } from '../../controls/grid/grid-window.ts';
import type { Host } from '../../state/host.ts';
import { PacedQuestion, type PacedQuestionOptions } from '../../state/paced-question.ts';

/** Rows asked for beyond each edge of what is drawn, so that scrolling rarely outruns the answers. */
const BEYOND_ROWS = 120;
/** With so few left beyond an edge, the next are asked for. */
const LEAST_BEYOND_ROWS = 60;
/** Until an order that was being made anew is asked for again, in ms. */
const STALE_MS = 300;

/** What is at hand of the cached files. */
export interface LoadedFiles {
  readonly rows: GridRows<CachedRow>;
  /** Files in the cache, whatever the filter. */
  readonly total: number;
  /** Of the selected files, those that have left. */
  readonly gone: readonly string[];
}

export interface CachedWindowOptions extends Pick<
  PacedQuestionOptions<unknown, unknown>,
  'startTimer' | 'now'
> {
  readonly host: Pick<Host, 'call'>;
}

const QUEUE: CacheQuery = { column: 'place', direction: 'ascending', filter: '' };

/**
 * The rows of the cached files that the table shows, and some beyond: asked for as it is scrolled,
 * sorted and filtered, and again as the cache changes. Rows that did not change stay the same
 * objects, so that they need not be drawn anew.
 */
export class CachedWindow {
  readonly #options: CachedWindowOptions;
  readonly #question: PacedQuestion<CacheWindowRequest, CacheWindow>;
  readonly #listeners = new Set<() => void>();
  #query = QUEUE;
  #drawn: RowWindow = { from: 0, to: 0 };
  #selected: ReadonlySet<string> = new Set();
  #answer: { readonly query: CacheQuery; readonly from: number; readonly to: number } | undefined;
  #byIndex = new Map<number, CachedRow>();
  #loaded: LoadedFiles;
  #cancelStale: (() => void) | undefined;

  constructor(options: CachedWindowOptions) {
    this.#options = options;
    this.#loaded = { rows: this.#rowsOf(QUEUE, 0), total: 0, gone: [] };
    this.#question = new PacedQuestion({
      ...options,
      ask: (request) => options.host.call('cache.window', request),
      onAnswer: (window, request) => this.#take(window, request),
    });
  }

  get = (): LoadedFiles => this.#loaded;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#question.cancel();
      this.#cancelStale?.();
    };
  };

  /** The rows that are drawn, at hand or not. */
  setDrawn = (drawn: RowWindow): void => {
    this.#drawn = drawn;
    const { from, to } = this.#answer ?? { from: 0, to: 0 };
    const isAtHand = from <= drawn.from && drawn.to <= to;
    const { count } = this.#loaded.rows;
    const isNearEdge =
      (from > 0 && drawn.from - from < LEAST_BEYOND_ROWS) ||
      (to < count && to - drawn.to < LEAST_BEYOND_ROWS);
    if (!isAtHand || isNearEdge) this.#ask(!isAtHand);
  };

  /** Asks for these files, or again for them as the cache has changed. */
  show(query: CacheQuery, selected: ReadonlySet<string>): void {
    const isOther = !isSame(query, this.#query);
    this.#query = query;
    this.#selected = selected;
    this.#ask(isOther);
  }

  #ask(isUrgent: boolean): void {
    const from = Math.max(0, this.#drawn.from - BEYOND_ROWS);
    const to = this.#drawn.to + BEYOND_ROWS;
    const keep = this.#keptRow();
    this.#question.put(
      {
        ...this.#query,
        from,
        count: Math.min(MOST_WINDOW_ROWS, to - from),
        ...(keep === undefined ? {} : { keep: { name: keep.file.name, index: keep.index } }),
        watched: this.#selected.size > MOST_WATCHED_NAMES ? [] : [...this.#selected],
      },
      isUrgent,
    );
  }

  /** The row that shall stay where it is; none at the top, where one wants to see what comes there. */
  #keptRow(): CachedRow | undefined {
    const { from, to } = this.#drawn;
    if (from === 0 || this.#answer === undefined || !isSame(this.#answer.query, this.#query)) {
      return undefined;
    }
    return this.#byIndex.get((from + to) >> 1);
  }

  #take(window: CacheWindow, request: CacheWindowRequest): void {
    const { column, direction, filter } = request;
    const query = { column, direction, filter };
    if (!isSame(query, this.#query)) return;
    const known = new Map([...this.#byIndex.values()].map((row) => [row.file.name, row]));
    this.#byIndex = new Map(
      window.rows.map((row) => [row.index, unchanged(known.get(row.file.name), row)]),
    );
    this.#answer = { query, from: window.from, to: window.from + request.count };
    this.#loaded = {
      rows: this.#rowsOf(query, window.matching),
      total: window.usage.entries,
      gone: window.gone,
    };
    this.#cancelStale?.();
    this.#cancelStale = window.isStale
      ? this.#options.startTimer(() => this.#ask(false), STALE_MS)
      : undefined;
    for (const listener of this.#listeners) listener();
  }

  #rowsOf(query: CacheQuery, count: number): GridRows<CachedRow> {
    const byIndex = this.#byIndex;
    const { from, to } = this.#answer ?? { from: 0, to: 0 };
    const { host } = this.#options;
    return {
      count,
      order: `${query.column} ${query.direction}`,
      keyOf: (row) => row.file.name,
      at: (index) => byIndex.get(index),
      find: (key, near) => {
        const found = findNear(near, to - from, (index) =>
          index < from || index >= to ? undefined : byIndex.get(index)?.file.name === key,
        );
        // What is not at hand is believed to be where it was.
        return found ?? (near < count && (near < from || near >= to) ? near : -1);
      },
      between: async (anchor, index) => {
        const { index: anchorIndex } = await host.call('cache.find', { ...query, name: anchor });
        if (anchorIndex === undefined) return [];
        const length = Math.min(MOST_NAMES, Math.abs(index - anchorIndex) + 1);
        const first = index < anchorIndex ? anchorIndex - length + 1 : anchorIndex;
        const { names } = await host.call('cache.names', { ...query, from: first, count: length });
        return names;
      },
      filter: (isWanted) => [...byIndex.values()].filter((row) => isWanted(row.file.name)),
    };
  }
}

function unchanged(known: CachedRow | undefined, row: CachedRow): CachedRow {
  const isSameRow =
    known !== undefined &&
    known.index === row.index &&
    known.place === row.place &&
    known.file.size === row.file.size &&
    known.file.cachedAtMs === row.file.cachedAtMs &&
    known.file.hits === row.file.hits &&
    known.file.state === row.file.state;
  return isSameRow ? known : row;
}

function isSame(one: CacheQuery, other: CacheQuery): boolean {
  return (
    one.column === other.column && one.direction === other.direction && one.filter === other.filter
  );
}
