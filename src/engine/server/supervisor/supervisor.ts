import type {
  CacheUsage,
  ServerEvent,
  ServerStatus,
  Transfer,
} from '../../../shared/server-state.ts';
import type { PortStatus } from '../../../shared/port-status.ts';
import { emptyUsage } from '../../../shared/server-values.ts';
import type { Bytes, Milliseconds } from '../../../shared/units.ts';
import { FIFOLIO_VERSION } from '../../../shared/version.ts';
import {
  createCacheMemory,
  glanceAtUsage,
  releaseAbandonedLock,
} from '../../cache/cache-memory.ts';
import { createCountersMemory, readCounters, readThreads } from '../../telemetry/counters.ts';
import type { AcceptingSystem } from './accepting.ts';
import type { DescriptorBudget } from './descriptor-budget.ts';
import { createAddressTableMemory } from '../address-table.ts';
import { PortTable } from './port-table.ts';
import type { ShareOptions } from '../../files/share-rules.ts';
import type { HttpOptions, PortRequest, ServerHandle, ServerLimits } from '../server-handle.ts';
import { ignoreGoneThread, ThreadHandle } from './thread-handle.ts';
import type { ThreadSetup } from '../thread-messages.ts';
import type { SharedAccess } from './shared-access.ts';
import type { TlsKeyPair } from '../../tls/tls-key-pair.ts';
import type { SharedTls } from './shared-tls.ts';
import { ViewHandle } from './view-handle.ts';
import { FailureError } from '../../../shared/failure.ts';

const DEFAULT_GRACE_MS: Milliseconds = 10_000;

/** Waits before a thread is started again: nothing at first, longer when it keeps dying young. */
const RESTART_DELAYS_MS: readonly Milliseconds[] = [0, 100, 500, 2000, 5000];
const OLD_ENOUGH_MS: Milliseconds = 10_000;

export interface SupervisorOptions {
  /** Absolute, without links. */
  readonly directory: string;
  readonly threads: number;
  readonly cacheCapacityBytes: Bytes;
  readonly limits: ServerLimits;
  readonly share: ShareOptions;
  readonly http: HttpOptions;
  readonly access: SharedAccess;
  readonly tls: SharedTls | undefined;
  readonly descriptors: DescriptorBudget;
  readonly system: AcceptingSystem;
}

/**
 * Owns the shared memory, the worker threads and the ports. It starts, heals and stops; it serves no
 * bytes, reads no files and never waits for a lock, so it can live in the thread that draws a window.
 */
export class Supervisor implements ServerHandle {
  readonly cacheView: ViewHandle;
  readonly #options: SupervisorOptions;
  readonly #startedAtMs = Date.now();
  readonly #shared: Pick<ThreadSetup, 'cacheMemory' | 'countersMemory' | 'addressMemory'>;
  readonly #threads: ThreadHandle[] = [];
  readonly #ports: PortTable;
  readonly #listeners = new Set<(events: readonly ServerEvent[]) => void>();
  readonly #restarts = new Set<NodeJS.Timeout>();
  #incarnations = 0;
  #phase: ServerStatus['phase'] = 'running';
  #isDraining = false;
  #stopped: Promise<void> | undefined;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    const { threads, cacheCapacityBytes } = options;
    this.#shared = {
      cacheMemory: createCacheMemory({ capacityBytes: cacheCapacityBytes, workers: threads }),
      countersMemory: createCountersMemory(threads),
      addressMemory: createAddressTableMemory(threads),
    };
    options.access.shareWith(this.#threads);
    options.tls?.shareWith(this.#threads);
    this.cacheView = new ViewHandle(this.#shared.cacheMemory);
    this.#ports = new PortTable(this.#threads, options.system, (event) => {
      this.#emit([event]);
      this.#announcePorts();
    });
  }

  /** Resolves when every thread takes commands; rejects, with nothing left running, when one cannot start. */
  async start(): Promise<void> {
    try {
      for (let thread = 0; thread < this.#options.threads; thread++) this.#startThread(thread, 0);
      await Promise.all(this.#threads.map((thread) => thread.ready));
    } catch (error) {
      await this.stop({ graceMs: 0 });
      throw isThreadRefused(error) ? threadRefused(error) : error;
    }
  }

  /** The threads as they are now, by number; a dead one is replaced in place. */
  get threads(): readonly ThreadHandle[] {
    return this.#threads;
  }

  status(): ServerStatus {
    return {
      phase: this.#phase,
      version: FIFOLIO_VERSION,
      directory: this.#options.directory,
      startedAtMs: this.#startedAtMs,
      ports: this.#ports.list(),
      threads: readThreads(this.#shared.countersMemory),
      accepting: this.#options.system.accepting,
      counters: readCounters(this.#shared.countersMemory),
    };
  }

  cacheUsage(): CacheUsage {
    return this.#phase === 'stopped'
      ? emptyUsage(this.#options.cacheCapacityBytes)
      : glanceAtUsage(this.#shared.cacheMemory);
  }

  async transfers(): Promise<Transfer[]> {
    const parts = await Promise.all(
      // A thread that fails to answer leaves the picture incomplete, not the question unanswered.
      this.#threads.map((thread) => thread.command('transfers', null).catch(() => [])),
    );
    return parts.flat();
  }

  async addPort(request: PortRequest): Promise<PortStatus> {
    return this.#ports.add(request);
  }

  /** @throws FailureError `unusable-descriptor`, for anything but a listening TCP socket. */
  async adoptDescriptor(fd: number): Promise<PortStatus> {
    return this.#ports.adopt(fd);
  }

  async removePort(port: number): Promise<boolean> {
    return this.#ports.remove(port);
  }

  async evict(names: readonly string[]): Promise<number> {
    return (await this.#ask((thread) => thread.command('evict', { names }))) ?? 0;
  }

  async clear(): Promise<number> {
    return (await this.#ask((thread) => thread.command('evict', {}))) ?? 0;
  }

  async disconnect(connection: number): Promise<boolean> {
    const results = await Promise.all(
      this.#threads.map((thread) =>
        thread.command('disconnect', { connection }).catch(ignoreGoneThread),
      ),
    );
    return results.includes(true);
  }

  async setAccessCode(code: string | undefined): Promise<void> {
    await this.#options.access.setCode(code);
  }

  async setTlsIdentity(identity: TlsKeyPair): Promise<void> {
    const { tls } = this.#options;
    if (tls === undefined) throw new Error('The server was started without encryption.');
    await tls.setIdentity(identity);
  }

  drain(): void {
    this.#isDraining = true;
    for (const thread of this.#threads) thread.notify({ type: 'draining' });
  }

  async stop({ graceMs = DEFAULT_GRACE_MS }: { graceMs?: Milliseconds } = {}): Promise<void> {
    this.#phase = this.#phase === 'stopped' ? 'stopped' : 'stopping';
    for (const restart of this.#restarts) clearTimeout(restart);
    this.#options.tls?.close();
    this.#ports.closeSockets();
    const ended = Promise.all(
      this.#threads.map((thread) =>
        thread
          .command('stop', { graceMs })
          .catch(ignoreGoneThread)
          .then(() => thread.leave()),
      ),
    );
    this.#stopped ??= ended.then(async () => {
      // Until now one could look at what is being sent, and from where.
      await this.cacheView.close();
      this.#phase = 'stopped';
      this.#ports.closeAll();
    });
    await this.#stopped;
  }

  onEvents(listener: (events: readonly ServerEvent[]) => void): () => void {
    this.#listeners.add(listener);
    this.#announceWanted();
    return () => {
      this.#listeners.delete(listener);
      this.#announceWanted();
    };
  }

  #startThread(thread: number, failures: number): void {
    const bornAtMs = Date.now();
    const handle = new ThreadHandle(
      {
        ...this.#shared,
        thread,
        incarnation: this.#incarnations++,
        directory: this.#options.directory,
        version: FIFOLIO_VERSION,
        startedAtMs: this.#startedAtMs,
        limits: this.#options.limits,
        share: this.#options.share,
        http: this.#options.http,
        guessMemory: this.#options.access.guessMemory,
        access: this.#options.access.setup,
        tls: this.#options.tls?.setup,
        descriptors: this.#options.descriptors,
        accepting: this.#options.system.accepting,
      },
      {
        onEvents: (events) => this.#emit(events),
        gatherTransfers: () => this.transfers(),
      },
    );
    this.#threads[thread] = handle;
    handle.notify({ type: 'eventsWanted', wanted: this.#listeners.size > 0 });
    handle.notify({ type: 'portsChanged', ports: this.#ports.openPorts() });
    if (this.#isDraining) handle.notify({ type: 'draining' });
    // A replacement takes over the ports before it is ready: messages wait in its queue.
    const listening = failures > 0 ? this.#ports.reopenOn(handle) : undefined;
    void Promise.all([handle.ready, listening]).then(
      () => this.#emit([{ type: 'workerStarted', atMs: Date.now(), thread }]),
      () => undefined,
    );
    void handle.ended.then((detail) => {
      // First of all: other threads may be waiting for a lock that the dead one held.
      const cacheEmptied = releaseAbandonedLock(this.#shared.cacheMemory, thread);
      if (this.#phase !== 'running') return;
      this.#emit([{ type: 'workerDied', atMs: Date.now(), thread, detail, cacheEmptied }]);
      const diedYoung = Date.now() - bornAtMs < OLD_ENOUGH_MS;
      this.#restartThread(thread, diedYoung ? failures + 1 : 1);
    });
  }

  #restartThread(thread: number, failures: number): void {
    const delayMs = RESTART_DELAYS_MS[Math.min(failures, RESTART_DELAYS_MS.length) - 1]!;
    const restart = setTimeout(() => {
      this.#restarts.delete(restart);
      this.#startThread(thread, failures);
    }, delayMs);
    this.#restarts.add(restart);
  }

  /** Asks one thread after the other until one of them lives long enough to answer; `undefined` when none does. */
  async #ask<Result>(
    command: (thread: ThreadHandle) => Promise<Result>,
  ): Promise<Result | undefined> {
    for (const thread of this.#threads) {
      const result = await command(thread).catch(ignoreGoneThread);
      if (result !== undefined) return result;
    }
    return undefined;
  }

  #emit(events: readonly ServerEvent[]): void {
    for (const listener of this.#listeners) listener(events);
  }

  #announceWanted(): void {
    for (const thread of this.#threads) {
      thread.notify({ type: 'eventsWanted', wanted: this.#listeners.size > 0 });
    }
  }

  #announcePorts(): void {
    for (const thread of this.#threads) {
      thread.notify({ type: 'portsChanged', ports: this.#ports.openPorts() });
    }
  }
}

/** The reason, such as `EMFILE`, is what the message ends with. */
function threadRefused(cause: Error): FailureError {
  const detail = cause.message.split(': ').at(-1) ?? '';
  return new FailureError({ code: 'thread-refused', detail }, { cause });
}

/** Whether the system would not let a thread begin: no memory, or too few descriptors or threads. */
function isThreadRefused(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_INIT_FAILED';
}
