import type { Worker } from 'node:worker_threads';
import type { LaboratoryReport } from '../../../shared/contract-laboratory.ts';
import { FailureError } from '../../../shared/failure.ts';
import type { ServerEvent } from '../../../shared/server-state.ts';
import { type Bytes, MIB } from '../../../shared/units.ts';
import type { CacheMemory } from '../../cache/cache-types.ts';
import { startWorker } from '../../start-worker.ts';
import { createRequestTraceMemory } from '../../telemetry/request-trace.ts';
import type { RecordOptions } from '../server-handle.ts';
import type { FromLaboratory, LaboratorySetup, ToLaboratory } from '../laboratory-messages.ts';

const DEFAULT_RECORDING_BYTES: Bytes = 256 * MIB;

/** Starts the thread, if there is anything for it to do. */
export function openLaboratory(
  {
    cacheMemory,
    threads,
    hasLaboratory,
    record,
  }: {
    readonly cacheMemory: CacheMemory;
    readonly threads: number;
    readonly hasLaboratory: boolean;
    readonly record: RecordOptions | undefined;
  },
  onEvent: (event: ServerEvent) => void,
): LaboratoryHandle | undefined {
  if (!hasLaboratory && record === undefined) return undefined;
  const setup: LaboratorySetup = {
    cacheMemory,
    traceMemory: Array.from({ length: threads }, createRequestTraceMemory),
    hasShadows: hasLaboratory,
    record: record && { maxBytes: DEFAULT_RECORDING_BYTES, ...record },
  };
  return new LaboratoryHandle(setup, onEvent);
}

/** The laboratory's thread as the supervisor sees it. */
export class LaboratoryHandle {
  /** Resolves when it runs; rejects when the recording cannot be begun. */
  readonly ready: Promise<undefined>;
  /** One for each worker thread. */
  readonly traceMemory: readonly SharedArrayBuffer[];
  readonly #worker: Worker;
  readonly #ended: Promise<void>;
  readonly #pending = new Map<number, (report: LaboratoryReport | undefined) => void>();
  #isGone = false;
  #nextId = 1;

  constructor(setup: LaboratorySetup, onEvent: (event: ServerEvent) => void) {
    this.traceMemory = setup.traceMemory;
    this.#worker = startWorker('laboratory-worker', {
      workerData: setup,
      name: 'fifolio laboratory',
    });
    const { promise: ready, resolve, reject } = Promise.withResolvers<undefined>();
    this.ready = ready;
    this.#worker.on('message', (message: FromLaboratory) => {
      switch (message.type) {
        case 'ready':
          resolve(undefined);
          break;
        case 'recordingRefused':
          reject(
            new FailureError({
              code: 'recording-refused',
              path: setup.record?.path ?? '',
              systemCode: message.code,
            }),
          );
          break;
        case 'report':
          this.#pending.get(message.id)?.(message.report);
          this.#pending.delete(message.id);
          break;
        case 'event':
          onEvent(message.event);
          break;
      }
    });
    let isFailed = false;
    this.#worker.on('error', (error) => {
      isFailed = true;
      reject(error instanceof Error ? error : new Error(String(error)));
    });
    this.#ended = new Promise((resolveEnded) => {
      this.#worker.once('exit', () => {
        this.#isGone = true;
        for (const answer of this.#pending.values()) answer(undefined);
        this.#pending.clear();
        if (isFailed && setup.record !== undefined)
          onEvent({ type: 'recordingFailed', atMs: Date.now(), code: 'thread' });
        resolveEnded();
      });
    });
    // A failure reaches whoever waits for it.
    ready.catch(() => undefined);
  }

  /** `undefined` where there are no shadow caches, or not any more. */
  report(): Promise<LaboratoryReport | undefined> {
    if (this.#isGone) return Promise.resolve(undefined);
    const id = this.#nextId++;
    return new Promise((resolve) => {
      this.#pending.set(id, resolve);
      this.#notify({ type: 'report', id });
    });
  }

  threadDied(): void {
    this.#notify({ type: 'threadDied' });
  }

  /** Lets it write down what the worker threads have left, once they have ended. */
  async finish(): Promise<void> {
    this.#notify({ type: 'finish' });
    await this.#ended;
  }

  #notify(message: ToLaboratory): void {
    this.#worker.postMessage(message);
  }
}
