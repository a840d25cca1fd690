import { ClientError } from '../engine/client/client-error.ts';
import { CliError } from './cli-error.ts';
import type { Context } from './context.ts';
import { EXIT } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodeOf } from './failures.ts';
import { printError } from './output/error-line.ts';
import { openTerminal } from './output/terminal.ts';
import { runProgram } from './programs/programs.ts';

/**
 * The entry of all three programs: `main.ts tcp_server …`, `main.ts tcp_client …`,
 * `main.ts fifolio …`. The launchers in the project's root call it so.
 */
async function main(): Promise<ExitCode> {
  const [program = 'fifolio', ...words] = process.argv.slice(2);
  const context: Context = {
    terminal: openTerminal(process.stdout, process.stderr, process.env),
    environment: process.env,
    program,
  };
  try {
    return await runProgram(context, words);
  } catch (error) {
    if (error instanceof CliError) {
      printError(context, error.message);
      return error.exitCode;
    }
    if (error instanceof ClientError) {
      printError(context, error.message);
      return exitCodeOf(error);
    }
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    printError(context, `This should not have happened, please report it: ${reason}`);
    return EXIT.refused;
  }
}

/** Resolves when everything written so far has left the process, or cannot. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write('', () => {
      resolve();
    });
  });
}

const exitCode = await main();
await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
process.exit(exitCode);
