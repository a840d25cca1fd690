/** The lock word of an untouched memory: nobody holds it. */
const FREE = 0;
/** Added to the holder's number while somebody may be asleep, waiting for it. */
const CONTENDED = 0x100;
/** Looks at a lock that is about to be released before going to sleep. */
const SPINS = 64;
/** A lost wake-up, or a holder that died, delays a waiter by this much before it looks again. */
const RECHECK_MS = 10;
/** About what a thread that was asleep needs to wake up and take the lock. */
const GIVE_WAY_MS = 0.1;

/**
 * A lock between threads on one word of shared memory. The word names its holder, so that a lock
 * left behind by a thread that was terminated can be given back. Not re-entrant. Blocks the thread:
 * to be held for microseconds, and not to be taken where blocking is not allowed.
 */
export class Mutex {
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #at: number;
  readonly #held: number;
  /** Nobody ever wakes who sleeps on it. */
  readonly #nobody = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

  /** `owner`: 0 to 254, different in every thread. */
  constructor(words: Int32Array<SharedArrayBuffer>, at: number, owner: number) {
    this.#words = words;
    this.#at = at;
    this.#held = owner + 1;
  }

  lock(): void {
    if (Atomics.compareExchange(this.#words, this.#at, FREE, this.#held) !== FREE) {
      this.#lockSlowly();
    }
  }

  unlock(): void {
    if (Atomics.exchange(this.#words, this.#at, FREE) >= CONTENDED) {
      Atomics.notify(this.#words, this.#at, 1);
    }
  }

  /**
   * For who is going to lock again at once: if others wait, lets one of them be first. Without it
   * they would find the lock taken whenever they wake up.
   */
  unlockAndGiveWay(): void {
    if (Atomics.exchange(this.#words, this.#at, FREE) < CONTENDED) return;
    Atomics.notify(this.#words, this.#at, 1);
    Atomics.wait(this.#nobody, 0, 0, GIVE_WAY_MS);
  }

  #lockSlowly(): void {
    const words = this.#words;
    const at = this.#at;
    for (let spin = 0; spin < SPINS; spin++) {
      if (
        Atomics.load(words, at) === FREE &&
        Atomics.compareExchange(words, at, FREE, this.#held) === FREE
      ) {
        return;
      }
    }
    for (;;) {
      const seen = Atomics.load(words, at);
      if (seen === FREE) {
        // Others may be asleep too, and only one is woken at a time: pass the mark on.
        if (Atomics.compareExchange(words, at, FREE, this.#held | CONTENDED) === FREE) return;
      } else if (
        seen >= CONTENDED ||
        Atomics.compareExchange(words, at, seen, seen | CONTENDED) === seen
      ) {
        Atomics.wait(words, at, seen | CONTENDED, RECHECK_MS);
      }
    }
  }
}

/** Whether the lock is held by `owner`. Certain only of an owner that has ended. */
export function isHeldBy(words: Int32Array<SharedArrayBuffer>, at: number, owner: number): boolean {
  return (Atomics.load(words, at) & (CONTENDED - 1)) === owner + 1;
}

/** Frees a lock whose holder has ended. Never waits. */
export function forceUnlock(words: Int32Array<SharedArrayBuffer>, at: number): void {
  Atomics.store(words, at, FREE);
  Atomics.notify(words, at);
}
