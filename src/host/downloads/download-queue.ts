import type { EventPayload } from '../../shared/contract.ts';
import type {
  AddDownloadsResult,
  Download,
  DownloadChoice,
  DownloadsPage,
  IfExists,
  ServerAddress,
} from '../../shared/contract-downloads.ts';
import { countOmissions } from '../../shared/omissions.ts';
import { discardPartialFile } from '../../engine/index.ts';
import { isAtRest } from './download-groups.ts';
import { DownloadList } from './download-list.ts';
import { DownloadNotifier } from './download-notifier.ts';
import { planDownloads, type PlannedDownloads, type PlanOptions } from './download-plan.ts';
import type {
  DownloadEnding,
  DownloadRunOptions,
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
  /** Whether files get the server's modification times, as it is wanted when their download begins. */
  readonly keepTimes: () => boolean;
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
  /** Downloads to take out of the list as soon as they have ended. */
  readonly #removing = new Set<number>();
  #lastId = 0;
  #lastBatch = 0;
  #active = 0;
  #discarding: Promise<void> = Promise.resolve();
  #closing = false;

  constructor(options: DownloadQueueOptions) {
    this.#options = options;
    this.#saver = new DownloadSaver(options.store, this.#list);
    const { startDownloads, entryOf, keepTimes } = options;
    this.#runs = new DownloadRuns({
      ...{ startDownloads, entryOf, keepTimes },
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

  remove(choice: DownloadChoice): void {
    const running: number[] = [];
    for (const id of this.#list.chosen(choice)) {
      if (this.#runs.has(id)) running.push(id);
      else this.#remove(id);
    }
    for (const id of running) this.#removing.add(id);
    this.#interrupt(running, 'cancel');
  }

  clearFinished(): void {
    for (const { id, state } of this.#list.all()) {
      if (state === 'done' || state === 'canceled' || state === 'skipped') this.#list.remove(id);
    }
    this.#notifier.notifySoon();
  }

  /** Stops everything; partial files and the list are kept for the next run. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const { id, state } of this.#list.all())
      if (!isAtRest(state)) this.#interrupt([id], 'pause');
    await this.#runs.ended();
    await this.#discarding;
    this.#notifier.stop();
    this.#saver.close();
  }

  #addBatch({ endpoint, directory, ifExists }: AddRequest, plan: PlannedDownloads): number {
    const id = ++this.#lastBatch;
    const { files, omitted, truncated } = plan;
    this.#list.addBatch({
      ...{ id, endpoint, directory, omitted, truncated, addedAtMs: Date.now() },
      // Without a choice nothing existed when it was looked; should it by now, nothing is lost.
      ifExists: ifExists ?? 'keep-both',
    });
    for (const [name, size] of files) {
      const sized = size === undefined ? {} : { size };
      const download = { ...NOTHING_YET, id: ++this.#lastId, batch: id, name, ...sized };
      this.#list.add(download);
      this.#saver.changed(download.id);
      this.#active += 1;
    }
    this.#pump();
    return id;
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
    if (ending.state === 'canceled') this.#discard(download);
    if (this.#removing.delete(id)) this.#remove(id);
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

  #remove(id: number): void {
    const download = this.#list.get(id);
    if (download === undefined) return;
    if (!isAtRest(download.state)) this.#active -= 1;
    if (download.state !== 'done' && download.state !== 'skipped') this.#discard(download);
    this.#list.remove(id);
    this.#saver.changed(id);
    this.#notifier.notifySoon();
  }

  /** One after the other: a batch may have very many. */
  #discard(download: Download): void {
    const { batch, name, state, receivedBytes, leftOver } = download;
    const isUntouched = (state === 'waiting' || state === 'canceled') && receivedBytes === 0;
    // Of what was never begun there is nothing on the disk.
    if (isUntouched && !leftOver) return;
    const { endpoint, directory } = this.#list.batch(batch);
    this.#discarding = this.#discarding.then(() =>
      discardPartialFile({ endpoint, name, directory }),
    );
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
const NOTHING_YET: Omit<Download, 'id' | 'batch' | 'name'> = {
  ...{ receivedBytes: 0, resumedFromBytes: 0, bytesPerSecond: 0, state: 'waiting' },
  ...{ verified: false, verifiedFromBytes: 0, leftOver: false },
};

function isCancelable({ state }: Download): boolean {
  return state === 'waiting' || state === 'paused' || state === 'failed';
}
