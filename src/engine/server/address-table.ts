import { createHash } from 'node:crypto';

/** Remote addresses are told apart by so many. */
export const ADDRESS_BUCKETS = 32_768;

/**
 * Shared memory that counts the open connections of every remote address, a column per thread so
 * that those of a dead thread can be given back. Untouched pages cost nothing.
 */
export function createAddressTableMemory(threads: number): SharedArrayBuffer {
  return new SharedArrayBuffer(ADDRESS_BUCKETS * threads * Uint16Array.BYTES_PER_ELEMENT);
}

/**
 * Open connections by remote address, over all threads, without a lock. Addresses that share a
 * bucket share its limit; with at most a thousand connections in 32,768 buckets that is rare, and
 * errs on the safe side.
 */
export class AddressTable {
  readonly #counts: Uint16Array;
  readonly #threads: number;
  readonly #thread: number;

  constructor(memory: SharedArrayBuffer, thread: number) {
    this.#counts = new Uint16Array(memory);
    this.#threads = this.#counts.length / ADDRESS_BUCKETS;
    this.#thread = thread;
  }

  /** Counts a connection in, unless its address has `limit` open already. */
  tryEnter(address: string, limit: number): boolean {
    const bucket = bucketOf(address);
    let open = 0;
    for (let thread = 0; thread < this.#threads; thread++) {
      open += Atomics.load(this.#counts, thread * ADDRESS_BUCKETS + bucket);
    }
    if (open >= limit) return false;
    Atomics.add(this.#counts, this.#thread * ADDRESS_BUCKETS + bucket, 1);
    return true;
  }

  leave(address: string): void {
    Atomics.sub(this.#counts, this.#thread * ADDRESS_BUCKETS + bucketOf(address), 1);
  }

  /** Forgets this thread's connections: it is a replacement, and those of its predecessor are gone. */
  reset(): void {
    this.#counts.fill(0, this.#thread * ADDRESS_BUCKETS, (this.#thread + 1) * ADDRESS_BUCKETS);
  }
}

/** From 0 up to but without {@link ADDRESS_BUCKETS}. */
export function bucketOf(address: string): number {
  return createHash('sha1').update(address).digest().readUInt32LE(0) % ADDRESS_BUCKETS;
}
