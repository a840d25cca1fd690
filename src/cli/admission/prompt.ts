import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { CliError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';

/** Whether there is a person to ask: both what is asked and the answer go through a terminal. */
export function canAsk({ terminal }: Context): boolean {
  return terminal.err.isTerminal && process.stdin.isTTY;
}

/**
 * Asks a question on the terminal and waits for a line.
 *
 * @param echo whether what is typed is shown; a secret's is not
 * @returns `undefined` if the input has ended instead
 * @throws {CliError} at Ctrl-C
 */
export function promptLine(
  { terminal }: Context,
  question: string,
  echo: boolean,
): Promise<string | undefined> {
  const { err } = terminal;
  return new Promise((resolve, reject) => {
    const output = echo ? err.stream : nothing();
    if (!echo) err.write(question);
    const lines = createInterface({ input: process.stdin, output, terminal: true, historySize: 0 });
    const end = (): void => {
      lines.close();
      if (!echo) err.write('\n');
    };
    lines.once('SIGINT', () => {
      reject(new CliError(EXIT.interrupted, 'Interrupted'));
      end();
    });
    lines.once('line', (line) => {
      resolve(line);
      end();
    });
    // Also comes with both of these, and changes nothing then.
    lines.once('close', () => resolve(undefined));
    lines.setPrompt(echo ? question : '');
    lines.prompt();
  });
}

/** Where the editing of what is not shown is drawn. */
function nothing(): Writable {
  return new Writable({
    write: (_chunk, _encoding, written) => {
      written();
    },
  });
}
