import picocolors from 'picocolors';
import type { Colors } from 'picocolors/types';
import { openSink } from './text-sink.ts';
import type { TextSink, WriteFailure } from './text-sink.ts';

/** One of the program's two output streams. */
export interface OutputStream {
  /** A person is reading: aligned tables, progress, colours. Otherwise a program is: plain lines. */
  readonly isTerminal: boolean;
  /** It is a terminal that can move its cursor, so that text can be drawn over. */
  readonly canRedraw: boolean;
  readonly colors: Colors;
  readonly stream: NodeJS.WriteStream;
  columns(): number;
  /** Writes a line. Nothing is written after a failure, as what follows would be incomplete. */
  line(text: string): void;
  /** Writes text that is no whole line, under the same rule. */
  write(text: string): void;
  /** For a writer that handles failures itself. */
  readonly sink: TextSink;
  /** What went wrong first when `line` or `write` wrote. */
  readonly failure: WriteFailure | undefined;
  onFailure(listener: () => void): void;
  /** Resolves when everything so far has left the process or failed, or was given up. */
  settled(): Promise<void>;
  /** Gives up what still waits for its reader. */
  giveUp(): void;
}

/** Where the program writes, and how. */
export interface Terminal {
  /** What was asked for. */
  readonly out: OutputStream;
  /** Errors, and progress. */
  readonly err: OutputStream;
}

const DEFAULT_COLUMNS = 80;

export function openTerminal(
  stdout: NodeJS.WriteStream,
  stderr: NodeJS.WriteStream,
  environment: NodeJS.ProcessEnv,
): Terminal {
  return {
    out: new StandardStream(stdout, environment),
    err: new StandardStream(stderr, environment),
  };
}

class StandardStream implements OutputStream {
  readonly isTerminal: boolean;
  readonly canRedraw: boolean;
  readonly colors: Colors;
  readonly stream: NodeJS.WriteStream;
  readonly sink: TextSink;
  readonly #failureListeners: (() => void)[] = [];
  readonly #givenUp = new AbortController();
  #failure: WriteFailure | undefined;

  constructor(stream: NodeJS.WriteStream, environment: NodeJS.ProcessEnv) {
    // `isTTY` is missing, not false, on streams that are no terminals.
    this.isTerminal = (stream.isTTY as boolean | undefined) === true;
    this.canRedraw = this.isTerminal && !isDumb(environment);
    this.colors = picocolors.createColors(wantsColors(this.isTerminal, environment));
    this.stream = stream;
    this.sink = openSink(stream);
  }

  get failure(): WriteFailure | undefined {
    return this.#failure;
  }

  columns(): number {
    return this.isTerminal && this.stream.columns > 0 ? this.stream.columns : DEFAULT_COLUMNS;
  }

  line(text: string): void {
    this.write(`${text}\n`);
  }

  write(text: string): void {
    if (this.#failure !== undefined) return;
    this.sink.write(text, (failure) => {
      if (failure === undefined || this.#failure !== undefined) return;
      this.#failure = failure;
      for (const listener of this.#failureListeners) listener();
    });
  }

  onFailure(listener: () => void): void {
    this.#failureListeners.push(listener);
  }

  settled(): Promise<void> {
    const { signal } = this.#givenUp;
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve());
      // Failures of what was written before are reported before this is.
      if (signal.aborted) resolve();
      else this.sink.write('', () => resolve());
    });
  }

  giveUp(): void {
    this.#givenUp.abort();
  }
}

/** Colours: never with `NO_COLOR`, always with `FORCE_COLOR`, else on terminals that can show them. */
export function wantsColors(isTerminal: boolean, environment: NodeJS.ProcessEnv): boolean {
  if (environment['NO_COLOR']) return false;
  const forced = environment['FORCE_COLOR'];
  if (forced) return forced !== '0' && forced !== 'false';
  return isTerminal && !isDumb(environment);
}

/** As `TERM` says of terminals that know no sequences, such as those inside of editors. */
function isDumb(environment: NodeJS.ProcessEnv): boolean {
  return environment['TERM'] === 'dumb';
}
