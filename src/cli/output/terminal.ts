import picocolors from 'picocolors';
import type { Colors } from 'picocolors/types';
import { EXIT } from '../exit-codes.ts';

/** One of the program's two output streams. */
export interface OutputStream {
  /** A person is reading: aligned tables, progress, colours. Otherwise a program is: plain lines. */
  readonly isTerminal: boolean;
  readonly colors: Colors;
  readonly stream: NodeJS.WriteStream;
  columns(): number;
  line(text: string): void;
}

/** Where the program writes, and how. */
export interface Terminal {
  /** What was asked for. */
  readonly out: OutputStream;
  /** Errors, and progress. */
  readonly err: OutputStream;
  /** Called when nobody reads standard output any more (`| head`). */
  onReaderGone(listener: () => void): void;
}

const DEFAULT_COLUMNS = 80;

export function openTerminal(
  stdout: NodeJS.WriteStream,
  stderr: NodeJS.WriteStream,
  environment: NodeJS.ProcessEnv,
): Terminal {
  let readerGone = (): void => {
    process.exit();
  };
  let gone = false;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (gone) return;
    gone = true;
    // Whatever the reason, there is nowhere left to write; only a vanished reader is expected.
    if (error.code !== 'EPIPE') process.exitCode = EXIT.local;
    readerGone();
  });
  stderr.on('error', () => undefined);
  return {
    out: openStream(stdout, environment, () => !gone),
    err: openStream(stderr, environment, () => true),
    onReaderGone(listener) {
      readerGone = listener;
    },
  };
}

function openStream(
  stream: NodeJS.WriteStream,
  environment: NodeJS.ProcessEnv,
  isOpen: () => boolean,
): OutputStream {
  // `isTTY` is missing, not false, on streams that are no terminals.
  const isTerminal = (stream.isTTY as boolean | undefined) === true;
  return {
    isTerminal,
    colors: picocolors.createColors(wantsColors(isTerminal, environment)),
    stream,
    columns: () => (isTerminal && stream.columns > 0 ? stream.columns : DEFAULT_COLUMNS),
    line(text) {
      if (isOpen()) stream.write(`${text}\n`);
    },
  };
}

/** Colours: never with `NO_COLOR`, always with `FORCE_COLOR`, else on terminals that can show them. */
export function wantsColors(isTerminal: boolean, environment: NodeJS.ProcessEnv): boolean {
  if (environment['NO_COLOR']) return false;
  const forced = environment['FORCE_COLOR'];
  if (forced) return forced !== '0' && forced !== 'false';
  return isTerminal && environment['TERM'] !== 'dumb';
}
