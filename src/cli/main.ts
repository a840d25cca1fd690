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
  await terminal.err.settled();
  process.exit(exitCode);
}

// Not awaited at the top level: a bundle's chunks may import this module back, and would wait for it.
void main();
