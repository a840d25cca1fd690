import type { Bytes, Milliseconds } from '../../../shared/units.ts';
import { formatEndpoint } from '../../../shared/endpoint.ts';
import { openAgain } from '../remote/dialect-detection.ts';
import type { RemoteTarget } from '../remote/dialect-detection.ts';
import { sleepOrCancel } from '../download-environment.ts';
import type { DownloadEnvironment } from '../download-environment.ts';
import type { NativeConnection } from '../remote/native-connection.ts';
import { isPassing, RetryBudget } from './retry-budget.ts';
import type { Retry, RetryLimits } from './retry-budget.ts';
import { FailureError, refusalOf } from '../../../shared/failure.ts';

export interface ConnectorOptions {
  readonly target: RemoteTarget & { readonly signal: AbortSignal };
  readonly bufferBytes: Bytes;
  readonly limits: RetryLimits;
  readonly environment: DownloadEnvironment;
  readonly onRetry: (retry: Retry, error: FailureError) => void;
}

/** The one connection that a batch's downloads share, made anew when it is lost. */
export class Connector {
  readonly #options: ConnectorOptions;
  readonly #budget: RetryBudget;
  #current: NativeConnection | undefined;
  #pending: Promise<NativeConnection> | undefined;
  #pauseMs: Milliseconds = 0;
  #brokenBy: FailureError | undefined;

  /** @param current - such as the one that was used to greet the server; else the first is made when it is needed */
  constructor(current: NativeConnection | undefined, options: ConnectorOptions) {
    this.#current = current;
    this.#options = options;
    this.#budget = new RetryBudget(options.limits, options.environment);
  }

  /** `HOST:PORT`, for messages. */
  get address(): string {
    return formatEndpoint(this.#options.target);
  }

  /** The connection, if it is open now. */
  get open(): NativeConnection | undefined {
    return this.#current?.isOpen === true ? this.#current : undefined;
  }

  /**
   * An open connection. All that ask while there is none wait for the same one, in the order in which
   * they asked. Once the retries are used up, every call rejects.
   *
   * @throws {FailureError} as `openAgain` does
   */
  get(): Promise<NativeConnection> {
    if (this.#brokenBy !== undefined) return Promise.reject(this.#brokenBy);
    const { open } = this;
    if (open !== undefined) return Promise.resolve(open);
    this.#pending ??= this.#reconnect().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  /** Call it when the server has answered. */
  recovered(): void {
    this.#budget.recovered();
  }

  /** Waits this long before the next connection is made. */
  pauseBeforeReconnecting(durationMs: Milliseconds): void {
    this.#pauseMs = Math.max(this.#pauseMs, durationMs);
  }

  close(): void {
    this.#current?.close();
  }

  async #reconnect(): Promise<NativeConnection> {
    const { target, bufferBytes, environment, onRetry } = this.#options;
    for (;;) {
      try {
        const pauseMs = this.#pauseMs;
        this.#pauseMs = 0;
        if (pauseMs > 0) await sleepOrCancel(environment, pauseMs, target.signal);
        this.#current = await openAgain(target, bufferBytes);
        return this.#current;
      } catch (error) {
        if (!(error instanceof FailureError)) throw error;
        onRetry(this.#nextRetry(error), error);
      }
    }
  }

  #nextRetry(error: FailureError): Retry {
    try {
      if (!mayPass(error)) throw error;
      const retry = this.#budget.next(error);
      this.#pauseMs = retry.afterMs;
      return retry;
    } catch (last) {
      this.#brokenBy = error;
      throw last;
    }
  }
}

/** A code or a key that was not accepted will not be at the next attempt either. */
function mayPass({ kind, failure }: FailureError): boolean {
  return kind === 'no-connection' || kind === 'connection-lost' || isPassing(refusalOf(failure));
}
