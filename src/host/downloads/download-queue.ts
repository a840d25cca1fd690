import type { EventPayload } from '../../shared/contract.ts';
import type {
  AddDownloadsResult,
  Download,
  DownloadChoice,
  DownloadMove,
  DownloadsPage,
  IfExists,
  ServerAddress,
} from '../../shared/contract-downloads.ts';
import { countOmissions } from '../../shared/omissions.ts';
import { deleteFile } from './delete-file.ts';
import { isAtRest } from './download-groups.ts';
import { DownloadRemovals, restored, type RemovedDownload } from './download-removals.ts';
import { DownloadList, placeOf } from './download-list.ts';
import { DownloadNotifier } from './download-notifier.ts';
import { PartialFileDiscarder } from './partial-file-discarder.ts';
import { planDownloads, type PlannedDownloads, type PlanOptions } from './download-plan.ts';
import type {
  DownloadEnding,
  DownloadRunOptions,
  DownloadWishes,
  Interruption,
  StartDownloads,
} from './download-run.ts';
import { DownloadRuns } from './download-runs.ts';
import { DownloadSaver } from './download-saver.ts';
import { DownloadSelections, type Wanted } from './download-selections.ts';
import type { DownloadStore } from './download-store.ts';
import type { Emit } from '../server/server-monitor.ts';

/** How a batch of downloads went. */
export type BatchSummary = EventPayload<'downloadsFinished'>;

export interface DownloadQueueOptions {
  readonly startDownloads: StartDownloads;
  readonly entryOf: DownloadRunOptions['entryOf'];
  readonly store: DownloadStore;
  readonly emit: Emit;
  /** How files are fetched, as it is wanted when their download begins. */
  readonly wishes: () => DownloadWishes;
  readonly listFolders: PlanOptions['listFolders'];
  /** Called when a batch came to its end, after that was reported to the panels. */
  readonly onBatchFinished: (summary: BatchSummary) => void;
  /** Called when downloading began or ended altogether. */
  readonly onActiveChange: () => void;
}

export interface AddRequest extends Wanted {
  readonly endpoint: ServerAddress;
  readonly selection?: number | undefined;
  readonly directory: string;
  readonly ifExists?: IfExists | undefined;
}

/** Fetches files from other servers in the order asked for, some at once, and survives restarts. */
export class DownloadQueue {
  readonly #options: DownloadQueueOptions;
  readonly #list = new DownloadList();
  readonly #selections = new DownloadSelections();
  readonly #saver: DownloadSaver;
  readonly #runs: DownloadRuns;
  readonly #notifier: DownloadNotifier;
  /** Downloads to take out of the list as soon as they have ended, and the removals that they belong to. */
  readonly #removing = new Map<number, number>();
  readonly #discarder = new PartialFileDiscarder();
  readonly #removals = new DownloadRemovals((removed) => {
    const wanted = this.#list.unfinishedPlaces();
    for (const one of removed) {
      // Who asked for it again meanwhile goes on from what there is.
      if (!wanted.has(placeOf(one))) this.#discarder.discard(one);
    }
  });
  #lastId = 0;
  #lastBatch = 0;
  #active = 0;
  #closing = false;
  #pumping: NodeJS.Immediate | undefined;

  constructor(options: DownloadQueueOptions) {
    this.#options = options;
    this.#saver = new DownloadSaver(options.store, this.#list);
    const { startDownloads, entryOf, wishes } = options;
    this.#runs = new DownloadRuns({
      ...{ startDownloads, entryOf, wishes },
      downloads: () => this.#list.all(),
      batch: (id) => this.#list.batch(id),
      onUpdate: (id, patch) => {
        this.#list.update(id, patch);
        this.#notifier.notifySoon();
      },
      onEnd: (id, ending) => {
        this.#end(id, ending);
      },
      onRunEnd: (batch) => {
        this.#announce(batch);
        this.#pump();
      },
    });
    this.#notifier = new DownloadNotifier(this.#list, this.#runs, options.emit);
    const { batches, downloads } = options.store.load();
    for (const batch of batches) {
      if (!downloads.some((left) => left.batch === batch.id)) continue;
      this.#list.addBatch(batch);
      this.#lastBatch = Math.max(this.#lastBatch, batch.id);
    }
    for (const left of downloads) {
      this.#list.add({ ...NOTHING_YET, ...left, leftOver: true });
      this.#lastId = Math.max(this.#lastId, left.id);
    }
  }

  /** Downloads under way or waiting. */
  get active(): number {
    return this.#active;
  }

  get(id: number): Download | undefined {
    return this.#list.get(id);
  }

  /** The folder that a download of the list is saved into. */
  directoryOf({ batch }: Download): string {
    return this.#list.batch(batch).directory;
  }

  /** Whether anybody looks. */
  setWatching(watching: boolean): void {
    this.#notifier.setWatching(watching);
  }

  page(after: number): DownloadsPage {
    return this.#list.page(after);
  }

  /** Puts together what is added later. @throws FailureError `selection-gone` */
  select({ selection, ...wanted }: Wanted & { readonly selection?: number | undefined }): number {
    return this.#selections.add(selection, wanted);
  }

  /** @throws FailureError if the folder cannot be written to, or a server's folder cannot be listed */
  async add(request: AddRequest): Promise<AddDownloadsResult> {
    const { endpoint, directory, ifExists, files, folders } = request;
    const selection = this.#selections.with(request.selection, { files, folders });
    const plan = await planDownloads(
      { endpoint, selection, directory, ifExists },
      { listFolders: this.#options.listFolders, queued: this.#queuedFor(request) },
    );
    if ('collisions' in plan) return plan.collisions;
    if (request.selection !== undefined) this.#selections.forget(request.selection);
    const { omitted, truncated } = plan;
    const result = { outcome: 'added' as const, count: plan.files.size, omitted, truncated };
    return plan.files.size === 0 ? result : { ...result, batch: this.#addBatch(request, plan) };
  }

  pause(choice: DownloadChoice): void {
    this.#interrupt(this.#list.chosen(choice), 'pause');
  }

  cancel(choice: DownloadChoice): void {
    this.#interrupt(this.#list.chosen(choice), 'cancel');
  }

  /** Queues those again that are at rest and not done. */
  retry(choice: DownloadChoice): void {
    for (const id of this.#list.chosen(choice)) {
      const download = this.#list.get(id);
      if (download === undefined || !isAtRest(download.state) || download.state === 'done')
        continue;
      this.#update(id, { state: 'waiting', leftOver: false, problem: undefined });
    }
    this.#pump();
  }

  /** Changes what is fetched next; what is on its way goes on. */
  move(move: DownloadMove): void {
    for (const id of this.#list.move(move)) this.#saver.changed(id);
    const batch = 'id' in move ? this.#list.get(move.id)?.batch : undefined;
    if (batch !== undefined) this.#runs.requeue(batch);
    this.#notifier.notifySoon();
  }

  /** Takes them out of the list, until it is final with their partial files for {@link restore}. */
  remove(choice: DownloadChoice): { readonly removal: number; readonly count: number } {
    const removal = this.#removals.begin();
    const chosen = this.#list.chosen(choice).filter((id) => this.#list.get(id) !== undefined);
    const running = chosen.filter((id) => this.#runs.has(id));
    for (const id of chosen) if (!this.#runs.has(id)) this.#remove(id, removal);
    for (const id of running) this.#removing.set(id, removal);
    this.#interrupt(running, 'pause');
    return { removal, count: chosen.length };
  }

  /** Puts what was removed into the list again; returns how many. Nothing, once it was final. */
  restore(removal: number): number {
    const removed = this.#removals.take(removal);
    const newBatches = new Map<number, number>();
    for (const { download, batch } of removed) {
      // Ids grow: what has come back is a new download for those who follow the list.
      let id = this.#list.hasBatch(batch.id) ? batch.id : newBatches.get(batch.id);
      if (id === undefined) {
        id = ++this.#lastBatch;
        newBatches.set(batch.id, id);
        this.#list.addBatch({ ...batch, id });
      }
      this.#addAgain({ ...restored(download), id: ++this.#lastId, batch: id });
    }
    this.#pump();
    return removed.length;
  }

  /** Deletes what was downloaded from the disk. @throws FailureError at the first that cannot be deleted */
  async deleteFiles(ids: readonly number[]): Promise<void> {
    for (const id of ids) {
      const path = this.#list.get(id)?.path;
      if (path === undefined) continue;
      await deleteFile(path);
      this.#takeOut(id);
    }
  }

  /** The folders that files are to be saved into yet. */
  openFolders(): Set<string> {
    return this.#list.openFolders();
  }

  /** Stops everything; partial files and the list are kept for the next run. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const { id, state } of this.#list.all())
      if (!isAtRest(state)) this.#interrupt([id], 'pause');
    await this.#runs.ended();
    clearImmediate(this.#pumping);
    this.#removals.settle();
    await this.#discarder.ended();
    this.#notifier.stop();
    this.#saver.close();
  }

  #addBatch({ endpoint, directory, ifExists }: AddRequest, plan: PlannedDownloads): number {
    const id = ++this.#lastBatch;
    const { files, omitted, truncated } = plan;
    this.#list.addBatch({
      ...{ id, rank: id, endpoint, directory, omitted, truncated, addedAtMs: Date.now() },
      // Without a choice nothing existed when it was looked; should it by now, nothing is lost.
      ifExists: ifExists ?? 'keep-both',
    });
    for (const [name, size] of files) {
      const sized = size === undefined ? {} : { size };
      const place = { id: ++this.#lastId, rank: this.#lastId };
      this.#addAgain({ ...NOTHING_YET, ...place, batch: id, name, ...sized });
    }
    this.#pump();
    return id;
  }

  #addAgain(download: Download): void {
    this.#list.add(download);
    this.#saver.changed(download.id);
    this.#active += Number(!isAtRest(download.state));
  }

  #queuedFor({ endpoint, directory }: AddRequest): Set<string> {
    const names = new Set<string>();
    for (const { state, batch, name } of this.#list.all()) {
      if (isAtRest(state)) continue;
      const { endpoint: from, directory: to } = this.#list.batch(batch);
      if (to === directory && from.host === endpoint.host && from.port === endpoint.port) {
        names.add(name);
      }
    }
    return names;
  }

  #interrupt(ids: readonly number[], interruption: Interruption): void {
    for (const id of ids) {
      const download = this.#list.get(id);
      if (download === undefined) continue;
      if (this.#runs.interrupt(id, interruption)) continue;
      if (interruption === 'cancel' ? isCancelable(download) : !isAtRest(download.state)) {
        this.#end(id, { state: interruption === 'pause' ? 'paused' : 'canceled' });
      }
    }
  }

  /** Once for all that end in the same turn. */
  #pumpSoon(): void {
    this.#pumping ??= setImmediate(() => {
      this.#pumping = undefined;
      this.#pump();
    });
  }

  /** Starts what waits. */
  #pump(): void {
    if (!this.#closing) this.#runs.fill();
    this.#options.onActiveChange();
    this.#notifier.notifySoon();
  }

  #end(id: number, ending: DownloadEnding): void {
    const download = this.#list.get(id);
    if (download === undefined) return;
    this.#update(id, { ...ending, bytesPerSecond: 0, retry: undefined });
    if (ending.state === 'canceled') this.#discarder.discard(this.#withBatch(download));
    if (ending.state === 'waiting') this.#pumpSoon();
    const removal = this.#removing.get(id);
    if (removal === undefined) return;
    this.#removing.delete(id);
    // It was on its way, and is again should the removal be taken back.
    if (ending.state === 'paused') this.#update(id, { state: 'waiting' });
    this.#remove(id, removal);
  }

  /** For changes that are to be saved. */
  #update(id: number, patch: Partial<Download> & Pick<Download, 'state'>): void {
    const before = this.#list.get(id);
    if (before !== undefined) {
      this.#active += Number(!isAtRest(patch.state)) - Number(!isAtRest(before.state));
    }
    this.#list.update(id, patch);
    this.#saver.changed(id);
    this.#notifier.notifySoon();
  }

  #remove(id: number, removal: number): void {
    const download = this.#list.get(id);
    if (download === undefined) return;
    this.#removals.add(removal, this.#withBatch(download));
    this.#takeOut(id);
  }

  #takeOut(id: number): void {
    const download = this.#list.get(id);
    if (download === undefined) return;
    if (!isAtRest(download.state)) this.#active -= 1;
    this.#list.remove(id);
    this.#saver.changed(id);
    this.#notifier.notifySoon();
    this.#options.onActiveChange();
  }

  #withBatch(download: Download): RemovedDownload {
    return { download, batch: this.#list.batch(download.batch) };
  }

  #announce(batch: number): void {
    const totals = this.#list.totals(batch);
    // Of runs that end together, the last one reports.
    if (totals === undefined || totals.unfinished > 0 || this.#runs.countOf(batch) > 0) return;
    const { done, failed, canceled, skipped } = totals.snapshot();
    if (done + failed === 0) return;
    const omitted = countOmissions(this.#list.batch(batch).omitted);
    const { verified } = totals;
    const summary: BatchSummary = { batch, done, failed, canceled, skipped, omitted, verified };
    this.#notifier.notify();
    this.#options.emit('downloadsFinished', summary);
    this.#options.onBatchFinished(summary);
  }
}

/** What every download begins with. */
const NOTHING_YET: Omit<Download, 'id' | 'batch' | 'rank' | 'name'> = {
  ...{ receivedBytes: 0, resumedFromBytes: 0, bytesPerSecond: 0, state: 'waiting' },
  ...{ verified: false, verifiedFromBytes: 0, leftOver: false },
};

function isCancelable({ state }: Download): boolean {
  return state === 'waiting' || state === 'paused' || state === 'failed';
}
