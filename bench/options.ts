import { parseArgs } from 'node:util';

const DEFAULT_RUNS = 5;
const MAX_RUNS = 100;

/** What a person can ask the benchmark for. */
export interface BenchOptions {
  /** Tiny counts: shows that everything works, and measures nothing. */
  readonly smoke: boolean;
  /** Scenarios to run; empty for all. */
  readonly only: readonly string[];
  /** Measured runs of each contender, after one that only warms up. */
  readonly runs: number;
  /** Print the result as Markdown instead of as text. */
  readonly markdown: boolean;
  /** Where to write every single value. */
  readonly json: string | undefined;
}

/** @throws Error if an argument is unknown or out of bounds; its message is for a person */
export function parseOptions(
  argv: readonly string[],
  scenarioNames: readonly string[],
): BenchOptions | 'help' {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      smoke: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      runs: { type: 'string' },
      markdown: { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  for (const name of values.only) {
    if (!scenarioNames.includes(name)) {
      throw new Error(`There is no row "${name}". The rows are: ${scenarioNames.join(', ')}`);
    }
  }
  const runs = Number(values.runs ?? (values.smoke ? 1 : DEFAULT_RUNS));
  if (!Number.isInteger(runs) || runs < 1 || runs > MAX_RUNS) {
    throw new Error(
      `--runs takes a whole number from 1 to ${MAX_RUNS}, not "${values.runs ?? ''}"`,
    );
  }
  return {
    smoke: values.smoke,
    only: values.only,
    runs,
    markdown: values.markdown,
    json: values.json,
  };
}

export function usage(scenarioNames: readonly string[]): string {
  return `Usage: npm run bench -- [options]

Measures the built command line (npm run build) against other programs on this machine.

  --only <row>   one row of the table; may be repeated: ${scenarioNames.join(', ')}
  --runs <n>     measured runs of each contender (default: ${DEFAULT_RUNS})
  --smoke        tiny counts, a few seconds: shows that the benchmark works, measures nothing
  --markdown     print the result as Markdown
  --json <file>  write every single value there
  -h, --help     print this`;
}
