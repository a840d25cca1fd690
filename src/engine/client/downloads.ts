import type { Worker } from 'node:worker_threads';
import { startWorker } from '../start-worker.ts';
import { checkOptions } from './check-options.ts';
import { ClientError, clientErrors } from './client-error.ts';
import type { DownloadCommand, DownloadReport } from './download-messages.ts';
import type {
  DownloadBatch,
  DownloadEvent,
  DownloadOptions,
  DownloadOutcome,
} from './download-types.ts';

/**
 * Fetches files in a thread of its own, which ends with the batch. For many batches, keep a
 * {@link DownloadThread}.
 *
 * @throws RangeError for options out of bounds; all other trouble is in the outcomes
 */
export function startDownloads(options: DownloadOptions): DownloadBatch {
  const thread = new DownloadThread();
  const batch = thread.start(options);
  const close = (): Promise<void> => thread.close();
  void batch.done.then(close, close);
  return batch;
}

interface RunningBatch {
  readonly listeners: Set<(events: readonly DownloadEvent[]) => void>;
  /** What happened before anybody listened. */
  backlog: DownloadEvent[] | undefined;
  /** By item, as they come. */
  readonly outcomes: DownloadOutcome[];
  readonly resolve: (outcomes: readonly DownloadOutcome[]) => void;
  readonly reject: (error: ClientError) => void;
}

/**
 * A thread that runs batches of downloads side by side. It keeps the process alive only while there
 * are any.
 */
export class DownloadThread {
  readonly #worker: Worker;
  readonly #batches = new Map<number, RunningBatch>();
  #lastBatch = 0;
  #ended = false;

  constructor() {
    this.#worker = startWorker('download-worker');
    this.#worker.unref();
    this.#worker.on('message', (message: DownloadReport) => {
      this.#receive(message);
    });
    this.#worker.on('error', (error) => {
      this.#failAll(clientErrors.threadDied(error));
    });
    this.#worker.on('exit', () => {
      this.#ended = true;
      this.#failAll(clientErrors.threadDied(undefined));
    });
  }

  /** @throws RangeError for options out of bounds */
  start(options: DownloadOptions): DownloadBatch {
    checkOptions(options);
    const batch = (this.#lastBatch += 1);
    const { promise, resolve, reject } = Promise.withResolvers<readonly DownloadOutcome[]>();
    if (this.#ended) {
      reject(clientErrors.threadDied(undefined));
    } else {
      this.#batches.set(batch, {
        listeners: new Set(),
        backlog: [],
        outcomes: [],
        resolve,
        reject,
      });
      this.#worker.ref();
      this.#send({ type: 'start', batch, options });
    }
    return {
      done: promise,
      cancel: (item) => {
        this.#send({ type: 'cancel', batch, item });
      },
      onEvents: (listener) => this.#subscribe(batch, listener),
    };
  }

  /** Cancels what is running, waits until its parts are kept, and ends the thread. */
  async close(): Promise<void> {
    const running = [...this.#batches.keys()];
    const ends = running.map((batch) => this.#untilEnded(batch));
    for (const batch of running) this.#send({ type: 'cancel', batch });
    await Promise.all(ends);
    await this.#worker.terminate();
  }

  #untilEnded(batch: number): Promise<void> {
    return new Promise((resolve) => {
      const running = this.#batches.get(batch);
      if (running === undefined) {
        resolve();
        return;
      }
      this.#batches.set(batch, {
        ...running,
        resolve: (outcomes) => {
          running.resolve(outcomes);
          resolve();
        },
        reject: (error) => {
          running.reject(error);
          resolve();
        },
      });
    });
  }

  #send(command: DownloadCommand): void {
    this.#worker.postMessage(command);
  }

  #subscribe(batch: number, listener: (events: readonly DownloadEvent[]) => void): () => void {
    const running = this.#batches.get(batch);
    if (running === undefined) return () => undefined;
    running.listeners.add(listener);
    if (running.backlog !== undefined) {
      const backlog = running.backlog;
      running.backlog = undefined;
      if (backlog.length > 0) listener(backlog);
    }
    return () => {
      running.listeners.delete(listener);
    };
  }

  #receive(message: DownloadReport): void {
    const running = this.#batches.get(message.batch);
    if (running === undefined) return;
    switch (message.type) {
      case 'events': {
        const events = JSON.parse(message.events) as DownloadEvent[];
        for (const event of events) {
          if (event.type === 'downloadEnded') running.outcomes[event.outcome.item] = event.outcome;
          // Progress is of the moment; keeping it for a listener that may never come would only grow.
          if (event.type !== 'downloadProgressed') running.backlog?.push(event);
        }
        for (const listener of running.listeners) listener(events);
        break;
      }
      case 'finished':
        this.#forget(message.batch);
        running.resolve(running.outcomes);
        break;
      case 'failed':
        this.#forget(message.batch);
        running.reject(new ClientError(message.error));
        break;
    }
  }

  #forget(batch: number): void {
    this.#batches.delete(batch);
    if (this.#batches.size === 0) this.#worker.unref();
  }

  #failAll(error: ClientError): void {
    for (const [batch, running] of [...this.#batches]) {
      this.#forget(batch);
      running.reject(error);
    }
  }
}
