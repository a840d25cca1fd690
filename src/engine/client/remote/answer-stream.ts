import { type Bytes, MIB } from '../../../shared/units.ts';
import { LineReader } from '../../dialects/line-reader.ts';
import { WireError } from '../../dialects/wire-error.ts';

/** `stats` may list 64 transfers, each with a name of 4096 bytes, every one of them escaped. */
const ANSWER_LINE_LIMIT: Bytes = MIB;

/** Receives what a stream of answers holds. Both are called synchronously within `push`. */
export interface AnswerListener {
  /**
   * A line, without its line feed; a view that is valid only during the call.
   * @returns how many bytes of body follow before the next line; 0 for none
   */
  onLine(line: Uint8Array): Bytes;
  /** The next bytes of the body announced last; a view that is valid only during the call. */
  onBody(bytes: Uint8Array): void;
}

/**
 * Takes the native dialect's answers apart into lines and bodies, however the network cut them up.
 * Bodies are passed on without a copy; only a line that spans chunks is copied.
 */
export class AnswerStream {
  readonly #listener: AnswerListener;
  readonly #lines = new LineReader(ANSWER_LINE_LIMIT);
  #bodyLeft: Bytes = 0;

  constructor(listener: AnswerListener) {
    this.#listener = listener;
  }

  /**
   * Takes the next bytes; when it returns, their memory may be used again.
   * @throws WireError if a line is longer than any answer's. Errors of the listener pass through; in
   * both cases the stream must not be used any more.
   */
  push(chunk: Uint8Array): void {
    let rest = chunk;
    if (this.#bodyLeft > 0) rest = this.#takeBody(rest);
    if (rest.length === 0) return;
    this.#lines.push(rest);
    for (;;) {
      const line = this.#lines.readLine();
      if (line === 'incomplete') return;
      if (line === 'too-long') throw new WireError('A line of an answer is too long.');
      this.#bodyLeft = this.#listener.onLine(line);
      if (this.#bodyLeft > 0) {
        const behindBody = this.#takeBody(this.#lines.takeRest());
        if (behindBody.length === 0) return;
        this.#lines.push(behindBody);
      }
    }
  }

  #takeBody(bytes: Uint8Array): Uint8Array {
    if (bytes.length === 0) return bytes;
    const body = bytes.length > this.#bodyLeft ? bytes.subarray(0, this.#bodyLeft) : bytes;
    this.#bodyLeft -= body.length;
    this.#listener.onBody(body);
    return bytes.subarray(body.length);
  }
}
