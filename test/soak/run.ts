/**
 * The built server under mixed load for as long as one likes (docs/testing.md).
 *
 *     npm run soak -- [--minutes 10] [--seed S] [--json FILE] [--markdown]
 */
import { writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { Resources } from '../../harness/resources.ts';
import { parseOptions, USAGE, type SoakOptions } from './options.ts';
import { reportOf } from './report.ts';
import { soak } from './soak.ts';

const WRONG_USAGE = 2;

function optionsOrExit(): SoakOptions {
  try {
    const options = parseOptions(process.argv.slice(2));
    if (options !== 'help') return options;
    console.log(USAGE);
    process.exit(0);
  } catch (error) {
    console.error(`soak: ${(error as Error).message}\n\n${USAGE}`);
    process.exit(WRONG_USAGE);
  }
}

const options = optionsOrExit();
const resources = new Resources();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // What was started ends with this process.
  process.once(signal, () => process.exit(128 + constants.signals[signal]));
}
try {
  const say = (text: string): void => console.error(`soak: ${text}`);
  const result = await soak(resources, { ...options, say });
  console.log(reportOf(result, { isMarkdown: options.markdown }));
  if (options.json !== undefined) {
    const { tally, ...rest } = result;
    const counts = Object.fromEntries(tally.counts);
    const all = { ...rest, counts, faults: tally.faults };
    writeFileSync(options.json, `${JSON.stringify(all, null, 1)}\n`);
  }
  if (result.verdicts.some(({ isHeld }) => isHeld === false)) process.exitCode = 1;
} catch (error) {
  console.error(`soak: ${(error as Error).message}`);
  process.exitCode = 1;
} finally {
  await resources.dispose();
}
