import type { Worker } from 'node:worker_threads';
import type { ServerEvent, Transfer } from '../../../shared/server-state.ts';
import { startWorker } from '../../start-worker.ts';
import type {
  CommandKind,
  FromThread,
  ThreadCommands,
  ThreadSetup,
  ToThread,
} from '../thread-messages.ts';

/**
 * The most that a thread's young objects may take; 48 MiB by default, which they do take after some
 * minutes of load. Nearly all of what a request makes is dead by its end, so more room makes nothing
 * faster. With a third of this, though, chains of objects that were collected too early keep others.
 */
const YOUNG_GENERATION_MIB = 24;

/** How long a stopped thread may take to end, before it is ended. */
const LEAVE_MS = 2000;

interface PendingCommand {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** What a thread needs of whoever started it. */
export interface ThreadOwner {
  readonly onEvents: (events: ServerEvent[]) => void;
  /** The transfers of all threads; never rejects. */
  readonly gatherTransfers: () => Promise<Transfer[]>;
}

/** A command could not be answered because its thread ended first. */
export class ThreadGoneError extends Error {
  constructor(thread: number) {
    super(`thread ${thread} ended before it answered`);
  }
}

/** One worker thread as the supervisor sees it: commands with answers, events, its end. */
export class ThreadHandle {
  readonly thread: number;
  /** Resolves when the thread takes commands; rejects when it ended before that. */
  readonly ready: Promise<unknown>;
  /** Resolves with the reason when the thread has ended, however it did. */
  readonly ended: Promise<string>;
  readonly #worker: Worker;
  readonly #pending = new Map<number, PendingCommand>();
  #nextId = 1;
  #gone = false;

  constructor(setup: ThreadSetup, owner: ThreadOwner) {
    this.thread = setup.thread;
    this.#worker = startWorker('server-worker', {
      workerData: setup,
      name: `fifolio server ${setup.thread}`,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MIB },
    });
    let failure: Error | undefined;
    const {
      promise: ready,
      resolve: setReady,
      reject: setFailed,
    } = Promise.withResolvers<undefined>();
    this.ready = ready;
    this.#worker.on('message', (message: FromThread) => {
      switch (message.type) {
        case 'ready':
          setReady(undefined);
          break;
        case 'events':
          owner.onEvents(message.events);
          break;
        case 'transfersWanted': {
          const { id } = message;
          void owner
            .gatherTransfers()
            .then((transfers) => this.notify({ type: 'transfers', id, transfers }));
          break;
        }
        case 'answer':
          this.#settle(message.id)?.resolve(message.result);
          break;
        case 'failure':
          this.#settle(message.id)?.reject(
            Object.assign(new Error(message.message), { code: message.code }),
          );
          break;
      }
    });
    this.#worker.on('error', (error) => {
      failure = error instanceof Error ? error : new Error(String(error));
    });
    this.ended = new Promise((resolve) => {
      this.#worker.on('exit', (code) => {
        this.#gone = true;
        const gone = new ThreadGoneError(this.thread);
        setFailed(failure ?? gone);
        for (const command of this.#pending.values()) command.reject(gone);
        this.#pending.clear();
        resolve(failure?.stack ?? failure?.message ?? `ended with code ${code}`);
      });
    });
    // A failure reaches callers that await `ready`, and everybody else through `ended`.
    ready.catch(() => undefined);
  }

  command<K extends CommandKind>(
    kind: K,
    request: ThreadCommands[K]['request'],
  ): Promise<ThreadCommands[K]['result']> {
    if (this.#gone) return Promise.reject(new ThreadGoneError(this.thread));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, {
        resolve: (result) => resolve(result as ThreadCommands[K]['result']),
        reject,
      });
      this.notify({ type: 'command', id, kind, request } as ToThread);
    });
  }

  notify(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  /** Lets the thread end by itself once its `stop` was answered; ends it when it does not. */
  async leave(): Promise<void> {
    const impatience = setTimeout(() => void this.terminate(), LEAVE_MS);
    await this.ended;
    clearTimeout(impatience);
  }

  /** Ends the thread at once, whatever it is doing. */
  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  #settle(id: number): PendingCommand | undefined {
    const command = this.#pending.get(id);
    this.#pending.delete(id);
    return command;
  }
}

/** Has all threads do the same. One that dies meanwhile is passed over: its replacement starts with what is new. */
export async function commandAll<K extends CommandKind>(
  threads: readonly ThreadHandle[],
  kind: K,
  request: ThreadCommands[K]['request'],
): Promise<void> {
  await Promise.all(threads.map((thread) => thread.command(kind, request).catch(ignoreGoneThread)));
}

/** Of a thread that dies while it is asked, nothing is to be expected. */
export function ignoreGoneThread(error: unknown): undefined {
  if (error instanceof ThreadGoneError) return undefined;
  throw error;
}
