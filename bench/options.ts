import { parseArgs } from 'node:util';

const DEFAULT_ROUNDS = 5;
const MAX_ROUNDS = 100;

/** What a person can ask the benchmark for. */
export interface BenchOptions {
  /** Tiny counts: shows that everything works, and measures nothing. */
  readonly smoke: boolean;
  /** Scenarios to run; empty for all. */
  readonly only: readonly string[];
  /** Measured rounds of all contenders, after one that only warms up. */
  readonly rounds: number;
  /** Print the result as Markdown instead of as text. */
  readonly markdown: boolean;
  /** A document between whose markers to write the result. */
  readonly document: string | undefined;
  /** Where to write every single value. */
  readonly json: string | undefined;
  /** Where to draw how all stand to nginx. */
  readonly chart: string | undefined;
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
      rounds: { type: 'string' },
      markdown: { type: 'boolean', default: false },
      document: { type: 'string' },
      json: { type: 'string' },
      chart: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  for (const name of values.only) {
    if (!scenarioNames.includes(name)) {
      throw new Error(`There is no row "${name}". The rows are: ${scenarioNames.join(', ')}`);
    }
  }
  const rounds = Number(values.rounds ?? (values.smoke ? 1 : DEFAULT_ROUNDS));
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > MAX_ROUNDS) {
    throw new Error(
      `--rounds takes a whole number from 1 to ${MAX_ROUNDS}, not "${values.rounds ?? ''}"`,
    );
  }
  const { smoke, only, markdown, document, json, chart } = values;
  return { smoke, only, rounds, markdown, document, json, chart };
}

export function usage(scenarioNames: readonly string[]): string {
  return `Usage: npm run bench -- [options]

Measures the built command line (npm run build) against other programs on this machine.

  --only <row>       these rows alone; may be repeated: ${scenarioNames.join(', ')}
  --rounds <n>       measured rounds of all contenders (default: ${DEFAULT_ROUNDS})
  --smoke            tiny counts, half a minute: shows that the benchmark works, measures nothing
  --markdown         print the result as Markdown
  --document <file>  write the result into a Markdown file, between its markers
  --json <file>      write every single value there
  --chart <file>     draw how all stand to nginx, as SVG
  -h, --help         print this`;
}
