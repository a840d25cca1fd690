import { type Bytes, MIB, type Milliseconds } from '../../../../shared/units.ts';

const LEAST_BYTES: Bytes = MIB;
const MOST_BYTES: Bytes = 8 * MIB;

/** A client that takes a whole window within this time is worth a larger one. */
const PROMPT_MS: Milliseconds = 50;

/**
 * How much of a cached file is pinned and given to the system in one go. It begins with one piece, so
 * that a slow or silent client holds no more memory than that; it doubles while the client keeps up,
 * because a few large writes cost a third less of the processor than many of 1 MiB
 * (docs/adr/0005-send-window.md), and falls back to one piece when the client falters.
 */
export class SendWindow {
  readonly #now: () => Milliseconds;
  #bytes: Bytes = LEAST_BYTES;

  /** @param now - a clock that never goes back. */
  constructor(now: () => Milliseconds = () => performance.now()) {
    this.#now = now;
  }

  get bytes(): Bytes {
    return this.#bytes;
  }

  /** Watches how long the client takes for what was sent within the window. */
  async time(sent: Promise<void>): Promise<void> {
    const startedAt = this.#now();
    await sent;
    this.#bytes =
      this.#now() - startedAt <= PROMPT_MS ? Math.min(MOST_BYTES, this.#bytes * 2) : LEAST_BYTES;
  }
}
