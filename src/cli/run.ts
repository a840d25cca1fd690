import { CliError } from './cli-error.ts';
import type { Context } from './context.ts';
import { EXIT } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import { describeFailure, exitCodeOf } from './failures.ts';
import { printError } from './output/error-line.ts';
import { describeWriteFailure } from './output/write-failure.ts';
import { runProgram } from './programs/programs.ts';
import { FailureError } from '../shared/failure.ts';

/** Runs a program; whatever goes wrong becomes one line on standard error and an exit code. */
export async function run(context: Context, words: readonly string[]): Promise<ExitCode> {
  const exitCode = await runToEnd(context, words);
  const { out } = context.terminal;
  await out.settled();
  // A reader that has seen enough (`| head`) is no error.
  if (out.failure === undefined || out.failure.code === 'EPIPE') return exitCode;
  printError(context, `The output could not be written: ${describeWriteFailure(out.failure)}.`);
  return exitCode === EXIT.done ? EXIT.local : exitCode;
}

async function runToEnd(context: Context, words: readonly string[]): Promise<ExitCode> {
  try {
    return await runProgram(context, words);
  } catch (error) {
    if (error instanceof CliError) {
      printError(context, error.message);
      return error.exitCode;
    }
    if (error instanceof FailureError) {
      printError(context, await describeFailure(error.failure));
      return exitCodeOf(error.failure);
    }
    if (isWorkingFolderGone(error)) {
      printError(context, WORKING_FOLDER_GONE);
      return EXIT.local;
    }
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    printError(context, `This should not have happened, please report it: ${reason}`);
    return EXIT.refused;
  }
}

const WORKING_FOLDER_GONE =
  'The folder in which this command was started is gone, so a path cannot be found from there. Change to another folder (cd), then try again.';

/** Whether the system was asked for the current folder, and has none. */
function isWorkingFolderGone(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd';
}
