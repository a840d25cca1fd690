import { dirname } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { Bytes } from '../../../shared/units.ts';
import { MIB } from '../../../shared/units.ts';
import { NativeSource, PlainSource } from '../receiving/byte-source.ts';
import type { ByteSource, RetryPolicy } from '../receiving/byte-source.ts';
import { Connector, type ConnectorOptions } from '../receiving/connector.ts';
import { ParallelSource } from '../receiving/parallel-source.ts';
import { DEFAULT_CONNECT_TIMEOUT, DEFAULT_IDLE_TIMEOUT } from '../remote/dial.ts';
import { greetPlain, greetServer } from '../remote/dialect-detection.ts';
import type { Greeting, RemoteTarget } from '../remote/dialect-detection.ts';
import { DescriptorTurns } from './descriptor-turns.ts';
import { sleepOrCancel, throwIfCanceled } from '../download-environment.ts';
import { RateLimit } from '../../rate/rate-limit.ts';
import type { DownloadEnvironment } from '../download-environment.ts';
import type { DownloadEvent, DownloadOptions, DownloadOutcome } from '../download-types.ts';
import { EventOutbox } from './event-outbox.ts';
import { chooseFiles } from './file-choice.ts';
import type { ChosenFile } from './file-choice.ts';
import { FileDownload } from '../receiving/file-download.ts';
import type { DownloadSettings } from '../receiving/file-download.ts';
import { PathLocks } from './path-locks.ts';
import { syncFolder } from '../storing/publish.ts';
import { DEFAULT_RETRY_LIMITS, isPassing, RetryBudget } from '../receiving/retry-budget.ts';
import type { Retry, RetryLimits } from '../receiving/retry-budget.ts';
import { remoteOf } from '../remote/remote.ts';
import { TargetFolder } from '../storing/target-folder.ts';
import { openTargetFolder } from '../storing/target-path.ts';
import { FailureError, isOutOfDescriptors, refusalOf } from '../../../shared/failure.ts';
import { fileSystemFailure } from '../client-failures.ts';

/**
 * The longer the buffer, the fewer times the socket runs empty while its bytes are written and checked:
 * 1 GiB took 0.98 s at 256 KiB, 0.87 s at 1 MiB and 0.82 s at 2 MiB; more gained little.
 */
const RECEIVE_BUFFER: Bytes = 2 * MIB;

/** A server that has not said a word yet may not be one. */
const GREETING_RETRIES = 3;

/** One batch of downloads, in the thread that it runs in. */
export class BatchRun {
  readonly #options: DownloadOptions;
  readonly #environment: DownloadEnvironment;
  readonly #outbox: EventOutbox;
  readonly #cancelAll = new AbortController();
  readonly #cancelOne = new Map<number, AbortController>();
  readonly #locks = new PathLocks();
  #turn: Promise<void> | undefined;
  readonly #target: RemoteTarget & { readonly signal: AbortSignal };

  constructor(
    options: DownloadOptions,
    environment: DownloadEnvironment,
    onEvents: (events: readonly DownloadEvent[]) => void,
  ) {
    this.#options = options;
    this.#environment = environment;
    this.#outbox = new EventOutbox(onEvents);
    this.#target = {
      host: options.host,
      port: options.port,
      connectTimeoutMs: options.connectTimeoutMs ?? DEFAULT_CONNECT_TIMEOUT,
      idleTimeoutMs: options.idleTimeoutMs ?? DEFAULT_IDLE_TIMEOUT,
      signal: this.#cancelAll.signal,
      accessCode: options.accessCode,
      tls: options.tls,
      rate: options.rate && new RateLimit(options.rate),
    };
  }

  /** Cancels one file, or all. */
  cancel(item?: number): void {
    if (item !== undefined) {
      this.#controllerOf(item).abort();
      return;
    }
    this.#cancelAll.abort();
    for (const controller of this.#cancelOne.values()) controller.abort();
  }

  /**
   * Fetches everything. Call it once.
   *
   * @returns one outcome per file, in order
   * @throws {FailureError} if the server could not be reached for a folder's list, or the target folder
   * not be opened; named files that cannot be fetched have that as their outcome instead
   */
  async run(): Promise<readonly DownloadOutcome[]> {
    let source: ByteSource | undefined;
    let folder: TargetFolder | undefined;
    try {
      const root = await openTargetFolder(this.#options.directory);
      folder = new TargetFolder(root, this.#environment);
      const greeting = await this.#connect();
      this.#outbox.push({ type: 'connected', dialect: greeting.dialect });
      const remote = remoteOf(this.#target, greeting);
      const { files, truncated, omitted } = await chooseFiles(this.#options.names, remote);
      this.#outbox.push({ type: 'filesChosen', files, truncated, omitted });
      source = this.#openSource(greeting);
      return await this.#fetchAll(files, source, folder);
    } finally {
      source?.close();
      await folder?.close();
      this.#outbox.close();
    }
  }

  async #connect(): Promise<Greeting> {
    const { dialect = 'auto' } = this.#options;
    if (dialect === 'plain') return greetPlain(this.#target);
    const limits = this.#limits;
    const few = { ...limits, retries: Math.min(limits.retries, GREETING_RETRIES) };
    const busy = new RetryBudget(limits, this.#environment);
    const unheard = new RetryBudget(few, this.#environment);
    for (;;) {
      try {
        return await greetServer(this.#target, dialect, RECEIVE_BUFFER);
      } catch (error) {
        if (!(error instanceof FailureError)) throw error;
        const isBusy = isPassing(refusalOf(error.failure));
        if (!isBusy && error.kind !== 'connection-lost') throw error;
        const retry = (isBusy ? busy : unheard).next(error);
        this.#reportReconnection(retry, error);
        await sleepOrCancel(this.#environment, retry.afterMs, this.#target.signal);
      }
    }
  }

  #openSource(greeting: Greeting): ByteSource {
    const { parallel } = this.#options;
    const retrying: RetryPolicy = {
      limits: this.#limits,
      environment: this.#environment,
      onBegun: (download) => {
        this.#reportStarted(download);
      },
      onRetry: (download, retry, error) => {
        const { item, name, haveBytes } = download;
        const what = { item, name, ...retry, haveBytes, error: error.failure };
        this.#outbox.push({ type: 'downloadRetried', ...what });
      },
    };
    if (greeting.dialect === 'plain') {
      const believesEmpty = greeting.isHeard;
      return new PlainSource(this.#target, retrying, { believesEmpty, parallel });
    }
    const options: ConnectorOptions = {
      target: this.#target,
      bufferBytes: RECEIVE_BUFFER,
      limits: this.#limits,
      environment: this.#environment,
      onRetry: (retry, error) => {
        this.#reportReconnection(retry, error);
      },
    };
    const first = new NativeSource(new Connector(greeting.connection, options), retrying);
    const others = Array.from(
      { length: (parallel ?? 1) - 1 },
      () => new NativeSource(new Connector(undefined, options), retrying),
    );
    return others.length === 0 ? first : new ParallelSource([first, ...others]);
  }

  async #fetchAll(
    files: readonly ChosenFile[],
    source: ByteSource,
    folder: TargetFolder,
  ): Promise<readonly DownloadOutcome[]> {
    const { host, port } = this.#options;
    const { ifExists = 'fail', verify = true, sha256 = false, keepTimes = true } = this.#options;
    const wishes = { ifExists, verify, sha256, keepTimes };
    const settings: DownloadSettings = { host, port, folder, ...wishes };
    const outcomes = new Array<DownloadOutcome>(files.length);
    const written = new Set<string>();
    const queue = files.values();
    const turns = new DescriptorTurns();
    const runLane = async (): Promise<void> => {
      for (const file of queue) {
        const what = { item: file.item, name: file.name, dialect: source.dialect };
        const outcome = await turns.attempt(
          () => this.#fetchOne(new FileDownload(what, settings, this.#environment), source),
          lacksDescriptors,
        );
        if (outcome.status === 'completed') written.add(dirname(outcome.path));
        outcomes[file.item] = outcome;
        this.#outbox.push({ type: 'downloadEnded', outcome });
        if (turns.handOver()) return;
      }
    };
    await Promise.all(Array.from({ length: source.lanes }, runLane));
    for (const path of written) await syncFolder(path);
    return outcomes;
  }

  /** Never rejects. */
  async #fetchOne(download: FileDownload, source: ByteSource): Promise<DownloadOutcome> {
    let release: (() => void) | undefined;
    try {
      throwIfCanceled(this.#target.signal);
      const { signal } = this.#controllerOf(download.item);
      throwIfCanceled(signal);
      release = await this.#locks.lock(download.lockedNames());
      throwIfCanceled(signal);
      const skipped = await download.prepare();
      if (skipped !== undefined) return skipped;
      this.#outbox.track(download);
      do await source.receive(download, signal);
      while (!(await download.isIntact()));
      // The requests that go out now are answered while this file is written.
      await this.#nextTurn();
      return await download.complete();
    } catch (error) {
      return await download.fail(
        error instanceof FailureError ? error : fileSystemFailure('write', download.name, error),
      );
    } finally {
      this.#outbox.untrack(download);
      this.#cancelOne.delete(download.item);
      release?.();
    }
  }

  /** One promise for all that wait in the same turn. */
  #nextTurn(): Promise<void> {
    this.#turn ??= turn().then(() => {
      this.#turn = undefined;
    });
    return this.#turn;
  }

  get #limits(): RetryLimits {
    const { retryForMs, retries } = DEFAULT_RETRY_LIMITS;
    const options = this.#options;
    return { retryForMs: options.retryForMs ?? retryForMs, retries: options.retries ?? retries };
  }

  #controllerOf(item: number): AbortController {
    let controller = this.#cancelOne.get(item);
    if (controller === undefined) {
      controller = new AbortController();
      this.#cancelOne.set(item, controller);
    }
    return controller;
  }

  #reportStarted(download: FileDownload): void {
    const { item, name, size, start } = download;
    this.#outbox.push({
      type: 'downloadStarted',
      item,
      name,
      start,
      ...(size === undefined ? {} : { size }),
    });
  }

  #reportReconnection(retry: Retry, error: FailureError): void {
    const { haveBytes } = this.#outbox;
    const what = { ...retry, haveBytes, error: error.failure };
    this.#outbox.push({ type: 'reconnectionRetried', ...what });
  }
}

/** Whether a file came to nothing because this program, or this computer, has too many files open. */
function lacksDescriptors(outcome: DownloadOutcome): boolean {
  return outcome.status === 'failed' && isOutOfDescriptors(outcome.error);
}
