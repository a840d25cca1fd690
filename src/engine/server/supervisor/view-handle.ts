import type { Worker } from 'node:worker_threads';
import type {
  CacheBelt,
  CacheBeltRequest,
  CacheFindRequest,
  CacheNamesRequest,
  CacheView,
  CacheWindow,
  CacheWindowRequest,
} from '../../../shared/contract-cache.ts';
import type { Milliseconds } from '../../../shared/units.ts';
import { releaseReader } from '../../cache/cache-memory.ts';
import type { CacheMemory } from '../../cache/cache-types.ts';
import { startWorker } from '../../start-worker.ts';
import type { FromView, ToView, ViewKind, ViewRequest, ViewResult } from '../view-messages.ts';

/** Without questions for so long, nobody looks any more. */
const IDLE_MS: Milliseconds = 10_000;

interface PendingQuestion {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The view thread as the supervisor sees it. It runs only while somebody asks: the first question
 * starts it, and it is ended when none has come for a while. One that dies is started again by the
 * next question.
 */
export class ViewHandle implements CacheView {
  readonly #cacheMemory: CacheMemory;
  readonly #pending = new Map<number, PendingQuestion>();
  #worker: Worker | undefined;
  /** While a thread is being ended. */
  #ending: Promise<void> | undefined;
  #idle: NodeJS.Timeout | undefined;
  #isClosed = false;
  #nextId = 1;

  constructor(cacheMemory: CacheMemory) {
    this.#cacheMemory = cacheMemory;
  }

  window(request: CacheWindowRequest): Promise<CacheWindow> {
    return this.#ask('window', request);
  }

  find(request: CacheFindRequest): Promise<number | undefined> {
    return this.#ask('find', request);
  }

  names(request: CacheNamesRequest): Promise<string[]> {
    return this.#ask('names', request);
  }

  belt(request: CacheBeltRequest): Promise<CacheBelt> {
    return this.#ask('belt', request);
  }

  /** Ends the thread for good; questions without an answer are rejected. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.end();
  }

  /** Ends the thread, whatever it is doing; the next question starts another. */
  async end(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    if (worker === undefined) return;
    this.#ending ??= worker.terminate().then(() => {
      this.#ending = undefined;
    });
    await this.#ending;
  }

  async #ask<K extends ViewKind>(kind: K, request: ViewRequest<K>): Promise<ViewResult<K>> {
    // The lock knows them by one number, so one must have ended before the next begins.
    await this.#ending;
    if (this.#isClosed) throw new Error('The server has stopped.');
    this.#worker ??= this.#start();
    const worker = this.#worker;
    const id = this.#nextId++;
    clearTimeout(this.#idle);
    return new Promise<ViewResult<K>>((resolve, reject) => {
      this.#pending.set(id, { resolve: (result) => resolve(result as ViewResult<K>), reject });
      const question = { id, kind, request } as ToView;
      worker.postMessage(question);
    });
  }

  #start(): Worker {
    const worker = startWorker('view-worker', {
      workerData: { cacheMemory: this.#cacheMemory },
      name: 'fifolio view',
    });
    let failure: unknown;
    worker.on('message', (message: FromView) => {
      const question = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      if ('failure' in message) question?.reject(new Error(message.failure));
      else question?.resolve(message.result);
      if (this.#pending.size === 0) this.#rest();
    });
    worker.on('error', (error) => {
      failure = error;
    });
    worker.once('exit', () => {
      // First of all: others may be waiting for a lock that it held.
      releaseReader(this.#cacheMemory);
      this.#worker = undefined;
      for (const { reject } of this.#pending.values()) {
        reject(new Error('The view of the cache ended before it answered.', { cause: failure }));
      }
      this.#pending.clear();
    });
    return worker;
  }

  #rest(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.end(), IDLE_MS);
    this.#idle.unref();
  }
}
