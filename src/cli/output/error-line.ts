import { asSentence } from '../../shared/sentence.ts';
import { visibleText } from '../../shared/visible-text.ts';
import type { Terminal } from './terminal.ts';

/** The program that a message comes from, and where it appears. */
export interface MessageSource {
  readonly terminal: Terminal;
  /** The word that called it, for messages and examples: `tcp_server`, `tcp_client` or `fifolio`. */
  readonly program: string;
}

/** Prints one line to standard error: who speaks, what happened, why, and what to do. */
export function printError({ terminal, program }: MessageSource, message: string): void {
  const text = visibleText(message.replaceAll(/\s*\n\s*/g, ' ').trim());
  const { err } = terminal;
  err.line(`${program}: ${err.colors.red('error:')} ${asSentence(text)}`);
}

/** Prints one line to standard error that is news, not an error. */
export function printNote({ terminal, program }: MessageSource, message: string): void {
  terminal.err.line(`${program}: ${visibleText(message)}`);
}
