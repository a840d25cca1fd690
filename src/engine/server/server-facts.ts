import type { StatsAnswer } from '../dialects/native-answer.ts';
import type { SharedCache } from '../cache/shared-cache.ts';
import type { EpochMilliseconds } from '../../shared/units.ts';
import { readCounters, readThreads } from '../telemetry/counters.ts';

/** What a thread can tell of the whole server: from shared memory, and what the supervisor told it. */
export class ServerFacts {
  readonly version: string;
  /** Ports the server listens on, over all threads. */
  ports: StatsAnswer['ports'] = [];
  readonly #accepting: StatsAnswer['accepting'];
  readonly #startedAtMs: EpochMilliseconds;
  readonly #countersMemory: SharedArrayBuffer;
  readonly #cache: SharedCache;

  constructor(parts: {
    readonly version: string;
    readonly startedAtMs: EpochMilliseconds;
    readonly sharedPort: boolean;
    readonly countersMemory: SharedArrayBuffer;
    readonly cache: SharedCache;
  }) {
    this.version = parts.version;
    this.#accepting = parts.sharedPort ? 'shared-port' : 'port-per-thread';
    this.#startedAtMs = parts.startedAtMs;
    this.#countersMemory = parts.countersMemory;
    this.#cache = parts.cache;
  }

  stats(): StatsAnswer {
    const counters = readCounters(this.#countersMemory);
    return {
      version: this.version,
      uptimeMs: Math.max(0, Date.now() - this.#startedAtMs),
      accepting: this.#accepting,
      ports: this.ports,
      threads: readThreads(this.#countersMemory),
      counters,
      cache: this.#cache.usage(),
      hitRatio: ratio(counters.cacheHits, counters.cacheHits + counters.cacheMisses),
      byteHitRatio: ratio(counters.bytesSentFromCache, counters.bytesSent),
    };
  }
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
