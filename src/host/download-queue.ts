import {
  MAX_DOWNLOADS,
  type AddDownloadsResult,
  type Download,
  type DownloadsSnapshot,
} from '../shared/contract-downloads.ts';
import { ProblemError } from '../shared/problem.ts';
import type { Milliseconds } from '../shared/units.ts';
import { discardPart } from './discard-part.ts';
import { isAtRest, nextGroup, summarizeBatch, type BatchSummary } from './download-groups.ts';
import { DownloadList } from './download-list.ts';
import { planDownloads, type AddRequest, type PlanOptions } from './download-plan.ts';
import {
  DownloadRun,
  type DownloadEnding,
  type Interruption,
  type StartDownloads,
} from './download-run.ts';
import type { DownloadStore } from './download-store.ts';
import type { Emit } from './server-monitor.ts';

/** Engine threads fetching at once; each fetches one file after the other. */
const MAX_RUNS = 3;
const TELL_MS: Milliseconds = 100;
/** The list on disk is brought up to date this often at most. */
const SAVE_MS: Milliseconds = 1000;

export interface DownloadQueueOptions {
  readonly startDownloads: StartDownloads;
  readonly store: DownloadStore;
  readonly emit: Emit;
  /** Whether files get the server's modification times, as it is wanted when their download begins. */
  readonly keepTimes: () => boolean;
  readonly listFolder: PlanOptions['listFolder'];
  /** Called when a batch came to its end, after the panels were told. */
  readonly onBatchFinished: (summary: BatchSummary) => void;
  /** Called when downloading began or ended altogether. */
  readonly onActiveChange: () => void;
}

/** Fetches files from other servers in the order asked for, some at once, and survives restarts. */
export class DownloadQueue {
  readonly #options: DownloadQueueOptions;
  readonly #list = new DownloadList();
  readonly #runs = new Set<DownloadRun>();
  /** Downloads to take out of the list as soon as they have ended. */
  readonly #removing = new Set<number>();
  #lastId = 0;
  #lastBatch = 0;
  #watching = false;
  #telling: NodeJS.Timeout | undefined;
  #saving: NodeJS.Timeout | undefined;
  #closing = false;

  constructor(options: DownloadQueueOptions) {
    this.#options = options;
    for (const left of options.store.load()) {
      const unfinished: Download = {
        ...left,
        id: ++this.#lastId,
        state: left.state === 'failed' ? 'failed' : 'paused',
        bytesPerSecond: 0,
        leftOver: true,
        retry: undefined,
      };
      this.#lastBatch = Math.max(this.#lastBatch, left.batch);
      this.#list.add(unfinished);
    }
  }

  /** Downloads under way or waiting. */
  get active(): number {
    let active = 0;
    for (const { state } of this.#list.all()) if (!isAtRest(state)) active++;
    return active;
  }

  get(id: number): Download | undefined {
    return this.#list.get(id);
  }

  /** Whether anybody looks. */
  setWatching(watching: boolean): void {
    this.#watching = watching;
    if (watching) this.#tellSoon();
  }

  snapshot(): DownloadsSnapshot {
    this.#tell();
    return this.#list.snapshot();
  }

  /** @throws ProblemError if the folder cannot be written to, a server's folder cannot be listed, or the list is full */
  async add(request: AddRequest): Promise<AddDownloadsResult> {
    const { listFolder } = this.#options;
    const plan = await planDownloads(request, { listFolder, queued: this.#queuedFor(request) });
    if ('collisions' in plan) return plan.collisions;
    const { files } = plan;
    if (this.#list.size + files.size > MAX_DOWNLOADS) {
      throw new ProblemError(
        'bad-request',
        `The list holds at most ${MAX_DOWNLOADS} downloads. Clear the finished ones, or fetch fewer files.`,
      );
    }
    const batch = ++this.#lastBatch;
    // Without a choice nothing existed when it was looked; should it by now, nothing is lost.
    const { endpoint, directory, ifExists = 'keep-both' } = request;
    for (const [name, size] of files) {
      this.#list.add({
        ...{ id: ++this.#lastId, batch, endpoint, name, directory, ifExists },
        ...(size === undefined ? {} : { size }),
        ...{ receivedBytes: 0, resumedFromBytes: 0, bytesPerSecond: 0, state: 'waiting' },
        ...{ verified: false, verifiedFromBytes: 0, leftOver: false, addedAtMs: Date.now() },
      });
    }
    this.#saveSoon();
    this.#pump();
    return { outcome: 'added', batch, count: files.size };
  }

  pause(ids: readonly number[]): void {
    this.#interrupt(ids, 'pause');
  }

  cancel(ids: readonly number[]): void {
    this.#interrupt(ids, 'cancel');
  }

  /** Queues those again that are at rest and not done. */
  resume(ids: readonly number[]): void {
    for (const id of ids) {
      const download = this.#list.get(id);
      if (download === undefined || !isAtRest(download.state) || download.state === 'done')
        continue;
      this.#list.update(id, {
        state: 'waiting',
        leftOver: false,
        problem: undefined,
        finishedAtMs: undefined,
      });
    }
    this.#saveSoon();
    this.#pump();
  }

  remove(ids: readonly number[]): void {
    const running = ids.filter((id) => this.#runOf(id) !== undefined);
    for (const id of running) this.#removing.add(id);
    this.#interrupt(running, 'cancel');
    for (const id of ids) {
      if (running.includes(id)) continue;
      const download = this.#list.get(id);
      if (download === undefined) continue;
      if (download.state !== 'done' && download.state !== 'skipped') void discardPart(download);
      this.#list.remove(id);
    }
    this.#saveSoon();
    this.#tellSoon();
  }

  clearFinished(): void {
    for (const { id, state } of [...this.#list.all()]) {
      if (state === 'done' || state === 'canceled' || state === 'skipped') this.#list.remove(id);
    }
    this.#tellSoon();
  }

  /** Stops everything; partial files and the list are kept for the next run. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const { id, state } of this.#list.all())
      if (!isAtRest(state)) this.#interrupt([id], 'pause');
    await Promise.all([...this.#runs].map((run) => run.ended));
    clearTimeout(this.#telling);
    clearTimeout(this.#saving);
    this.#save();
    this.#options.store.close();
  }

  #queuedFor({ endpoint, directory }: AddRequest): Set<string> {
    const names = new Set<string>();
    for (const download of this.#list.all()) {
      if (isAtRest(download.state) || download.directory !== directory) continue;
      const { host, port } = download.endpoint;
      if (host === endpoint.host && port === endpoint.port) names.add(download.name);
    }
    return names;
  }

  #interrupt(ids: readonly number[], interruption: Interruption): void {
    for (const id of ids) {
      const download = this.#list.get(id);
      if (download === undefined) continue;
      const run = this.#runOf(id);
      if (run !== undefined) {
        run.interrupt(id, interruption);
      } else if (interruption === 'cancel' ? isCancelable(download) : !isAtRest(download.state)) {
        this.#end(id, { state: interruption === 'pause' ? 'paused' : 'canceled' });
      }
    }
    this.#saveSoon();
  }

  #runOf(id: number): DownloadRun | undefined {
    for (const run of this.#runs) if (run.has(id)) return run;
    return undefined;
  }

  /** Starts what waits, as long as there is a free run. */
  #pump(): void {
    while (!this.#closing && this.#runs.size < MAX_RUNS) {
      const downloads = nextGroup(this.#list.all(), (id) => this.#runOf(id) !== undefined);
      const first = downloads[0];
      if (first === undefined) break;
      const run = new DownloadRun({
        startDownloads: this.#options.startDownloads,
        now: () => performance.now(),
        downloads,
        keepTimes: this.#options.keepTimes(),
        onUpdate: (id, patch) => {
          this.#list.update(id, patch);
          this.#tellSoon();
        },
        onEnd: (id, ending) => {
          this.#end(id, ending);
        },
      });
      this.#runs.add(run);
      void run.ended.then(() => {
        this.#runs.delete(run);
        this.#announce(first.batch);
        this.#pump();
      });
    }
    this.#options.onActiveChange();
    this.#tellSoon();
  }

  #end(id: number, ending: DownloadEnding): void {
    const download = this.#list.get(id);
    if (download === undefined) return;
    const finishedAtMs = Date.now();
    this.#list.update(id, { ...ending, bytesPerSecond: 0, retry: undefined, finishedAtMs });
    if (ending.state === 'canceled') void discardPart(download);
    if (this.#removing.delete(id)) this.#list.remove(id);
    this.#saveSoon();
    this.#tellSoon();
  }

  #announce(batch: number): void {
    const summary = summarizeBatch(this.#list.all(), batch);
    if (summary === undefined) return;
    this.#tell();
    this.#options.emit('downloadsFinished', summary);
    this.#options.onBatchFinished(summary);
  }

  #saveSoon(): void {
    if (this.#closing) return;
    this.#saving ??= setTimeout(() => {
      this.#save();
    }, SAVE_MS);
  }

  #save(): void {
    this.#saving = undefined;
    const unfinished: Download[] = [];
    for (const download of this.#list.all()) {
      if (!isAtRest(download.state) || download.state === 'paused' || download.state === 'failed') {
        unfinished.push(download);
      }
    }
    this.#options.store.save(unfinished);
  }

  #tellSoon(): void {
    if (!this.#watching) return;
    this.#telling ??= setTimeout(() => {
      this.#tell();
    }, TELL_MS);
  }

  #tell(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    let isAnyMoving = false;
    for (const run of this.#runs) if (run.refreshSpeeds()) isAnyMoving = true;
    const change = this.#list.takeChange();
    if (change !== undefined) this.#options.emit('downloadsChanged', change);
    // Nothing may arrive any more; then nobody else would say that the speed sinks.
    if (isAnyMoving) this.#tellSoon();
  }
}

function isCancelable({ state }: Download): boolean {
  return state === 'waiting' || state === 'paused' || state === 'failed';
}
