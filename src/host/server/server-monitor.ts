import type { ServerHandle } from '../../engine/index.ts';
import type { EventName, EventPayload } from '../../shared/contract.ts';
import {
  THROUGHPUT_SAMPLES,
  type ServerState,
  type ThroughputSample,
  type TransfersSnapshot,
} from '../../shared/contract-server.ts';
import { emptyUsage } from '../../shared/server-values.ts';
import type { CacheUsage, Counters, ServerEvent } from '../../shared/server-state.ts';
import type { Milliseconds } from '../../shared/units.ts';
import type { CacheStatus } from '../../shared/contract-cache.ts';
import type { ActivityLog } from './activity-log.ts';
import { RateMeter } from '../../shared/rate-meter.ts';
import { TransferView } from './transfer-view.ts';

/** Panels are notified of changes this often at most. */
export const TICK_MS: Milliseconds = 100;
const SAMPLE_MS: Milliseconds = 1000;

/** Sends an event to every panel. */
export type Emit = <E extends EventName>(event: E, payload: EventPayload<E>) => void;

export interface ServerMonitorOptions {
  readonly emit: Emit;
  readonly log: ActivityLog;
  /** The state to report, at the speeds given. */
  readonly stateOf: (rates: Rates) => ServerState;
  readonly onError: (where: string, error: unknown) => void;
  /** What a server that is started now would cache, in bytes; shown until one runs. */
  readonly cacheCapacity: () => number;
}

interface Rates {
  readonly bytesPerSecond: number;
  readonly requestsPerSecond: number;
}

/**
 * Watches the running server for the panels: gathers its events, and ten times a second reports what
 * changed. Without a panel it does nothing at all, and the server's threads collect no events.
 */
export class ServerMonitor {
  readonly #options: ServerMonitorOptions;
  #cache: CacheStatus;
  #lastReportedCache: CacheStatus | undefined;
  readonly #transfers = new TransferView();
  readonly #bytes = new RateMeter();
  readonly #requests = new RateMeter();
  readonly #samples: ThroughputSample[] = [];
  #handle: ServerHandle | undefined;
  #watching = false;
  #unsubscribe: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #lastSampleAtMs = 0;
  #lastReportedState = '';
  #lookRunning: Promise<void> | undefined;
  #hasLooked = false;
  /** Something happened since transfers and cache were looked at last. */
  #dirty = true;
  #countersSeen = '';

  constructor(options: ServerMonitorOptions) {
    this.#options = options;
    this.#cache = { version: 0, usage: emptyUsage(options.cacheCapacity()) };
  }

  get rates(): Rates {
    const nowMs = Date.now();
    return {
      bytesPerSecond: Math.round(this.#bytes.perSecondAt(nowMs)),
      requestsPerSecond: Math.round(this.#requests.perSecondAt(nowMs) * 10) / 10,
    };
  }

  /** Whether anybody looks. */
  setWatching(watching: boolean): void {
    if (watching === this.#watching) return;
    this.#watching = watching;
    // A panel asks for the log when it comes; what led to it is not sent a second time.
    if (watching) this.#options.log.takeBatch(Date.now());
    this.#update();
  }

  /** The server that runs now; `undefined` when it has ended. */
  setServer(handle: ServerHandle | undefined): void {
    if (handle === this.#handle) return;
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#handle = handle;
    this.#bytes.reset();
    this.#requests.reset();
    this.#transfers.reset();
    this.#cacheIs(handle?.cacheUsage() ?? this.#nothingCached());
    this.#update();
    this.report();
  }

  /** Settings changed, and with them perhaps what the next server will cache. */
  settingsChanged(): void {
    const usage = this.#nothingCached();
    if (this.#handle !== undefined || usage.capacityBytes === this.#cache.usage.capacityBytes)
      return;
    this.#cacheIs(usage);
    this.report();
  }

  /** How full the cache is. What is in it is asked of the server itself. */
  cacheStatus(): CacheStatus {
    if (this.#handle !== undefined) this.#cacheIs(this.#handle.cacheUsage());
    this.report();
    return this.#cache;
  }

  async transfersSnapshot(): Promise<TransfersSnapshot> {
    if (this.#handle !== undefined && !this.#hasLooked) await this.#look();
    this.report();
    return this.#transfers.snapshot();
  }

  recentThroughput(): ThroughputSample[] {
    return [...this.#samples];
  }

  /** Reports what changed since the last report, now instead of at the next tick. */
  report(): void {
    const { emit, log, stateOf } = this.#options;
    if (!this.#watching) return;
    const nowMs = Date.now();
    const entries = log.takeBatch(nowMs);
    if (entries.length > 0) emit('logged', { entries });
    if (this.#cache !== this.#lastReportedCache) {
      this.#lastReportedCache = this.#cache;
      emit('cacheChanged', this.#cache);
    }
    const transfers = this.#transfers.takeChange(nowMs);
    if (transfers !== undefined) emit('transfersChanged', transfers);
    const state = stateOf(this.rates);
    const text = JSON.stringify(state);
    if (text !== this.#lastReportedState) {
      this.#lastReportedState = text;
      emit('serverChanged', state);
    }
  }

  /** Looks at the cache and the transfers at the next tick, whatever the counters say. */
  lookSoon(): void {
    this.#dirty = true;
  }

  #update(): void {
    const active = this.#watching && this.#handle !== undefined;
    if (active && this.#unsubscribe === undefined) {
      this.#unsubscribe = this.#handle!.onEvents((events) => {
        this.#gather(events);
      });
      this.#dirty = true;
      this.#hasLooked = false;
      this.#lastReportedState = '';
    }
    if (!active) {
      this.#unsubscribe?.();
      this.#unsubscribe = undefined;
    }
    if (active && this.#timer === undefined) {
      this.#timer = setInterval(() => {
        this.#tick();
      }, TICK_MS);
      this.#timer.unref();
    } else if (!active) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  #gather(events: readonly ServerEvent[]): void {
    this.#dirty = true;
    for (const event of events) {
      this.#options.log.addEvent(event);
      switch (event.type) {
        case 'requestStarted':
        case 'requestProgressed':
        case 'requestCompleted':
        case 'requestFailed':
          this.#transfers.apply(event);
          break;
        default:
          break;
      }
    }
  }

  #tick(): void {
    const nowMs = Date.now();
    const counters = this.#handle!.status().counters;
    this.#bytes.add(nowMs, counters.bytesSent);
    this.#requests.add(nowMs, counters.requests);
    const seen = `${counters.requests} ${counters.bytesSent} ${counters.evictions}`;
    if (seen !== this.#countersSeen) this.#dirty = true;
    this.#countersSeen = seen;
    if (nowMs - this.#lastSampleAtMs >= SAMPLE_MS) this.#sample(nowMs, counters);
    // Hits, and what has been loaded, change no number of the usage.
    if (this.#dirty) this.#cacheIs(this.#handle!.cacheUsage());
    this.report();
    if (this.#dirty) void this.#look();
  }

  #sample(atMs: number, { connectionsOpen }: Counters): void {
    this.#lastSampleAtMs = atMs;
    const sample = { atMs, ...this.rates, connectionsOpen };
    this.#samples.push(sample);
    if (this.#samples.length > THROUGHPUT_SAMPLES) this.#samples.shift();
    this.#options.emit('throughputSampled', sample);
  }

  #nothingCached(): CacheUsage {
    return emptyUsage(this.#options.cacheCapacity());
  }

  #cacheIs(usage: CacheUsage): void {
    this.#cache = { version: this.#cache.version + 1, usage };
  }

  #look(): Promise<void> {
    this.#lookRunning ??= this.#lookOnce().finally(() => {
      this.#lookRunning = undefined;
    });
    return this.#lookRunning;
  }

  async #lookOnce(): Promise<void> {
    const handle = this.#handle;
    if (handle === undefined) return;
    this.#dirty = false;
    const requestedAtMs = Date.now();
    try {
      const transfers = await handle.transfers();
      // Another server may have been started meanwhile.
      if (handle !== this.#handle) return;
      this.#transfers.reconcile(transfers, requestedAtMs);
      // What is still moving is looked at again without waiting for an event.
      if (transfers.length > 0) this.#dirty = true;
    } catch (error) {
      this.#options.onError('transfers', error);
      this.#dirty = true;
    } finally {
      this.#hasLooked = true;
    }
  }
}
