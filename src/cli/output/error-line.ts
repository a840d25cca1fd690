import { asSentence } from '../../shared/sentence.ts';
import type { Context } from '../context.ts';
import { visibleText } from '../../shared/visible-text.ts';

/** Prints one line to standard error: who speaks, what happened, why, and what to do. */
export function printError({ terminal, program }: Context, message: string): void {
  const text = visibleText(message.replaceAll(/\s*\n\s*/g, ' ').trim());
  const { err } = terminal;
  err.line(`${program}: ${err.colors.red('error:')} ${asSentence(text)}`);
}

/** Prints one line to standard error that is news, not an error. */
export function printNote({ terminal, program }: Context, message: string): void {
  terminal.err.line(`${program}: ${visibleText(message)}`);
}
