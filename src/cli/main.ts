import { basename } from 'node:path';
import { isSea } from 'node:sea';
import { openTerminal } from './output/terminal.ts';
import { run } from './run.ts';

/**
 * The entry of all three programs: `main.ts tcp_server …`, `main.ts tcp_client …`,
 * `main.ts fifolio …`. The launchers in the project's root call it so. The single executable is the
 * program that it is called by the name of.
 */
async function main(): Promise<void> {
  const given = process.argv.slice(2);
  const [program = 'fifolio', ...words] = isSea() ? [programNamed(process.argv0), ...given] : given;
  // Anybody on this computer can read the words of a command; Linux and macOS let it change its own.
  if (words.some((word) => SECRET_WORD.test(word))) process.title = program;
  const terminal = openTerminal(process.stdout, process.stderr, process.env);
  const exitCode = await run({ terminal, environment: process.env, program }, words);
  await terminal.err.settled();
  process.exit(exitCode);
}

/** The option of a code, and links with one. */
const SECRET_WORD = /^--access-code(?:=|$)|[#&]code=/;

/** Whatever the executable was renamed to, only these two names make it something else than `fifolio`. */
function programNamed(path: string): string {
  const name = basename(path, '.exe');
  return name === 'tcp_server' || name === 'tcp_client' ? name : 'fifolio';
}

// Not awaited at the top level: a bundle's chunks may import this module back, and would wait for it.
void main();
