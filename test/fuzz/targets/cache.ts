import assert from 'node:assert/strict';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { createCacheMemory, releaseAbandonedLock } from '../../../src/engine/cache/cache-memory.ts';
import type { CacheMemory } from '../../../src/engine/cache/cache-types.ts';
import { SharedCache } from '../../../src/engine/cache/shared-cache.ts';
import { audit } from '../../../doubles/cache/audit.ts';
import { entriesOf } from '../../../doubles/cache/entries-of.ts';
import {
  TALLY,
  type Answer,
  type Order,
  type ThreadData,
} from '../../../doubles/cache/thread-messages.ts';
import { target, type Counts } from '../target.ts';

const BUDGET_MS = 60_000;
const MIB = 1024 * 1024;
/** A thread that is to stall in the lock may never come to it, as when another one has stalled in it. */
const STALL_WAIT_MS = 200;
/** More than a round can play. */
const OPERATIONS_WITHOUT_END = 1e12;
const FOR_GOOD = 2 ** 31;

interface Plan {
  readonly capacityBytes: number;
  readonly threads: number;
  readonly files: number;
  readonly seed: number;
  /** One after the other. */
  readonly kills: readonly Kill[];
  /** How long the survivors play on. */
  readonly lastsMs: number;
}

interface Kill {
  readonly worker: number;
  /** After the kill before; the threads' own pace, and the moment, are the machine's. */
  readonly afterMs: number;
  /** It is killed in the middle of an update, holding the lock, at this call of the cache's clock. */
  readonly stallsAt?: number;
}

const counts: Counts = {
  kills: 0,
  'kills in the lock': 0,
  'pins given back': 0,
  'loads given up': 0,
  operations: 0,
  'bytes compared': 0,
};

/**
 * One round of random operations from several threads, some of which are killed at random moments, and
 * what the supervisor and the successor do then. Threads compare every byte with what it must be; when
 * all have stopped, every structure is compared with every other, and nothing may be pinned.
 */
export const cacheTarget = target<Plan>('cache', {
  budgetMs: BUDGET_MS,
  counts,
  make: (random) => {
    const threads = random.between(2, 4);
    return {
      capacityBytes: random.between(MIB / 4, 4 * MIB),
      threads,
      files: random.between(10, 60),
      seed: random.bits() >>> 1,
      kills: random.several(random.below(12), () => ({
        worker: random.below(threads),
        afterMs: random.length(40),
        ...(random.once(3) ? { stallsAt: 1 + random.length(30) } : {}),
      })),
      lastsMs: random.length(60),
    };
  },
  check: async (plan) => {
    const round = new Round(plan);
    try {
      await round.play();
      return round.killed > 0 ? 'accepted' : 'refused';
    } finally {
      await round.end();
    }
  },
});

class Round {
  readonly #plan: Plan;
  readonly #memory: CacheMemory;
  readonly #disk: SharedArrayBuffer;
  readonly #tally = new SharedArrayBuffer(TALLY.words * Int32Array.BYTES_PER_ELEMENT);
  readonly #words = new Int32Array(this.#tally);
  /** The living thread of every number. */
  readonly #lives: Life[] = [];
  #lifeCount = 0;
  killed = 0;

  constructor(plan: Plan) {
    this.#plan = plan;
    // One number more, for this thread.
    this.#memory = createCacheMemory({
      capacityBytes: plan.capacityBytes,
      workers: plan.threads + 1,
    });
    this.#disk = new SharedArrayBuffer(plan.files * Int32Array.BYTES_PER_ELEMENT);
  }

  async play(): Promise<void> {
    const { threads, kills, lastsMs } = this.#plan;
    for (let worker = 0; worker < threads; worker++) this.#begin(worker, kills);
    for (const [at, kill] of kills.entries()) {
      await pause(kill.afterMs);
      if (kill.stallsAt !== undefined) await this.#untilStalled();
      await this.#kill(kill.worker, kills.slice(at + 1));
    }
    await pause(lastsMs);
    Atomics.store(this.#words, TALLY.stop, 1);
    await Promise.all(this.#lives.map((life) => life.played));
    this.#judge();
  }

  /** Ends what still lives, however the round went. */
  async end(): Promise<void> {
    await Promise.all(this.#lives.map((life) => life.thread.terminate()));
    counts['operations']! += Atomics.load(this.#words, TALLY.operations);
    counts['bytes compared']! += Atomics.load(this.#words, TALLY.bytesChecked) >>> 0;
    counts['pins given back']! += Atomics.load(this.#words, TALLY.reclaimedPins);
    counts['loads given up']! += Atomics.load(this.#words, TALLY.failedLoads);
  }

  /** Starts the next thread of a number; how its life ends stands in the first kill to come. */
  #begin(worker: number, kills: readonly Kill[]): void {
    const stallsAt = kills.find((kill) => kill.worker === worker)?.stallsAt;
    const data: ThreadData = {
      memory: this.#memory,
      worker,
      disk: this.#disk,
      tally: this.#tally,
      ...(stallsAt === undefined ? {} : { stallsAt }),
    };
    this.#lifeCount += 1;
    this.#lives[worker] = new Life(data, (this.#plan.seed + this.#lifeCount * 7919) % FOR_GOOD);
  }

  async #kill(worker: number, killsToCome: readonly Kill[]): Promise<void> {
    await this.#lives[worker]!.kill();
    // As the supervisor does, at once: others may be waiting for the lock.
    if (releaseAbandonedLock(this.#memory, worker)) counts['kills in the lock']! += 1;
    counts['kills']! += 1;
    this.killed += 1;
    // The successor gives back what its predecessor had pinned.
    this.#begin(worker, killsToCome);
  }

  async #untilStalled(): Promise<void> {
    const before = Atomics.load(this.#words, TALLY.stalled);
    const giveUpAtMs = performance.now() + STALL_WAIT_MS;
    while (Atomics.load(this.#words, TALLY.stalled) === before && performance.now() < giveUpAtMs) {
      await pause(1);
    }
  }

  #judge(): void {
    const cache = new SharedCache(this.#memory, { worker: this.#plan.threads });
    // Whoever takes the lock first after a death in it repairs the index.
    const usage = cache.usage();
    const listed = entriesOf(cache);
    const found = audit(this.#memory);
    assert.equal(found.pins, 0, 'pins remain');
    assert.equal(found.heldBytes, 0, 'bytes are held for nobody');
    assert.equal(found.entries, listed.length, 'the list is not what is there');
    assert.equal(found.listedBytes, usage.usedBytes, 'the bytes used are not those listed');
    assert.ok(
      listed.every(({ state }) => state === 'ready'),
      'a load that nobody goes on with',
    );
    cache.clear();
    const { entries, freeRuns } = audit(this.#memory);
    assert.deepEqual({ entries, freeRuns }, { entries: 0, freeRuns: 1 }, 'not one free run');
  }
}

/** One thread from its start to its end. */
class Life {
  readonly thread: Worker;
  /** Resolves when it has stopped by itself, or was killed; rejects with what it threw. */
  readonly played: Promise<unknown>;
  #isKilled = false;

  constructor(data: ThreadData, seed: number) {
    this.thread = new Worker(new URL('../../cache/cache-thread.ts', import.meta.url), {
      workerData: data,
    });
    this.played = Promise.race([
      once(this.thread, 'message') as Promise<[Answer]>,
      once(this.thread, 'exit').then(() => {
        assert.ok(this.#isKilled, 'a thread ended by itself');
      }),
    ]);
    // Whoever waits for it hears of the failure.
    this.played.catch(() => undefined);
    this.thread.postMessage({
      kind: 'play',
      operations: OPERATIONS_WITHOUT_END,
      seed,
    } satisfies Order);
  }

  /** @throws what the thread threw before */
  async kill(): Promise<void> {
    this.#isKilled = true;
    const ended = once(this.thread, 'exit');
    void this.thread.terminate();
    await ended;
    await this.played;
  }
}
