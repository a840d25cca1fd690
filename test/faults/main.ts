/** Causes faults around the built server and client, and tells what was lost (docs/testing.md). */
import { randomInt } from 'node:crypto';
import { constants, loadavg } from 'node:os';
import { requireBuiltCli } from '../../harness/fifolio.ts';
import { machineLine } from '../../harness/machine.ts';
import { Resources } from '../../harness/resources.ts';
import { FAULTS } from './faults.ts';
import type { FaultOptions } from './options.ts';
import { parseOptions, usage } from './options.ts';
import type { ReportRow } from './report.ts';
import { markdownTable, text } from './report.ts';
import { tryFault } from './try-fault.ts';

const EXIT_LOST = 1;
const EXIT_USAGE = 2;
const EXIT_FAILED = 3;
const MAX_SEED = 2 ** 31;

async function main(): Promise<void> {
  const names = FAULTS.map(({ name }) => name);
  let options: FaultOptions | 'help';
  try {
    options = parseOptions(process.argv.slice(2), names, randomInt(MAX_SEED));
  } catch (error) {
    process.stderr.write(`faults: ${(error as Error).message}\n`);
    process.exitCode = EXIT_USAGE;
    return;
  }
  if (options === 'help') {
    process.stdout.write(`${usage(names)}\n`);
    return;
  }
  const resources = new Resources();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      void resources.dispose().finally(() => process.exit(128 + constants.signals[signal]));
    });
  }
  try {
    await causeAll(options, resources);
  } catch (error) {
    process.stderr.write(`\nfaults: ${(error as Error).stack ?? String(error)}\n`);
    process.exitCode = EXIT_FAILED;
  } finally {
    await resources.dispose();
  }
}

async function causeAll(options: FaultOptions, resources: Resources): Promise<void> {
  requireBuiltCli();
  const { only, times, seed, markdown } = options;
  const load = Math.round(loadavg()[0]! * 10) / 10;
  const where = `${machineLine()}; load average before the first round ${load}`;
  process.stderr.write(`seed ${seed}\n`);
  const rows: ReportRow[] = [];
  for (const fault of FAULTS) {
    if (only.length > 0 && !only.includes(fault.name)) continue;
    if (fault.unavailable !== undefined) {
      rows.push({ fault, seed });
      continue;
    }
    const say = (what: string): void => void process.stderr.write(`${what}\n`);
    const result = await tryFault(fault, resources, {
      times,
      seed,
      size: 'full',
      compares: true,
      say,
    });
    for (const loss of result.losses) say(`LOST: ${loss}`);
    if (result.losses.length > 0) process.exitCode = EXIT_LOST;
    rows.push({ fault, seed, result });
  }
  const named = only.map((name) => `--only ${name} `).join('');
  const command = `npm run faults -- ${named}--times ${times} --seed ${seed}`;
  const result = markdown
    ? `## Results\n\n\`${command}\`, ${where}.\n\n${markdownTable(rows)}`
    : `${command}\n${where}\n\n${text(rows)}`;
  process.stdout.write(`${result}\n`);
}

await main();
