import { openTerminal } from './output/terminal.ts';
import { run } from './run.ts';

/**
 * The entry of all three programs: `main.ts tcp_server …`, `main.ts tcp_client …`,
 * `main.ts fifolio …`. The launchers in the project's root call it so.
 */
async function main(): Promise<void> {
  const [program = 'fifolio', ...words] = process.argv.slice(2);
  const terminal = openTerminal(process.stdout, process.stderr, process.env);
  const exitCode = await run({ terminal, environment: process.env, program }, words);
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  // A reader that went away may have set another one.
  process.exit(process.exitCode ?? exitCode);
}

/** Resolves when everything written so far has left the process, or cannot. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write('', () => resolve());
  });
}

// Not awaited at the top level: a bundle's chunks may import this module back, and would wait for it.
void main();
