import type { OutputStream } from '../output/terminal.ts';

const DEFAULT_ROWS = 24;

/** A few lines of a terminal that are drawn again in place; what was above stays, and the last picture too. */
export class LiveArea {
  readonly #out: OutputStream;
  #drawn = 0;

  constructor(out: OutputStream) {
    this.#out = out;
    out.write('\u001b[?25l');
  }

  /** How many lines may be drawn: all but the one that the cursor rests on. */
  rows(): number {
    const { rows } = this.#out.stream;
    return (rows > 0 ? rows : DEFAULT_ROWS) - 1;
  }

  /** Replaces the picture. Each line must fit the terminal's width. */
  draw(lines: readonly string[]): void {
    const up = this.#drawn > 0 ? `\u001b[${this.#drawn}A` : '';
    const body = lines.map((line) => `${line}\u001b[K\n`).join('');
    // One write, so that no terminal shows half a picture.
    this.#out.write(`${up}\r${body}\u001b[J`);
    this.#drawn = lines.length;
  }

  close(): void {
    this.#out.write('\u001b[?25h');
  }
}
