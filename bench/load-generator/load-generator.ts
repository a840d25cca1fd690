import { Worker } from 'node:worker_threads';
import type { Load, LoadResult, ThreadMessage, ThreadTask } from './load.ts';

/** Large enough that calls cost little, small enough to stay in a core's own cache. */
const BUFFER_BYTES = 256 * 1024;

/**
 * Runs one bounded load: opens the connections, then starts the clock, then asks until all answers
 * have come. `around` is called right before the first request and right after the last answer.
 *
 * @throws Error if a connection fails, an answer is not as expected, or time is up
 */
export async function runLoad(
  load: Load,
  around: { before(): void; after(): void },
): Promise<LoadResult> {
  const workers: Worker[] = [];
  const timer = new AbortController();
  try {
    const timeUp = new Promise<never>((_, reject) => {
      const timeout = setTimeout(
        () => reject(new Error(`The load took longer than ${load.timeLimitMs / 1000} s.`)),
        load.timeLimitMs,
      );
      timer.signal.addEventListener('abort', () => clearTimeout(timeout));
    });
    const threads = sharesOf(load).map((task) => {
      const worker = new Worker(new URL('./load-thread.ts', import.meta.url), { workerData: task });
      workers.push(worker);
      return followed(worker);
    });
    await Promise.race([Promise.all(threads.map(({ ready }) => ready)), timeUp]);
    const cpuBefore = process.cpuUsage();
    around.before();
    const startedAtMs = performance.now();
    for (const worker of workers) worker.postMessage('go');
    const bytes = await Promise.race([Promise.all(threads.map(({ done }) => done)), timeUp]);
    const seconds = (performance.now() - startedAtMs) / 1000;
    around.after();
    const { user, system } = process.cpuUsage(cpuBefore);
    return {
      seconds,
      answers: load.answers,
      bytes: bytes.reduce((sum, each) => sum + each, 0),
      generatorCpuSeconds: (user + system) / 1e6,
    };
  } finally {
    timer.abort();
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** Connections and answers, dealt out evenly. */
function sharesOf({ port, request, answer, mode, threads, ...load }: Load): ThreadTask[] {
  return Array.from({ length: threads }, (_, thread) => ({
    port,
    request,
    answer,
    mode,
    bufferBytes: BUFFER_BYTES,
    connections: shareOf(load.connections, thread, threads),
    answers: shareOf(load.answers, thread, threads),
  }));
}

function shareOf(total: number, part: number, parts: number): number {
  return Math.floor(total / parts) + (part < total % parts ? 1 : 0);
}

/** What a thread reports, in the order in which it does. */
function followed(worker: Worker): { ready: Promise<void>; done: Promise<number> } {
  const ready = Promise.withResolvers<undefined>();
  const done = Promise.withResolvers<number>();
  worker.on('message', (message: ThreadMessage) => {
    if (message.type === 'ready') ready.resolve(undefined);
    else done.resolve(message.bytes);
  });
  worker.on('error', (error) => {
    ready.reject(error);
    done.reject(error);
  });
  // A failure before the start is told through `ready` alone.
  done.promise.catch(() => undefined);
  return { ready: ready.promise, done: done.promise };
}
