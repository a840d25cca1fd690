import type { CacheIndex } from './cache-index.ts';
import { LOCK_WORD } from './header.ts';
import { Mutex } from './mutex.ts';
import { rebuildIndex } from './repair.ts';

/** One thread's way to the index: whatever needs the lock is done in here. */
export class CacheLock {
  readonly #index: CacheIndex;
  readonly #mutex: Mutex;
  readonly #role: 'user' | 'reader';

  /** `worker`: the thread's number, from 0. A reader changes nothing, so it cannot leave anything unfinished. */
  constructor(index: CacheIndex, worker: number, role: 'user' | 'reader' = 'user') {
    this.#index = index;
    this.#role = role;
    this.#mutex = new Mutex(index.header.words, LOCK_WORD, worker);
  }

  /** Does `work`, which must be short, with the lock and a whole index. */
  hold<T>(work: () => T): T {
    this.#mutex.lock();
    return this.#work(work, false);
  }

  /**
   * Does work of any length in short steps, each with the lock, until one returns something. Between
   * them others get their turns, and may have changed everything. `after`: what follows each step
   * without the lock, also one that failed. Objects belong there: making them may start a garbage
   * collection, which takes far longer than a step.
   */
  holdInSteps<T>(step: () => T | undefined, after?: () => void): T {
    for (;;) {
      this.#mutex.lock();
      let result: T | undefined;
      try {
        result = this.#work(step, true);
      } finally {
        after?.();
      }
      if (result !== undefined) return result;
    }
  }

  #work<T>(work: () => T, givesWay: boolean): T {
    try {
      if (this.#index.header.repairNeeded) rebuildIndex(this.#index);
      this.#index.refresh();
      return work();
    } catch (error) {
      // Such as an overflow of the stack: the update is unfinished, like that of a dead thread.
      if (this.#role === 'user') this.#index.header.repairNeeded = true;
      throw error;
    } finally {
      if (givesWay) this.#mutex.unlockAndGiveWay();
      else this.#mutex.unlock();
    }
  }
}
