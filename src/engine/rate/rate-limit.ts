import { type Bytes, KIB, MIB, type Milliseconds } from '../../shared/units.ts';
import { LOWEST_RATE } from '../../shared/server-values.ts';

/** A limit that the threads of a process share: its bytes a second (0: none), then one due time for each slot. */
export type RateMemory = SharedArrayBuffer;

const RATE = 0;
const FIRST_SLOT = 1;

const SECOND_NS = 1_000_000_000n;
const NS_OF_MS = 1_000_000;
/** What was not sent so long ago may be made up for: timers come late, and a small answer need not wait. */
const CREDIT_NS = SECOND_NS / 4n;

/** What passes in one go: a twentieth of a second of it, so that it flows, and others have their turn. */
const PIECES_PER_SECOND = 20;
const LEAST_PIECE: Bytes = KIB;
const MOST_PIECE: Bytes = MIB;

/**
 * @param slots - how many share the same limit, each for itself
 * @throws RangeError for a rate that is too low
 */
export function createRateMemory(bytesPerSecond: number | undefined, slots = 1): RateMemory {
  const memory = new SharedArrayBuffer((FIRST_SLOT + slots) * BigInt64Array.BYTES_PER_ELEMENT);
  setRate(memory, bytesPerSecond);
  return memory;
}

/**
 * Changes a limit for what passes from now on; `undefined`: none.
 *
 * @throws RangeError for less than {@link LOWEST_RATE}
 */
export function setRate(memory: RateMemory, bytesPerSecond: number | undefined): void {
  if (bytesPerSecond !== undefined && !(bytesPerSecond >= LOWEST_RATE)) {
    throw new RangeError(`a limit must be ${LOWEST_RATE} bytes a second or more`);
  }
  Atomics.store(new BigInt64Array(memory), RATE, BigInt(Math.floor(bytesPerSecond ?? 0)));
}

/**
 * Lets bytes pass at a limited speed, over all threads that share its memory, without a lock: whoever
 * comes next is due when those before have had their time (the virtual scheduling of GCRA, ITU-T I.371).
 */
export class RateLimit {
  readonly #memory: BigInt64Array;
  readonly #slot: number;
  readonly #nowNs: () => bigint;

  /** @param nowNs - a clock that never goes back, the same in all threads. */
  constructor(memory: RateMemory, slot = 0, nowNs: () => bigint = () => process.hrtime.bigint()) {
    this.#memory = new BigInt64Array(memory);
    this.#slot = FIRST_SLOT + slot;
    this.#nowNs = nowNs;
  }

  /** How much is to pass in one go; `Infinity` without a limit. */
  get pieceBytes(): Bytes {
    const rate = Number(Atomics.load(this.#memory, RATE));
    if (rate === 0) return Infinity;
    const bytes = Math.floor(rate / PIECES_PER_SECOND);
    return Math.min(MOST_PIECE, Math.max(LEAST_PIECE, bytes));
  }

  /** Takes the next turn for so many bytes; returns how long it is until then. 0 bytes only ask. */
  reserve(bytes: Bytes): Milliseconds {
    const rate = Atomics.load(this.#memory, RATE);
    if (rate === 0n) return 0;
    const nowNs = this.#nowNs();
    const costNs = (BigInt(bytes) * SECOND_NS) / rate;
    for (;;) {
      const freeNs = Atomics.load(this.#memory, this.#slot);
      const earliestNs = nowNs - CREDIT_NS;
      const startNs = freeNs > earliestNs ? freeNs : earliestNs;
      if (Atomics.compareExchange(this.#memory, this.#slot, freeNs, startNs + costNs) === freeNs) {
        return startNs > nowNs ? Number(startNs - nowNs) / NS_OF_MS : 0;
      }
    }
  }
}
