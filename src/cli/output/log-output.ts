import { asSentence } from '../../shared/sentence.ts';
import type { Bytes, Milliseconds } from '../../shared/units.ts';
import { formatCount } from './formats.ts';
import type { OutputStream } from './terminal.ts';
import type { WriteFailure } from './text-sink.ts';
import { describeWriteFailure } from './write-failure.ts';

/** After a failure nothing is written for so long: a disk does not get room by being asked. */
const RETRY_AFTER_MS: Milliseconds = 1000;

/** What may wait for a slow reader. */
const MOST_WAITING_BYTES: Bytes = 2 ** 20;

interface LogOutputOptions {
  readonly out: Pick<OutputStream, 'sink' | 'settled' | 'giveUp'>;
  /** The time in milliseconds, from a clock that never goes back. */
  readonly now: () => Milliseconds;
  /** The line of the log that stands where lines are missing. */
  readonly lostLine: (count: number) => string;
  /** Says on another stream that lines are lost, and that it is over. */
  readonly report: (message: string) => void;
}

/**
 * The log of a program that outlives it. Lines that cannot be written (disk full, reader gone or
 * stalled) are dropped and counted. Writing is tried again with the first line after a second.
 */
export class LogOutput {
  readonly #options: LogOutputOptions;
  #state: 'open' | 'trying' | 'failed' = 'open';
  #retryAt: Milliseconds = 0;
  /** Those that no line of the log accounts for yet. */
  #lostLines = 0;

  constructor(options: LogOutputOptions) {
    this.#options = options;
  }

  line(text: string): void {
    const { out, now, lostLine } = this.#options;
    if (this.#state === 'failed' && now() < this.#retryAt) {
      this.#lostLines += 1;
      return;
    }
    if (out.sink.waitingBytes() > MOST_WAITING_BYTES) {
      this.#lostLines += 1;
      this.#fail('nobody reads it');
      return;
    }
    if (this.#state !== 'failed') {
      out.sink.write(`${text}\n`, (failure) => {
        if (failure !== undefined) this.#lose(failure);
      });
      return;
    }
    this.#state = 'trying';
    const missing = this.#lostLines;
    this.#lostLines = 0;
    out.sink.write(`${lostLine(missing)}\n${text}\n`, (failure) => {
      if (failure === undefined) {
        this.#recover(missing);
      } else {
        if (failure.isLost) this.#lostLines += missing;
        this.#lose(failure);
      }
    });
  }

  /** Waits for a slow reader for `limitMs`; what then still waits is given up. */
  async close(limitMs: Milliseconds): Promise<void> {
    const { out, report } = this.#options;
    const limit = setTimeout(() => out.giveUp(), limitMs);
    await out.settled();
    clearTimeout(limit);
    if (this.#lostLines > 0) {
      report(`${formatCount(this.#lostLines, 'line')} of the log could not be written.`);
    }
  }

  #lose(failure: WriteFailure): void {
    if (failure.isLost) this.#lostLines += 1;
    this.#fail(describeWriteFailure(failure));
  }

  #fail(reason: string): void {
    if (this.#state === 'open') {
      this.#options.report(
        `${asSentence(`The log cannot be written: ${reason}`)} The server goes on; lines are dropped until it can be written again.`,
      );
    }
    this.#state = 'failed';
    this.#retryAt = this.#options.now() + RETRY_AFTER_MS;
  }

  #recover(missing: number): void {
    this.#state = 'open';
    this.#options.report(
      `The log can be written again; ${formatCount(missing, 'line')} of it ${missing === 1 ? 'was' : 'were'} lost.`,
    );
  }
}
