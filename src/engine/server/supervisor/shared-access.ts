import { randomBytes } from 'node:crypto';
import type { AccessKeys } from '../../access/access-keys.ts';
import { createGuessMemory, GUESS_SEED_BYTES, GuessLimits } from '../../access/guess-limits.ts';
import type { AccessOptions } from '../server-handle.ts';
import type { AccessSetup } from '../thread-messages.ts';
import { accessKeysOf } from './access-keys-of.ts';
import { commandAll, type ThreadHandle } from './thread-handle.ts';

/** Which code all threads of one server ask for, and what they know of those who guess. */
export class SharedAccess {
  readonly guessMemory = createGuessMemory(randomBytes(GUESS_SEED_BYTES));
  readonly #allowsPlain: boolean;
  #keys: AccessKeys | undefined;
  #threads: readonly ThreadHandle[] = [];
  /** The last change: one after the other, or the threads could end up with different codes. */
  #change: Promise<void> = Promise.resolve();

  private constructor(keys: AccessKeys | undefined, allowsPlain: boolean) {
    this.#keys = keys;
    this.#allowsPlain = allowsPlain;
  }

  /** @throws FailureError `unusable-access-code` */
  static async create(options: AccessOptions | undefined): Promise<SharedAccess> {
    return new SharedAccess(await accessKeysOf(options?.code), options?.allowPlain === true);
  }

  /** For a thread that starts now. */
  get setup(): AccessSetup {
    return { keys: this.#keys, allowsPlain: this.#allowsPlain };
  }

  /** From now on, `threads`, which may be replaced in place, learn of another code. */
  shareWith(threads: readonly ThreadHandle[]): void {
    this.#threads = threads;
  }

  /**
   * Asks for another code, or none; everybody may guess anew. Resolves when all threads know.
   *
   * @throws FailureError `unusable-access-code`
   */
  async setCode(code: string | undefined): Promise<void> {
    const change = this.#change.then(async () => {
      this.#keys = await accessKeysOf(code);
      new GuessLimits(this.guessMemory).clear();
      await commandAll(this.#threads, 'changeAccess', { keys: this.#keys });
    });
    this.#change = change.catch(() => undefined);
    await change;
  }
}
