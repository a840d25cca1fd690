import { expect, it } from 'vitest';
import { openTerminal } from '../../src/cli/output/terminal.ts';
import { buildProgram } from '../../src/cli/programs/programs.ts';
import { COMMAND_WORDS } from '../../src/main/security/launch-request.ts';

it('the desktop app knows every command of the command line, to say where it is', () => {
  const terminal = openTerminal(process.stdout, process.stderr, {});
  const context = { terminal, environment: {}, program: 'fifolio' };
  const program = buildProgram(context, () => undefined);
  const commands = program.createHelp().visibleCommands(program);
  expect(commands.map((command) => command.name()).sort()).toEqual([...COMMAND_WORDS].sort());
});
