/**
 * What the cache costs a request: nanoseconds per look-up, pin and unpin. Of one thread alone, its
 * CPU time, which other programs disturb least; of several in a tight loop, the time that passed,
 * waiting for each other included. Run with `node bench/cache-lookup.ts`.
 */
import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { createCacheMemory } from '../src/engine/cache/cache-memory.ts';
import type { CacheMemory } from '../src/engine/cache/cache-types.ts';
import { SharedCache } from '../src/engine/cache/shared-cache.ts';

const ROUNDS = 7;
const REPEATS = 500_000;
const ENTRIES = 10_000;

interface Task {
  readonly memory: CacheMemory;
  readonly worker: number;
}

/** 30 bytes each. */
function nameOf(file: number): string {
  return `photos/holiday/img-${String(file).padStart(6, '0')}.jpeg`;
}

function fill(cache: SharedCache): void {
  for (let file = 0; file < ENTRIES; file++) {
    const reservation = cache.reserve(nameOf(file), {
      size: 4096,
      modifiedNs: 1n,
      inode: BigInt(file),
      device: 1n,
    });
    if (reservation.kind !== 'reserved') throw new Error('The cache did not take the file.');
    const piece = reservation.load.pinForWriting(0);
    if (piece === undefined) throw new Error('The cache lost the file.');
    reservation.load.advance(piece);
    cache.unpin(piece);
    reservation.load.publish();
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] ?? Number.NaN;
}

function cpuNanoseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

function elapsedNanoseconds(): number {
  return performance.now() * 1e6;
}

/** Nanoseconds per repetition: the median of the rounds, each over every name in turn. */
function measure(clock: () => number, work: (name: string) => void): number {
  // Fresh strings, as they come from a socket: their characters lie in one piece, unhashed.
  const names = Array.from({ length: 1000 }, (_, at) =>
    Buffer.from(nameOf((at * 7919) % ENTRIES)).toString(),
  );
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = clock();
    for (let done = 0; done < REPEATS;) {
      for (const name of names) work(name);
      done += names.length;
    }
    rounds.push((clock() - start) / REPEATS);
  }
  return median(rounds);
}

function request(cache: SharedCache, name: string): void {
  const entry = cache.lookUp(name);
  const piece = entry && cache.pin(entry, 0);
  if (piece === undefined) throw new Error(`${name} is not in the cache.`);
  cache.unpin(piece);
}

async function withThreads(memory: CacheMemory, threads: number): Promise<number> {
  const workers = Array.from({ length: threads }, (_, worker) => {
    const task: Task = { memory, worker: worker + 1 };
    return new Worker(new URL(import.meta.url), { workerData: task });
  });
  const results = workers.map(async (worker) => {
    const [nanoseconds] = (await once(worker, 'message')) as [number];
    return nanoseconds;
  });
  return median(await Promise.all(results));
}

if (isMainThread) {
  const memory = createCacheMemory({ capacityBytes: 67_108_864, workers: 8 });
  const cache = new SharedCache(memory, { worker: 0 });
  fill(cache);
  const print = (what: string, nanoseconds: number): void => {
    console.log(`${what.padEnd(52)}${nanoseconds.toFixed(0).padStart(6)} ns`);
  };
  print(
    'look-up',
    measure(cpuNanoseconds, (name) => void cache.lookUp(name)),
  );
  print(
    'look-up of a name that is not there',
    measure(cpuNanoseconds, (name) => void cache.lookUp(`${name}!`)),
  );
  print(
    'look-up + pin + unpin',
    measure(cpuNanoseconds, (name) => {
      request(cache, name);
    }),
  );
  for (const threads of [2, 4]) {
    print(
      `look-up + pin + unpin, ${String(threads)} threads in a tight loop`,
      await withThreads(memory, threads),
    );
  }
} else {
  const { memory, worker } = workerData as Task;
  const cache = new SharedCache(memory, { worker });
  parentPort?.postMessage(
    measure(elapsedNanoseconds, (name) => {
      request(cache, name);
    }),
  );
}
