import { EXIT } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';

/** An end of the program that a person can do something about: one line, and an exit code. */
export class CliError extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string) {
    super(message);
    this.name = 'CliError';
    this.exitCode = exitCode;
  }
}

/** Wrong arguments, environment or configuration: nothing was done. */
export function usageError(message: string): CliError {
  return new CliError(EXIT.usage, message);
}

/** Something on this machine stands in the way: a file, a folder, a port. */
export function localError(message: string): CliError {
  return new CliError(EXIT.local, message);
}
