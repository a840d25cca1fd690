import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openTerminal } from '../src/cli/output/terminal.ts';
import { buildProgram } from '../src/cli/programs/programs.ts';
import { manPage } from './man/man-page.ts';

/** `npm run man`: the man pages of the three programs, in `dist/man/`. */
const PROGRAMS = ['fifolio', 'tcp_server', 'tcp_client'];
const folder = resolve(import.meta.dirname, '../dist/man');
const terminal = openTerminal(process.stdout, process.stderr, {});
await mkdir(folder, { recursive: true });
for (const program of PROGRAMS) {
  const definition = buildProgram({ terminal, environment: {}, program }, () => undefined);
  const others = PROGRAMS.filter((other) => other !== program);
  const file = join(folder, `${program}.1`);
  await writeFile(file, manPage(definition, others));
  console.log(file);
}
