import cliProgress from 'cli-progress';
import type { DownloadEvent, DownloadOutcome } from '../../engine/index.ts';
import { RateMeter } from '../../shared/rate-meter.ts';
import type { Bytes, Milliseconds } from '../../shared/units.ts';
import { shorten } from '../output/display-width.ts';
import { formatCount } from '../output/formats.ts';
import type { OutputStream } from '../output/terminal.ts';
import { visibleText } from '../../shared/visible-text.ts';
import { progressLine } from './progress-line.ts';
import { describeWait } from './retry-line.ts';
import type { RetryEvent } from './retry-line.ts';

/** What is being received of one file. */
interface Current {
  readonly item: number;
  readonly name: string;
  readonly size: Bytes | undefined;
  haveBytes: Bytes;
  readonly meter: RateMeter;
}

/** Longer than the default: short pauses would make the lines flicker. */
const SPEED_WINDOW_MS: Milliseconds = 3000;

// The bars turn line wrapping off (DECAWM), as a bar must not wrap; other lines must.
const WRAP_LINES = '\u001b[?7h';
const CUT_LINES = '\u001b[?7l';

/** Progress of a file and of the batch on a terminal: bars at the bottom, finished files above them. */
export class DownloadDisplay {
  readonly #out: OutputStream;
  readonly #bars: cliProgress.MultiBar;
  readonly #sizes = new Map<number, Bytes>();
  readonly #meter = new RateMeter(SPEED_WINDOW_MS);
  #files = 0;
  #firstItem = 0;
  #ended = 0;
  #endedBytes = 0;
  #receivedBytes = 0;
  #current: Current | undefined;
  /** For what the file line counts down, until something arrives. */
  #waiting:
    { readonly label: string; readonly untilMs: number; readonly haveBytes: Bytes } | undefined;
  #drawnRows = 0;
  #started = false;

  constructor(out: OutputStream) {
    this.#out = out;
    this.#bars = new cliProgress.MultiBar({
      stream: out.stream,
      hideCursor: true,
      clearOnComplete: true,
      forceRedraw: true,
      // Signals belong to the command, which keeps what has arrived before it ends.
      gracefulExit: false,
    });
  }

  show(event: DownloadEvent): void {
    switch (event.type) {
      case 'filesChosen':
        this.#choose(event.files);
        return;
      case 'downloadStarted':
        this.#begin(event);
        return;
      case 'downloadProgressed':
        this.#progress(event);
        return;
      case 'downloadEnded':
        this.#end(event.outcome);
        return;
      case 'downloadRetried':
      case 'reconnectionRetried':
        this.#wait(event);
        return;
      case 'connected':
        return;
    }
  }

  /** Whether there are bars now. */
  get isShown(): boolean {
    return this.#started;
  }

  /** Prints lines where the bars are, and lets the bars follow below. */
  printAbove(print: () => void): void {
    const rowsBelowFirst = Math.max(0, this.#drawnRows - 1);
    if (this.#started) {
      const up = rowsBelowFirst > 0 ? `\u001b[${rowsBelowFirst}A` : '';
      this.#out.stream.write(`${up}\r\u001b[J${WRAP_LINES}`);
    }
    print();
    // The bars find their first row by counting up from where they believe the cursor to be.
    if (this.#started) {
      this.#out.stream.write(CUT_LINES + '\n'.repeat(rowsBelowFirst));
    }
  }

  /** Takes the bars away and gives the cursor back. */
  close(): void {
    this.#bars.stop();
  }

  #choose(files: readonly { readonly item: number; readonly size?: Bytes }[]): void {
    // Several folders are several batches; each counts its files from 0.
    this.#firstItem = this.#files;
    this.#files += files.length;
    for (const { item, size } of files) {
      if (size !== undefined) this.#sizes.set(this.#firstItem + item, size);
    }
    if (this.#started || files.length === 0) return;
    this.#started = true;
    this.#addBar(() => this.#fileLine());
    if (files.length > 1) this.#addBar(() => this.#batchLine());
    const rows = files.length > 1 ? 2 : 1;
    this.#bars.on('redraw-post', () => {
      this.#drawnRows = rows;
    });
  }

  #addBar(format: () => string): void {
    this.#bars.create(1, 0, {}, { format });
  }

  #begin({
    item,
    name,
    size,
    start,
  }: Extract<DownloadEvent, { readonly type: 'downloadStarted' }>): void {
    const haveBytes = start.kind === 'resumed' ? start.fromBytes : 0;
    if (size !== undefined) this.#sizes.set(this.#firstItem + item, size);
    this.#waiting = undefined;
    this.#current = { item, name, size, haveBytes, meter: new RateMeter(SPEED_WINDOW_MS) };
    const now = performance.now();
    this.#current.meter.add(now, haveBytes);
    this.#meter.add(now, this.#receivedBytes);
  }

  #progress({ item, haveBytes }: { readonly item: number; readonly haveBytes: Bytes }): void {
    const current = this.#current;
    if (current?.item !== item) return;
    const now = performance.now();
    this.#receivedBytes += Math.max(0, haveBytes - current.haveBytes);
    current.haveBytes = haveBytes;
    current.meter.add(now, haveBytes);
    this.#meter.add(now, this.#receivedBytes);
  }

  #wait(event: RetryEvent): void {
    const label = event.type === 'downloadRetried' ? `${visibleText(event.name)}  ` : '';
    const { haveBytes, afterMs } = event;
    this.#waiting = { label, untilMs: Date.now() + afterMs, haveBytes };
  }

  #end(outcome: DownloadOutcome): void {
    this.#waiting = undefined;
    this.#ended++;
    if (outcome.status === 'completed') this.#endedBytes += outcome.size;
    if (this.#current?.item === outcome.item) this.#current = undefined;
  }

  #fileLine(): string {
    const waiting = this.#waiting;
    if (waiting !== undefined) {
      const text = describeWait(waiting.untilMs - Date.now(), waiting.haveBytes);
      return shorten(`${waiting.label}${text}`, this.#out.columns() - 1);
    }
    const current = this.#current;
    if (current === undefined) return '';
    const { name, size, haveBytes, meter } = current;
    return progressLine({
      label: visibleText(name),
      done: haveBytes,
      total: size,
      bytesPerSecond: meter.perSecondAt(performance.now()),
      columns: this.#out.columns(),
      colors: this.#out.colors,
    });
  }

  #batchLine(): string {
    const done = this.#endedBytes + (this.#current?.haveBytes ?? 0);
    const allSizesKnown = this.#sizes.size === this.#files;
    let total = 0;
    for (const size of this.#sizes.values()) total += size;
    return progressLine({
      label: `${this.#ended} of ${formatCount(this.#files, 'file')}`,
      done,
      total: allSizesKnown ? Math.max(total, done) : undefined,
      bytesPerSecond: this.#meter.perSecondAt(performance.now()),
      columns: this.#out.columns(),
      colors: this.#out.colors,
    });
  }
}
