import {
  PAGE_ITEMS,
  type Download,
  type DownloadBatch,
  type DownloadChoice,
  type DownloadMove,
  type DownloadsChange,
  type DownloadsPage,
} from '../../shared/contract-downloads.ts';
import type { Milliseconds } from '../../shared/units.ts';
import { RunningTotals } from './batch-totals.ts';
import { isUnfinished } from './download-groups.ts';
import { placeBefore } from './queue-order.ts';
import { ChangeTracker } from '../change-tracker.ts';

/** From which server, under which name and to which folder a download goes; two of the same share a partial file. */
export function placeOf({
  download: { name },
  batch: { endpoint, directory },
}: {
  readonly download: Pick<Download, 'name'>;
  readonly batch: Pick<DownloadBatch, 'endpoint' | 'directory'>;
}): string {
  return JSON.stringify([endpoint.host, endpoint.port, directory, name]);
}

/** A batch without how far it is. */
export type BatchFacts = Omit<DownloadBatch, 'totals'>;

interface Batch {
  facts: BatchFacts;
  readonly totals: RunningTotals;
}

/**
 * The downloads in the order of adding, their batches, and their changes that were not reported to panels yet.
 * A batch leaves with the last of its downloads.
 */
export class DownloadList {
  readonly #downloads = new Map<number, Download>();
  readonly #batches = new Map<number, Batch>();
  readonly #changes = new ChangeTracker<number>();
  readonly #batchChanges = new ChangeTracker<number>();
  /** Batches whose speed is to be measured: those that changed, and those that are not known to stand still. */
  readonly #measured = new Set<number>();
  #sequence = 0;

  get(id: number): Download | undefined {
    return this.#downloads.get(id);
  }

  all(): Iterable<Download> {
    return this.#downloads.values();
  }

  /** The ids of chosen downloads; of `ids`, some may have left. */
  chosen(choice: DownloadChoice): readonly number[] {
    if ('ids' in choice) return choice.ids;
    const isChosen = predicateOf(choice);
    const ids: number[] = [];
    for (const download of this.all()) if (isChosen(download)) ids.push(download.id);
    return ids;
  }

  /** What is known of a batch that has downloads in the list. */
  batch(id: number): BatchFacts {
    return this.#batchOf(id).facts;
  }

  hasBatch(id: number): boolean {
    return this.#batches.has(id);
  }

  /** The folders of the batches that are not finished. */
  openFolders(): Set<string> {
    const open = [...this.#batches.values()].filter(({ totals }) => totals.unfinished > 0);
    return new Set(open.map(({ facts }) => facts.directory));
  }

  /** From where to where unfinished downloads go: see {@link placeOf}. */
  unfinishedPlaces(): Set<string> {
    const places = new Set<string>();
    for (const download of this.all()) {
      if (!isUnfinished(download)) continue;
      places.add(placeOf({ download, batch: this.batch(download.batch) }));
    }
    return places;
  }

  totals(batch: number): RunningTotals | undefined {
    return this.#batches.get(batch)?.totals;
  }

  addBatch(facts: BatchFacts): void {
    this.#batches.set(facts.id, { facts, totals: new RunningTotals() });
    this.#batchChanges.added(facts.id);
  }

  /** Moves a download within its batch, or a batch; returns the downloads whose places are to be saved anew. */
  move(move: DownloadMove): Iterable<number> {
    return 'id' in move ? this.#moveDownload(move.id, move.before) : this.#moveBatch(move);
  }

  /** Its batch must have been added before. */
  add(download: Download): void {
    this.#downloads.set(download.id, download);
    this.#changes.added(download.id);
    this.#batchOf(download.batch).totals.add(download);
    this.#batchChanges.changed(download.batch);
  }

  /** Ignored for one that has left. */
  update(id: number, patch: Partial<Download>): void {
    const before = this.#downloads.get(id);
    if (before === undefined) return;
    const after = { ...before, ...patch };
    this.#downloads.set(id, after);
    this.#changes.changed(id);
    this.#batchOf(before.batch).totals.replace(before, after);
    this.#batchChanges.changed(before.batch);
    this.#measured.add(before.batch);
  }

  remove(id: number): void {
    const download = this.#downloads.get(id);
    if (download === undefined) return;
    this.#downloads.delete(id);
    this.#changes.removed(id);
    const { totals } = this.#batchOf(download.batch);
    totals.remove(download);
    if (totals.count > 0) {
      this.#batchChanges.changed(download.batch);
      return;
    }
    this.#batches.delete(download.batch);
    this.#measured.delete(download.batch);
    this.#batchChanges.removed(download.batch);
  }

  /** Measures the speeds of the batches; returns whether any is above 0. */
  measureSpeeds(nowMs: Milliseconds): boolean {
    for (const id of this.#measured) {
      const { totals } = this.#batchOf(id);
      if (totals.measure(nowMs)) this.#batchChanges.changed(id);
      if (totals.bytesPerSecond === 0) this.#measured.delete(id);
    }
    return this.#measured.size > 0;
  }

  /** What changed since this was called last, or a page of it; `undefined` when nothing did. */
  takeChange(): DownloadsChange | undefined {
    if (this.#changes.empty && this.#batchChanges.empty) return undefined;
    const batches = this.#batchChanges.take(PAGE_ITEMS);
    const { removed, added, changed } = this.#changes.take(PAGE_ITEMS);
    return {
      sequence: ++this.#sequence,
      removed,
      added: added.map((id) => this.#downloads.get(id)!),
      changed: changed.map((id) => this.#downloads.get(id)!),
      removedBatches: batches.removed,
      batches: [...batches.added, ...batches.changed].map((id) => this.#describe(id)),
    };
  }

  /** Whether {@link takeChange} has left something for the next time. */
  get hasChanges(): boolean {
    return !this.#changes.empty || !this.#batchChanges.empty;
  }

  /** As of now, which may be ahead of what was reported: reporting it again later does no harm. */
  page(after: number): DownloadsPage {
    const downloads: Download[] = [];
    let isLast = true;
    for (const [id, download] of this.#downloads) {
      if (id <= after) continue;
      isLast = downloads.length < PAGE_ITEMS;
      if (!isLast) break;
      downloads.push(download);
    }
    const batches = [...new Set(downloads.map(({ batch }) => batch))];
    return {
      sequence: this.#sequence,
      batches: batches.map((id) => this.#describe(id)),
      downloads,
      isLast,
    };
  }

  #moveDownload(id: number, before: number | undefined): Iterable<number> {
    const batch = this.#downloads.get(id)?.batch;
    if (batch === undefined) return [];
    const siblings = [...this.all()].filter((one) => one.batch === batch);
    const ranks = placeBefore(siblings, id, before);
    for (const [moved, rank] of ranks) this.update(moved, { rank });
    return ranks.keys();
  }

  #moveBatch({ batch, before }: { readonly batch: number; readonly before?: number | undefined }) {
    const all = [...this.#batches.values()].map(({ facts }) => facts);
    if (!this.#batches.has(batch)) return [];
    const ranks = placeBefore(all, batch, before);
    for (const [id, rank] of ranks) {
      const moved = this.#batchOf(id);
      moved.facts = { ...moved.facts, rank };
      this.#batchChanges.changed(id);
    }
    return [...this.all()].filter((one) => ranks.has(one.batch)).map(({ id }) => id);
  }

  #describe(id: number): DownloadBatch {
    const { facts, totals } = this.#batchOf(id);
    return { ...facts, totals: totals.snapshot() };
  }

  #batchOf(id: number): Batch {
    const batch = this.#batches.get(id);
    if (batch === undefined) throw new TypeError(`no batch ${id}`);
    return batch;
  }
}

function predicateOf(
  choice: Exclude<DownloadChoice, { readonly ids: unknown }>,
): (download: Download) => boolean {
  if ('leftOver' in choice) return ({ leftOver, state }) => leftOver && state === 'paused';
  const states = choice.states && new Set(choice.states);
  const batch = 'batch' in choice ? choice.batch : undefined;
  return (download) =>
    (batch === undefined || download.batch === batch) &&
    (states === undefined || states.has(download.state));
}
