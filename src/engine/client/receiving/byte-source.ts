import { setImmediate as turn } from 'node:timers/promises';
import type { Bytes, Milliseconds } from '../../../shared/units.ts';
import { KIB } from '../../../shared/units.ts';
import type { Connector } from './connector.ts';
import type { RemoteTarget } from '../remote/dialect-detection.ts';
import { sleepOrCancel, throwIfCanceled } from '../download-environment.ts';
import type { DownloadEnvironment } from '../download-environment.ts';
import type { ClientDialect } from '../download-types.ts';
import type { FileDownload } from './file-download.ts';
import { fetchNative } from './native-fetch.ts';
import type { FetchResult } from './native-fetch.ts';
import { isPassing, RetryBudget } from './retry-budget.ts';
import type { Retry, RetryLimits } from './retry-budget.ts';
import { RequestSlots } from './request-slots.ts';
import { fetchPlain } from './plain-fetch.ts';
import type { PlainFetchOptions } from './plain-fetch.ts';
import { FailureError, isOutOfDescriptors } from '../../../shared/failure.ts';
import { canceled, refusedBy } from '../client-failures.ts';

/** Fetches the bytes of prepared downloads, in one dialect. */
export interface ByteSource {
  readonly dialect: ClientDialect;
  /** How many downloads may be under way at once. */
  readonly lanes: number;
  /**
   * Resolves when all bytes are in the part, after retries where those help.
   * @throws {FailureError}
   */
  receive(download: FileDownload, signal: AbortSignal): Promise<void>;
  close(): void;
}

/** When and how a download is tried again. */
export interface RetryPolicy {
  readonly limits: RetryLimits;
  readonly environment: DownloadEnvironment;
  readonly onBegun: (download: FileDownload) => void;
  readonly onRetry: (download: FileDownload, retry: Retry, error: FailureError) => void;
}

/** Against what time does not help: attempts after which another of the same is not believed in. */
const FEW_RETRIES = 3;

/** The attempts at one file; each failure is either thrown on, or paid for with a retry. */
class Attempts {
  readonly #download: FileDownload;
  readonly #policy: RetryPolicy;
  /** For a server that does not answer, or not to the end. */
  readonly #outage: RetryBudget;
  readonly #wrongChecksums: RetryBudget;
  #mostBytes: Bytes = 0;
  #changes = 0;
  #hasBegun = false;

  constructor(download: FileDownload, policy: RetryPolicy) {
    const { limits, environment } = policy;
    const few = { ...limits, retries: Math.min(limits.retries, FEW_RETRIES) };
    this.#download = download;
    this.#policy = policy;
    this.#outage = new RetryBudget(limits, environment);
    this.#wrongChecksums = new RetryBudget(few, environment);
    this.#mostBytes = download.haveBytes;
  }

  /** @returns how long to wait before the next attempt. @throws `error`, if there is none left */
  next(error: FailureError): Milliseconds {
    // Only what is kept counts: else a connection that always breaks at the same place would be for ever.
    if (this.#download.haveBytes > this.#mostBytes) this.#outage.recovered();
    this.#mostBytes = Math.max(this.#mostBytes, this.#download.haveBytes);
    return this.#take(this.#outage, error);
  }

  /** The same for an answer that was not what the server read. */
  nextAfterWrongChecksum(error: FailureError): Milliseconds {
    return this.#take(this.#wrongChecksums, error);
  }

  /** An answer has begun. */
  begun(): void {
    this.#hasBegun = true;
  }

  /** The server has another version now. @throws {FailureError} if that was so again and again */
  changed(): void {
    if (this.#hasBegun) this.#changes += 1;
    this.#hasBegun = false;
    this.#mostBytes = 0;
    if (this.#changes > FEW_RETRIES) {
      throw new FailureError({
        code: 'keeps-changing',
        name: this.#download.name,
        times: this.#changes,
      });
    }
  }

  #take(budget: RetryBudget, error: FailureError): Milliseconds {
    const retry = budget.next(error);
    this.#policy.onRetry(this.#download, retry, error);
    return retry.afterMs;
  }
}

/** Requests that are outstanding at once, of the 64 that a server of protocol 1 allows. */
const NATIVE_REQUESTS = 48;

/** As many again are then being prepared, or written and flushed. */
const NATIVE_LANES = 2 * NATIVE_REQUESTS;

/** Many requests on one connection. */
export class NativeSource implements ByteSource {
  readonly dialect = 'native';
  readonly lanes = NATIVE_LANES;
  readonly #connector: Connector;
  readonly #policy: RetryPolicy;
  readonly #slots = new RequestSlots(NATIVE_REQUESTS);

  constructor(connector: Connector, policy: RetryPolicy) {
    this.#connector = connector;
    this.#policy = policy;
  }

  async receive(download: FileDownload, signal: AbortSignal): Promise<void> {
    const attempts = new Attempts(download, this.#policy);
    const { environment } = this.#policy;
    for (;;) {
      const result = await this.#ask(download, attempts, signal);
      switch (result.kind) {
        case 'received':
          return;
        case 'ask-again':
          attempts.changed();
          await download.changeVersion(result.tag);
          break;
        case 'refused': {
          const error = refusedBy(this.#connector.address, download.name, result);
          if (result.code === 'changed' && download.haveBytes > 0) {
            attempts.changed();
            await download.changeVersion(result.tag);
          } else if (isPassing(result.code)) {
            await sleepOrCancel(environment, attempts.next(error), signal);
          } else {
            throw error;
          }
          break;
        }
        case 'lost':
          if (result.error.kind === 'canceled') throw result.error;
          // Files that merely waited behind the one that broke the connection are asked for again.
          if (!result.wasNext) break;
          if (result.error.kind !== 'connection-lost') throw result.error;
          this.#connector.pauseBeforeReconnecting(attempts.next(result.error));
          // The others go first: should this file be what breaks connections, they are not held up.
          await turn();
          break;
        case 'failed': {
          if (result.error.kind !== 'verification') throw result.error;
          download.takeBack('wrong-checksum');
          const afterMs = attempts.nextAfterWrongChecksum(result.error);
          await sleepOrCancel(environment, afterMs, signal);
          break;
        }
      }
    }
  }

  close(): void {
    this.#connector.close();
  }

  /** @throws {FailureError} `no-connection` or `canceled` */
  async #ask(
    download: FileDownload,
    attempts: Attempts,
    signal: AbortSignal,
  ): Promise<FetchResult> {
    await this.#slots.take(signal);
    try {
      const connection = this.#connector.open ?? (await orCanceled(this.#connector.get(), signal));
      return await fetchNative(connection, download, {
        signal,
        onBegun: () => {
          this.#connector.recovered();
          attempts.begun();
          this.#policy.onBegun(download);
        },
      });
    } finally {
      this.#slots.release();
    }
  }
}

/** Does not wait for a shared connection any longer once this download is canceled. */
async function orCanceled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  throwIfCanceled(signal);
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => {
      reject(canceled());
    };
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (onAbort !== undefined) signal.removeEventListener('abort', onAbort);
  }
}

/**
 * Whether no other file will fare better: the server cannot be reached, other than because this program has
 * too many files open, or it has a key that is not accepted.
 */
function concernsAll({ kind, failure }: FailureError): boolean {
  if (kind === 'unknown-key' || kind === 'changed-key') return true;
  return kind === 'no-connection' && !isOutOfDescriptors(failure);
}

/** Connections at once by default, as each fetches one file. */
const PLAIN_LANES = 4;
const PLAIN_BUFFER: Bytes = 256 * KIB;

/** One connection for each file; nothing can be resumed. */
export class PlainSource implements ByteSource {
  readonly dialect = 'plain';
  readonly lanes: number;
  readonly #target: RemoteTarget;
  readonly #policy: RetryPolicy;
  readonly #idleBuffers: Uint8Array[] = [];
  readonly #believesEmpty: boolean;
  #everConnected = false;
  #brokenBy: FailureError | undefined;

  constructor(
    target: RemoteTarget,
    policy: RetryPolicy,
    options: Pick<PlainFetchOptions, 'believesEmpty'> & { readonly parallel?: number | undefined },
  ) {
    this.lanes = options.parallel ?? PLAIN_LANES;
    this.#target = target;
    this.#policy = policy;
    this.#believesEmpty = options.believesEmpty;
  }

  async receive(download: FileDownload, signal: AbortSignal): Promise<void> {
    const attempts = new Attempts(download, this.#policy);
    const buffer = this.#idleBuffers.pop() ?? Buffer.allocUnsafeSlow(PLAIN_BUFFER);
    try {
      for (;;) {
        if (this.#brokenBy !== undefined) throw this.#brokenBy;
        const error = await this.#attempt(download, signal, buffer);
        if (error === undefined) return;
        download.takeBack('server-cannot-resume');
        const afterMs = attempts.next(error);
        await sleepOrCancel(this.#policy.environment, afterMs, signal);
      }
    } catch (error) {
      // What keeps one file away is not tried again for each of the others.
      if (error instanceof FailureError && concernsAll(error)) this.#brokenBy = error;
      throw error;
    } finally {
      this.#idleBuffers.push(buffer);
    }
  }

  /** @returns an error that another attempt may help against. @throws all others */
  async #attempt(
    download: FileDownload,
    signal: AbortSignal,
    buffer: Uint8Array,
  ): Promise<FailureError | undefined> {
    try {
      await fetchPlain(this.#target, download, {
        signal,
        buffer,
        believesEmpty: this.#believesEmpty,
        onBegun: () => {
          this.#policy.onBegun(download);
        },
      });
      this.#everConnected = true;
      return undefined;
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      if (error.kind === 'connection-lost') {
        this.#everConnected = true;
        return error;
      }
      if (error.kind === 'no-connection' && this.#everConnected) return error;
      throw error;
    }
  }

  close(): void {
    this.#idleBuffers.length = 0;
  }
}
