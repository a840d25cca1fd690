import { parseArgs } from 'node:util';

const DEFAULT_TIMES = 20;
const MAX_TIMES = 10_000;

/** What a person can ask for. */
export interface FaultOptions {
  /** Names of faults; empty for all. */
  readonly only: readonly string[];
  readonly times: number;
  /** Of the first round; each further round has the next. */
  readonly seed: number;
  readonly markdown: boolean;
}

/** @throws Error if an argument is unknown or out of bounds; its message is for a person */
export function parseOptions(
  argv: readonly string[],
  faultNames: readonly string[],
  randomSeed: number,
): FaultOptions | 'help' {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      times: { type: 'string', default: String(DEFAULT_TIMES) },
      seed: { type: 'string', default: String(randomSeed) },
      markdown: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  for (const name of values.only) {
    if (!faultNames.includes(name)) {
      throw new Error(`There is no fault "${name}". The faults are: ${faultNames.join(', ')}`);
    }
  }
  const times = Number(values.times);
  if (!Number.isInteger(times) || times < 1 || times > MAX_TIMES) {
    throw new Error(`--times takes a whole number from 1 to ${MAX_TIMES}, not "${values.times}"`);
  }
  const seed = Number(values.seed);
  if (!Number.isInteger(seed) || seed < 0) {
    throw new Error(`--seed takes a whole number, not "${values.seed}"`);
  }
  return { only: values.only, times, seed, markdown: values.markdown };
}

export function usage(faultNames: readonly string[]): string {
  return `Usage: npm run faults -- [options]

Causes faults around the built programs (npm run build), and looks whether anything is lost.

  --only <fault>  one of them; may be repeated: ${faultNames.join(', ')}
  --times <n>     rounds of each (default: ${DEFAULT_TIMES})
  --seed <n>      of the first round; each further round has the next (default: a random one)
  --markdown      print the results as Markdown
  -h, --help      print this

Exit code 1: something was lost.`;
}
