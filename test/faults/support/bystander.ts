import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { BystanderReport, BystanderSetup, ToBystander } from './bystander-messages.ts';
import { LossError } from './loss.ts';

const SERVED_WITHIN_MS = 60_000;

/** A well-behaved client of a server, connected, and idle until told. */
export class Bystander {
  readonly #worker: Worker;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  /** Resolves when it has all of its connections. */
  static async start(setup: BystanderSetup): Promise<Bystander> {
    const worker = new Worker(new URL('./bystander-thread.ts', import.meta.url), {
      workerData: setup,
    });
    await once(worker, 'message');
    return new Bystander(worker);
  }

  begin(): void {
    this.#send({ type: 'begin' });
  }

  /**
   * Lets it go on until it was answered so many times since `begin`.
   *
   * @throws LossError if that takes more than a minute
   */
  async end(atLeast: number): Promise<BystanderReport> {
    const answered = once(this.#worker, 'message', {
      signal: AbortSignal.timeout(SERVED_WITHIN_MS),
    });
    this.#send({ type: 'end', atLeast });
    try {
      const [report] = (await answered) as [BystanderReport];
      return report;
    } catch {
      throw new LossError('another client was not served for a minute');
    }
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #send(message: ToBystander): void {
    this.#worker.postMessage(message);
  }
}
