import { throwIfCanceled } from '../download-environment.ts';
import { canceled } from '../client-failures.ts';

/** A bounded number of slots, given out in the order in which they were asked for. */
export class RequestSlots {
  #free: number;
  /** In order of arrival. */
  readonly #waiting = new Set<() => void>();

  constructor(count: number) {
    this.#free = count;
  }

  /**
   * Waits for a slot, which is to be given back with `release`.
   *
   * @throws {FailureError} `canceled`, as soon as the signal fires; no slot is held then
   */
  async take(signal: AbortSignal): Promise<void> {
    throwIfCanceled(signal);
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const give = (): void => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      const onAbort = (): void => {
        this.#waiting.delete(give);
        reject(canceled());
      };
      this.#waiting.add(give);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  release(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#free += 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
