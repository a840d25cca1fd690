import type { StatsAnswer, StatsTransfer } from '../../dialects/native-answer.ts';
import type { SharedCache } from '../../cache/shared-cache.ts';
import type { Transfer } from '../../../shared/server-state.ts';
import { ratioOf } from '../../../shared/ratio.ts';
import type { EpochMilliseconds, Milliseconds } from '../../../shared/units.ts';
import { readCounters, readThreads } from '../../telemetry/counters.ts';
import type { MetricsInput } from '../../telemetry/open-metrics.ts';

/** More transfers than a person can follow; keeps the answer within one modest line. */
const MAX_TRANSFERS_TOLD = 64;

/** What a thread knows of the whole server: from shared memory, and from the supervisor. */
export class ServerFacts {
  readonly version: string;
  /** Ports the server listens on, over all threads. */
  ports: StatsAnswer['ports'] = [];
  /** Whether load balancers shall send no more clients. */
  isDraining = false;
  readonly #accepting: StatsAnswer['accepting'];
  readonly #startedAtMs: EpochMilliseconds;
  readonly #countersMemory: SharedArrayBuffer;
  readonly #cache: SharedCache;
  readonly #gatherTransfers: () => Promise<readonly Transfer[]>;

  constructor(parts: {
    readonly version: string;
    readonly startedAtMs: EpochMilliseconds;
    readonly accepting: StatsAnswer['accepting'];
    readonly countersMemory: SharedArrayBuffer;
    readonly cache: SharedCache;
    /** The transfers of all threads. */
    readonly gatherTransfers: () => Promise<readonly Transfer[]>;
  }) {
    this.version = parts.version;
    this.#accepting = parts.accepting;
    this.#startedAtMs = parts.startedAtMs;
    this.#countersMemory = parts.countersMemory;
    this.#cache = parts.cache;
    this.#gatherTransfers = parts.gatherTransfers;
  }

  /** Waits as {@link stats} does. */
  async metrics(): Promise<MetricsInput> {
    const transfers = await this.#gatherTransfers();
    return {
      version: this.version,
      uptimeMs: this.#uptimeMs,
      threads: readThreads(this.#countersMemory),
      counters: readCounters(this.#countersMemory),
      cache: this.#cache.usage(),
      transfers: transfers.length,
    };
  }

  /** Waits for the other threads to report what they are sending; never rejects. */
  async stats(): Promise<StatsAnswer> {
    const transfers = await this.#gatherTransfers();
    const counters = readCounters(this.#countersMemory);
    return {
      version: this.version,
      uptimeMs: this.#uptimeMs,
      accepting: this.#accepting,
      ports: this.ports,
      threads: readThreads(this.#countersMemory),
      transfers: transfers.slice(0, MAX_TRANSFERS_TOLD).map(withoutPeer),
      counters,
      cache: this.#cache.usage(),
      hitRatio: ratioOf(counters.cacheHits, counters.cacheHits + counters.cacheMisses),
      byteHitRatio: ratioOf(counters.bytesSentFromCache, counters.bytesSent),
    };
  }

  get #uptimeMs(): Milliseconds {
    return Math.max(0, Date.now() - this.#startedAtMs);
  }
}

/** Any client may ask for stats; who else is connected is not its business. */
function withoutPeer(transfer: Transfer): StatsTransfer {
  const { thread, port, encrypted, agent, dialect, name, size, from, sentBytes } = transfer;
  const { source, startedAtMs } = transfer;
  return {
    thread,
    port,
    encrypted,
    agent,
    dialect,
    name,
    size,
    from,
    sentBytes,
    source,
    startedAtMs,
  };
}
