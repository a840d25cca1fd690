import { openTerminal } from '../../src/cli/output/terminal.ts';
import { buildProgram } from '../../src/cli/programs/programs.ts';
import { manPage } from './man-page.ts';

const PROGRAMS = ['fifolio', 'tcp_server', 'tcp_client'];

/** The man pages of the three programs, by the names of their files. */
export function manPages(): Map<string, string> {
  const terminal = openTerminal(process.stdout, process.stderr, {});
  return new Map(
    PROGRAMS.map((program) => {
      const definition = buildProgram({ terminal, environment: {}, program }, () => undefined);
      const others = PROGRAMS.filter((other) => other !== program);
      return [`${program}.1`, manPage(definition, others)];
    }),
  );
}
