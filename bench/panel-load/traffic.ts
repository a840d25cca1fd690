import { Worker } from 'node:worker_threads';

/** What the clients do. */
export interface TrafficTask {
  readonly port: number;
  readonly requestsPerSecond: number;
  /** Of them, so many ask for a file that is not cached, which then pushes out another. */
  readonly missesPerSecond: number;
  /** They stop by themselves after that. */
  readonly secondsAtMost: number;
}

/** To the thread. */
export type TrafficOrder =
  | { readonly type: 'start' }
  | { readonly type: 'fetch'; readonly name: string }
  | { readonly type: 'stop' };

/** A file that was asked for apart from the load. */
export interface Fetched {
  readonly source: 'cache' | 'disk';
  /** Unix time. */
  readonly askedAtMs: number;
}

export interface TrafficCounts {
  /** Answered. */
  readonly requests: number;
  /** Of them, those that were not cached. */
  readonly fromDisk: number;
  /** Not asked, because too many were without an answer. */
  readonly held: number;
}

/** From the thread. */
export type TrafficMessage =
  | { readonly type: 'filled' }
  | ({ readonly type: 'fetched' } & Fetched)
  | ({ readonly type: 'stopped' } & TrafficCounts);

type Said<T extends TrafficMessage['type']> = Extract<TrafficMessage, { type: T }>;

/** The clients of the server. */
export class Traffic {
  readonly #worker: Worker;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  /** Resolves when the cache is full. */
  static async fill(task: TrafficTask): Promise<Traffic> {
    const worker = new Worker(new URL('./traffic-thread.ts', import.meta.url), {
      workerData: task,
    });
    const traffic = new Traffic(worker);
    await traffic.#said('filled');
    return traffic;
  }

  /** From here on, the load. */
  start(): void {
    this.#order({ type: 'start' });
  }

  /** Fetches one file more, apart from the load; one at a time. */
  async fetch(name: string): Promise<Fetched> {
    const fetched = this.#said('fetched');
    this.#order({ type: 'fetch', name });
    return fetched;
  }

  async stop(): Promise<TrafficCounts> {
    const stopped = this.#said('stopped');
    this.#order({ type: 'stop' });
    return stopped;
  }

  /** At once, whatever it does. */
  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  #order(order: TrafficOrder): void {
    this.#worker.postMessage(order);
  }

  /** Fails with the thread. */
  #said<T extends TrafficMessage['type']>(type: T): Promise<Said<T>> {
    return new Promise((resolve, reject) => {
      const onMessage = (message: TrafficMessage): void => {
        if (message.type !== type) return;
        this.#worker.off('message', onMessage);
        this.#worker.off('error', reject);
        resolve(message as Said<T>);
      };
      this.#worker.on('message', onMessage);
      this.#worker.on('error', reject);
    });
  }
}
