/**
 * What the number of cached files costs: look-up, eviction and insertion at 1,000 and at 1,000,000
 * entries, the longest time that the lock is held, the repair after a thread died in the lock, and the
 * memory of an index. CPU time of one thread; the median of the rounds, with the least and the most.
 * Run with `node bench/cache-scale.ts`.
 */
import { PerformanceObserver } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { machineLine } from '../harness/machine.ts';
import { createCacheMemory, releaseAbandonedLock } from '../src/engine/cache/cache-memory.ts';
import { CacheLock } from '../src/engine/cache/cache-lock.ts';
import { LOCK_WORD, Header } from '../src/engine/cache/header.ts';
import { Mutex } from '../src/engine/cache/mutex.ts';
import type { CacheMemory } from '../src/engine/cache/cache-types.ts';
import { SharedCache } from '../src/engine/cache/shared-cache.ts';
import { MIB } from '../src/shared/units.ts';

const CAPACITY = 64 * MIB;
const COUNTS = [1000, 16_000, 1_000_000] as const;
const ROUNDS = 9;
const OPERATIONS = 200_000;

interface Cost {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** 30 bytes each. */
function nameOf(file: number): string {
  return `photos/holiday/i-${String(file).padStart(8, '0')}.jpeg`;
}

function insert(cache: SharedCache, file: number, size: number): void {
  const version = { size, modifiedNs: 1n, inode: BigInt(file), device: 1n };
  const reservation = cache.reserve(nameOf(file), version);
  if (reservation.kind !== 'reserved') throw new Error('The cache did not take the file.');
  const { load } = reservation;
  for (let done = 0; done < size;) {
    const piece = load.pinForWriting(done);
    if (piece === undefined) throw new Error('The cache lost the file.');
    done += piece.bytes.length;
    load.advance(piece);
    cache.unpin(piece);
  }
  load.publish();
}

/** A full cache of so many files of one size. */
function filled(count: number): {
  readonly memory: CacheMemory;
  readonly cache: SharedCache;
  readonly size: number;
} {
  const size = Math.floor(CAPACITY / count);
  const memory = createCacheMemory({ capacityBytes: size * count, workers: 2 });
  const cache = new SharedCache(memory, { worker: 0 });
  for (let file = 0; file < count; file++) insert(cache, file, size);
  return { memory, cache, size };
}

function cpuNanoseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

/** Nanoseconds of CPU for each operation. */
function costOf(work: (operation: number) => void): Cost {
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = cpuNanoseconds();
    for (let done = 0; done < OPERATIONS; done++) work(round * OPERATIONS + done);
    rounds.push((cpuNanoseconds() - before) / OPERATIONS);
  }
  return summary(rounds);
}

function show(cost: Cost, unit = 'ns'): string {
  const text = (value: number): string => value.toFixed(unit === 'ns' ? 0 : 2);
  return `${text(cost.median)} ${unit} (${text(cost.least)}–${text(cost.most)})`;
}

/** Names as they come from a socket: fresh strings, whose characters lie in one piece. */
function sampleOfNames(count: number): string[] {
  return Array.from({ length: 4096 }, (_, at) =>
    Buffer.from(nameOf((at * 7919 * 13) % count)).toString(),
  );
}

/** A turn with the lock: when it began and ended. */
interface Hold {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The turns that `work` takes, and in how many of them garbage was collected. */
async function holdsOf(
  work: () => void,
): Promise<{ readonly holds: Hold[]; readonly collecting: number }> {
  const holds: Hold[] = [];
  const { hold, holdInSteps } = CacheLock.prototype;
  const timed = <T>(turn: () => T): T => {
    const fromMs = performance.now();
    try {
      return turn();
    } finally {
      holds.push({ fromMs, toMs: performance.now() });
    }
  };
  CacheLock.prototype.hold = function <T>(turn: () => T): T {
    return hold.call(this, () => timed(turn)) as T;
  };
  CacheLock.prototype.holdInSteps = function <T>(step: () => T | undefined, after?: () => void): T {
    return holdInSteps.call(this, () => timed(step), after) as T;
  };
  const collections = new PerformanceObserver(() => undefined);
  collections.observe({ entryTypes: ['gc'] });
  try {
    work();
  } finally {
    CacheLock.prototype.hold = hold;
    CacheLock.prototype.holdInSteps = holdInSteps;
  }
  // Node reports collections in a later turn of its loop.
  await nextTurn();
  const starts = collections.takeRecords().map(({ startTime }) => startTime);
  collections.disconnect();
  const collecting = holds.filter(({ fromMs, toMs }) =>
    starts.some((start) => fromMs <= start && start < toMs),
  ).length;
  return { holds, collecting };
}

function repairMs(memory: CacheMemory): number {
  new Mutex(new Header(memory.index.header).words, LOCK_WORD, 1).lock();
  releaseAbandonedLock(memory, 1);
  const survivor = new SharedCache(memory, { worker: 0 });
  const from = performance.now();
  survivor.usage();
  return performance.now() - from;
}

function summary(values: readonly number[]): Cost {
  const sorted = values.toSorted((left, right) => left - right);
  return { median: sorted[sorted.length >> 1]!, least: sorted[0]!, most: sorted.at(-1)! };
}

/** Half, 99 %, 99.9 % and all of the times were at most so long. */
function shares(timesMs: readonly number[]): string {
  const sorted = timesMs.toSorted((left, right) => left - right);
  const at = (share: number): string =>
    `${sorted[Math.floor((sorted.length - 1) * share)]!.toFixed(2)} ms`;
  return `half ${at(0.5)} at most, 99 % ${at(0.99)}, 99.9 % ${at(0.999)}, all ${at(1)}`;
}

function indexMib({ index }: CacheMemory): string {
  const { header, slots, buckets, segments, names } = index;
  const parts: readonly SharedArrayBuffer[] = [header, slots, buckets, segments, names];
  const bytes = parts.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return `${(bytes / MIB).toFixed(2)} MiB`;
}

const empty = createCacheMemory({ capacityBytes: CAPACITY, workers: 2 });
console.log(machineLine());
console.log(`An empty index: ${indexMib(empty)}.`);
console.log(`${ROUNDS} rounds of ${OPERATIONS} operations; CPU time of one thread for each.`);
for (const count of COUNTS) {
  const { memory, cache, size } = filled(count);
  const names = sampleOfNames(count);
  const lookUp = costOf((operation) => {
    const entry = cache.lookUp(names[operation & 4095]!);
    const piece = entry && cache.pin(entry, 0);
    if (piece === undefined) throw new Error('It is not in the cache.');
    cache.unpin(piece);
  });
  const absent = costOf((operation) => {
    if (cache.lookUp(`no/${operation & 4095}`) !== undefined) throw new Error('It is there.');
  });
  let next = count;
  const replace = costOf(() => insert(cache, next++, size));
  const holds: Hold[] = [];
  let collecting = 0;
  const repairs: number[] = [];
  for (let round = 0; round < 5; round++) {
    const displacing = await holdsOf(() => insert(cache, next++, size * count));
    holds.push(...displacing.holds);
    collecting += displacing.collecting;
    for (let file = 0; file < count; file++) insert(cache, next++, size);
    repairs.push(repairMs(memory));
    for (let file = 0; file < count; file++) insert(cache, next++, size);
  }
  console.log(
    [
      `${count.toLocaleString('en')} files of ${size.toLocaleString('en')} bytes; index ${indexMib(memory)}`,
      `  look-up, pin, unpin      ${show(lookUp)}`,
      `  look-up of an absent one ${show(absent)}`,
      `  evict one, insert one    ${show(replace)}`,
      `  one file displaces all: the lock was held ${holds.length} times, ${shares(holds.map(({ fromMs, toMs }) => toMs - fromMs))}; garbage was collected in ${collecting} of them`,
      `  repair after a thread died in the lock ${show(summary(repairs), 'ms')}`,
    ].join('\n'),
  );
}
