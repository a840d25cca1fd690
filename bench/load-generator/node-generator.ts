import { Worker } from 'node:worker_threads';
import type { Around, Load, LoadResult } from './load.ts';
import { TIME_LIMIT_SECONDS } from './load.ts';

/** From the thread to the generator. */
export type ThreadMessage =
  | { readonly type: 'ready' }
  | {
      readonly type: 'done';
      readonly seconds: number;
      readonly answers: number;
      readonly bytes: number;
    };

/** The load generator for machines without a C compiler: a thread of this program. */
export async function runLoadInNode(load: Load, around: Around): Promise<LoadResult> {
  const worker = new Worker(new URL('./load-thread.ts', import.meta.url), { workerData: load });
  const { promise: timeUp, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Error(`The load took longer than ${TIME_LIMIT_SECONDS} s.`)),
    TIME_LIMIT_SECONDS * 1000,
  );
  const { ready, done } = followed(worker);
  try {
    await Promise.race([ready, timeUp]);
    const cpuBefore = process.cpuUsage();
    around.before();
    worker.postMessage('go');
    const result = await Promise.race([done, timeUp]);
    around.after();
    const { user, system } = process.cpuUsage(cpuBefore);
    return { ...result, generatorCpuSeconds: (user + system) / 1e6 };
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

type Done = Omit<LoadResult, 'generatorCpuSeconds'>;

/** What the thread reports, in the order in which it does. */
function followed(worker: Worker): { ready: Promise<void>; done: Promise<Done> } {
  const ready = Promise.withResolvers<undefined>();
  const done = Promise.withResolvers<Done>();
  worker.on('message', (message: ThreadMessage) => {
    if (message.type === 'ready') ready.resolve(undefined);
    else done.resolve({ seconds: message.seconds, answers: message.answers, bytes: message.bytes });
  });
  worker.on('error', (error) => {
    ready.reject(error);
    done.reject(error);
  });
  // A failure before the start is told through `ready` alone.
  done.promise.catch(() => undefined);
  return { ready: ready.promise, done: done.promise };
}
