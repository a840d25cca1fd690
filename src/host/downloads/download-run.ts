import type {
  DownloadBatch,
  DownloadEvent,
  DownloadOptions,
  DownloadOutcome,
} from '../../engine/index.ts';
import type { Download, ServerAddress } from '../../shared/contract-downloads.ts';
import type { Milliseconds } from '../../shared/units.ts';
import type { ServerEntry } from '../remote/known-servers.ts';
import type { BatchFacts } from './download-list.ts';
import { RateMeter } from '../../shared/rate-meter.ts';
import { failureOf } from '../../shared/failure.ts';

/** The engine's `startDownloads`. */
export type StartDownloads = (options: DownloadOptions) => DownloadBatch;

/** Why a run's download is to end before it is done; `requeue`: it waits for another run. */
export type Interruption = 'pause' | 'cancel' | 'requeue';

/** How files are fetched; see the engine's options. */
export type DownloadWishes = Pick<
  DownloadOptions,
  'keepTimes' | 'parallel' | 'rate' | 'retryForMs'
>;

export interface DownloadRunOptions {
  readonly startDownloads: StartDownloads;
  /** How the server is entered now. @throws FailureError */
  readonly entryOf: (server: ServerAddress) => ServerEntry;
  /** A clock that never goes back, to measure speeds with. */
  readonly now: () => Milliseconds;
  /** That all of the downloads belong to. */
  readonly batch: BatchFacts;
  /** At least one. */
  readonly downloads: readonly Download[];
  readonly wishes: DownloadWishes;
  readonly onUpdate: (id: number, patch: Partial<Download>) => void;
  /** Called once for each download, with how it ended. */
  readonly onEnd: (id: number, ending: DownloadEnding) => void;
}

type RetryEvent = Extract<
  DownloadEvent,
  { readonly type: 'downloadRetried' | 'reconnectionRetried' }
>;

/** How a download left a run. */
export type DownloadEnding = Partial<Download> & { readonly state: Download['state'] };

/** One thread of the engine, fetching several files one after the other from one server. */
export class DownloadRun {
  /** Resolves when all have ended; never rejects. */
  readonly ended: Promise<void>;
  readonly #options: DownloadRunOptions;
  readonly #batch: DownloadBatch | undefined;
  readonly #ids: readonly number[];
  /** Those that have not ended, with their position in the engine's batch. */
  readonly #open: Map<number, number>;
  readonly #interruptions = new Map<number, Interruption>();
  /** Of those whose bytes are coming. */
  readonly #meters = new Map<number, RateMeter>();
  readonly #speeds = new Map<number, number>();

  constructor(options: DownloadRunOptions) {
    this.#options = options;
    this.#ids = options.downloads.map(({ id }) => id);
    this.#open = new Map(this.#ids.map((id, item) => [id, item]));
    const { endpoint, directory, ifExists } = options.batch;
    try {
      this.#batch = options.startDownloads({
        ...options.entryOf(endpoint),
        directory,
        names: options.downloads.map(({ name }) => name),
        ifExists,
        ...options.wishes,
      });
    } catch (error) {
      this.ended = Promise.resolve().then(() => {
        this.#failAll(error);
      });
      return;
    }
    this.#batch.onEvents((events) => {
      for (const event of events) this.#take(event);
    });
    this.ended = this.#batch.done.then(
      (outcomes) => {
        for (const outcome of outcomes) this.#end(outcome);
      },
      (error: unknown) => {
        this.#failAll(error);
      },
    );
  }

  get batch(): number {
    return this.#options.batch.id;
  }

  has(id: number): boolean {
    return this.#open.has(id);
  }

  /** Ends one download; `onEnd` is called when it has ended. */
  interrupt(id: number, interruption: Interruption): void {
    const item = this.#open.get(id);
    if (item === undefined) return;
    this.#interruptions.set(id, interruption);
    this.#batch?.cancel(item);
  }

  /** Interrupts what has not begun to arrive. */
  requeue(): void {
    for (const id of [...this.#open.keys()]) {
      if (!this.#meters.has(id) && !this.#interruptions.has(id)) this.interrupt(id, 'requeue');
    }
  }

  /** Brings speeds up to date that sink because nothing arrives; returns whether any is above nought. */
  refreshSpeeds(): boolean {
    let isAnyMoving = false;
    for (const id of this.#meters.keys()) {
      const before = this.#speeds.get(id);
      const bytesPerSecond = this.#speedOf(id);
      if (bytesPerSecond !== before) this.#options.onUpdate(id, { bytesPerSecond });
      if (bytesPerSecond > 0) isAnyMoving = true;
    }
    return isAnyMoving;
  }

  #speedOf(id: number): number {
    const speed = Math.round(this.#meters.get(id)?.perSecondAt(this.#options.now()) ?? 0);
    this.#speeds.set(id, speed);
    return speed;
  }

  #take(event: DownloadEvent): void {
    if (event.type === 'downloadEnded') {
      this.#end(event.outcome);
      return;
    }
    if (event.type === 'reconnectionRetried') {
      // All that have not ended wait for the same connection.
      for (const id of this.#open.keys()) this.#waitToRetry(id, event);
      return;
    }
    if (!('item' in event)) return;
    const id = this.#ids[event.item];
    if (id === undefined || !this.#open.has(id)) return;
    switch (event.type) {
      case 'downloadStarted': {
        const fromBytes = event.start.kind === 'resumed' ? event.start.fromBytes : 0;
        const meter = new RateMeter();
        meter.add(this.#options.now(), fromBytes);
        this.#meters.set(id, meter);
        this.#speeds.set(id, 0);
        this.#options.onUpdate(id, {
          state: 'downloading',
          ...(event.size === undefined ? {} : { size: event.size }),
          receivedBytes: fromBytes,
          resumedFromBytes: fromBytes,
          bytesPerSecond: 0,
          problem: undefined,
          retry: undefined,
        });
        break;
      }
      case 'downloadProgressed': {
        this.#meters.get(id)?.add(this.#options.now(), event.haveBytes);
        this.#options.onUpdate(id, {
          state: event.haveBytes === event.size ? 'verifying' : 'downloading',
          receivedBytes: event.haveBytes,
          bytesPerSecond: this.#speedOf(id),
        });
        break;
      }
      case 'downloadRetried':
        this.#waitToRetry(id, event);
        break;
    }
  }

  /** It tries again by itself, and says why, and when. */
  #waitToRetry(id: number, event: RetryEvent): void {
    const { error, afterMs, givesUpAfterMs } = event;
    const nowMs = Date.now();
    this.#meters.delete(id);
    this.#options.onUpdate(id, {
      state: 'waiting',
      bytesPerSecond: 0,
      problem: error,
      retry: { atMs: nowMs + afterMs, givesUpAtMs: nowMs + givesUpAfterMs },
    });
  }

  #end(outcome: DownloadOutcome): void {
    const id = this.#ids[outcome.item];
    if (id === undefined || !this.#open.delete(id)) return;
    this.#meters.delete(id);
    this.#options.onEnd(id, endingOf(outcome, this.#interruptions.get(id)));
  }

  #failAll(error: unknown): void {
    const problem = failureOf(error);
    for (const id of [...this.#open.keys()]) {
      this.#open.delete(id);
      const interruption = this.#interruptions.get(id);
      this.#options.onEnd(
        id,
        interruption === undefined || interruption === 'requeue'
          ? { state: 'failed', problem }
          : { state: interruption === 'pause' ? 'paused' : 'canceled' },
      );
    }
  }
}

const CANCELED: DownloadEnding = { state: 'canceled', receivedBytes: 0, problem: undefined };

function endingOf(
  outcome: DownloadOutcome,
  interruption: Interruption | undefined,
): DownloadEnding {
  switch (outcome.status) {
    case 'completed':
      return {
        state: 'done',
        path: outcome.path,
        size: outcome.size,
        receivedBytes: outcome.size,
        verified: outcome.verified === 'crc32' || outcome.verified === 'crc32-since-resume',
        verifiedFromBytes:
          outcome.verified === 'crc32-since-resume' && outcome.start.kind === 'resumed'
            ? outcome.start.fromBytes
            : 0,
        problem: undefined,
      };
    case 'skipped':
      return { state: 'skipped', path: outcome.path, problem: undefined };
    case 'canceled':
      return interruption === 'cancel'
        ? CANCELED
        : {
            state: interruption === 'requeue' ? 'waiting' : 'paused',
            receivedBytes: outcome.resumableBytes,
            problem: undefined,
          };
    case 'failed':
      // It failed just before it could be canceled, which is what somebody wanted.
      if (interruption === 'cancel') return CANCELED;
      return {
        state: 'failed',
        receivedBytes: outcome.resumableBytes,
        problem: outcome.error,
      };
  }
}
