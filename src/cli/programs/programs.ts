import { Command, CommanderError } from 'commander';
import { FIFOLIO_VERSION } from '../../shared/version.ts';
import { usageError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { addCompletions } from './completion-programs.ts';
import { addClientCommands, addTcpClient } from './client-programs.ts';
import { addNetworkCommands } from './network-programs.ts';
import { addExamples } from './program-parts.ts';
import type { Finish } from './program-parts.ts';
import { addServe, addTcpServer } from './server-programs.ts';
import { addSimulate } from './simulate-program.ts';

/**
 * Runs one of the three programs with its arguments.
 *
 * @throws {CliError} for wrong usage, and whatever the command throws.
 */
export async function runProgram(context: Context, words: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const command = buildProgram(context, (code) => {
    exitCode = code;
  });
  try {
    await command.parseAsync(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return commanderEnd(error, context.program);
  }
  return exitCode;
}

/**
 * The definition of a program; `finish` is called with the exit code of what it ran.
 *
 * @throws {CliError} usage, if there is no program of that name.
 */
export function buildProgram(context: Context, finish: Finish): Command {
  const { out, err } = context.terminal;
  const command = new Command(context.program)
    .version(FIFOLIO_VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => out.write(text),
      writeErr: (text) => err.write(text),
      getOutHelpWidth: () => out.columns(),
      getErrHelpWidth: () => err.columns(),
      getOutHasColors: () => out.colors.isColorSupported,
      getErrHasColors: () => err.colors.isColorSupported,
      // Errors are printed once, at the end, like all others.
      outputError: () => undefined,
    })
    .configureHelp({ styleTitle: (title) => out.colors.bold(title) });
  switch (context.program) {
    case 'tcp_server':
      return addTcpServer(command, context, finish);
    case 'tcp_client':
      return addTcpClient(command, context, finish);
    case 'fifolio':
      return addFifolio(command, context, finish);
    default:
      throw usageError(
        `There is no program called ${context.program}: it is tcp_server, tcp_client or fifolio`,
      );
  }
}

const DASHED_NAME = 'Before a name that begins with a dash, write --.';

function commanderEnd(error: CommanderError, program: string): ExitCode {
  if (error.exitCode === 0) return EXIT.done;
  // Help was asked for by giving no command at all; it has been printed.
  if (error.code === 'commander.help') return EXIT.usage;
  const [message = '', suggestion] = error.message
    .replace(/^error: /, '')
    .replaceAll("'", '"')
    .replace(
      /^missing required argument "(.+)"$/,
      (_, name: string) => `missing ${name.toUpperCase()}`,
    )
    .split(/\n\((.*)\)$/s);
  const sentence = message.charAt(0).toUpperCase() + message.slice(1);
  const hint = suggestion ?? (error.code === 'commander.unknownOption' ? DASHED_NAME : undefined);
  throw usageError(`${sentence}.${hint === undefined ? '' : ` ${hint}`} See: ${program} --help`);
}

function addFifolio(command: Command, context: Context, finish: Finish): Command {
  addExamples(
    command
      .helpCommand('help [command]', 'print the help of a command')
      .description('Shares a folder over TCP, and fetches files from servers that do.'),
    [
      'fifolio serve ./files --port 8080',
      'fifolio files 192.168.1.5:8080',
      'fifolio get 192.168.1.5:8080 report.pdf --to ~/Downloads',
      'fifolio watch 192.168.1.5:8080',
    ],
  );
  addServe(command, context, finish);
  addClientCommands(command, context, finish);
  addSimulate(command, context, finish);
  addNetworkCommands(command, context, finish);
  addCompletions(command, context, finish, (program) =>
    buildProgram({ ...context, program }, finish),
  );
  return command;
}
