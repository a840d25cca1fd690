import { KIB } from '../../../../../shared/units.ts';
import { writeChunk } from '../../sending/socket-writing.ts';
import type { HttpExchange } from './http-exchange.ts';

/**
 * A JSON document whose last member is a list, in pieces.
 *
 * @param members those before it, without the braces around them
 * @param lines one for each element, with its line feed
 */
export function* jsonWithList(
  members: string,
  name: string,
  lines: Iterable<string>,
): Generator<string> {
  yield `{${members},"${name}":[`;
  let separator = '\n';
  for (const line of lines) {
    yield separator + line.trimEnd();
    separator = ',\n';
  }
  yield '\n]}\n';
}

/** How much of a long text is put together in one turn of the thread. */
const TURN_CHARACTERS = 64 * KIB;

/**
 * A text of unknown length as content: in chunks (RFC 9112 section 7.1), or up to the end of the
 * connection for a client of HTTP/1.0. For HEAD, the head alone.
 */
export class StreamedText {
  readonly #exchange: HttpExchange;

  constructor(exchange: HttpExchange) {
    this.#exchange = exchange;
  }

  /** Sends the head, and what is known of the text so far. */
  begin(fields: string, text: string): void {
    const { output, isHead } = this.#exchange;
    if (!this.#isChunked) this.#exchange.closeAfterwards();
    output.text(
      this.#exchange.encodeHead(
        200,
        this.#isChunked ? `${fields}Transfer-Encoding: chunked\r\n` : fields,
      ),
    );
    if (!isHead) output.text(this.#framed(text));
    output.flush();
  }

  /** Sends the rest a part at a time, so that others get their turns in between. */
  async end(pieces: Iterable<string>): Promise<void> {
    const { socket } = this.#exchange.connection;
    if (this.#exchange.isHead) return;
    let text = '';
    for (const piece of pieces) {
      text += piece;
      if (text.length < TURN_CHARACTERS) continue;
      await writeChunk(socket, Buffer.from(this.#framed(text)));
      text = '';
    }
    const last = this.#framed(text) + (this.#isChunked ? '0\r\n\r\n' : '');
    if (last !== '') await writeChunk(socket, Buffer.from(last));
  }

  get #isChunked(): boolean {
    return this.#exchange.head.minor === 1;
  }

  #framed(text: string): string {
    if (!this.#isChunked || text === '') return text;
    return `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
  }
}
