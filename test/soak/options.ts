import { parseArgs } from 'node:util';

const MOST_MINUTES = 24 * 60;

/** What a person can ask for. */
export interface SoakOptions {
  readonly seconds: number;
  readonly seed: number;
  /** Where to write all samples. */
  readonly json: string | undefined;
  readonly markdown: boolean;
}

export const USAGE = `Usage: npm run soak -- [options]

Puts the built server under mixed load for some time, checks every answer, and judges what it leaves behind.

  --minutes <n>  how long (default: 10)
  --seed <n>     of the choices that the clients make (default: another one each time)
  --json <file>  write every sample there
  --markdown     print the result as Markdown
  -h, --help     print this`;

/** @throws Error if an argument is unknown or out of bounds; its message is for a person */
export function parseOptions(argv: readonly string[]): SoakOptions | 'help' {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      minutes: { type: 'string', default: '10' },
      seed: { type: 'string' },
      json: { type: 'string' },
      markdown: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const minutes = Number(values.minutes);
  if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
    throw new Error(`--minutes takes a number up to ${MOST_MINUTES}, not "${values.minutes}"`);
  }
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new Error(`--seed takes a whole number, not "${values.seed ?? ''}"`);
  }
  return { seconds: minutes * 60, seed, json: values.json, markdown: values.markdown };
}
