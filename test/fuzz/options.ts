import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

/** What a person can ask the fuzzer for. */
export interface FuzzOptions {
  readonly minutes: number;
  readonly inputs: number;
  /** `undefined`: one that is new each day is of no use, so it is drawn. */
  readonly seed: number | undefined;
  /** Empty: all that run without being named. */
  readonly targets: readonly string[];
  readonly resume: boolean;
  readonly stateFile: string;
  readonly processes: number;
  /** Feed this one input, and show it. */
  readonly at: number | undefined;
}

const DEFAULT_STATE_FILE = 'test-results/fuzz.json';
const MAX_SEED = 2 ** 32 - 1;

/** @throws Error if an argument is unknown or out of bounds; its message is for a person */
export function parseOptions(
  argv: readonly string[],
  targetNames: readonly string[],
): FuzzOptions | 'help' {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      minutes: { type: 'string' },
      inputs: { type: 'string' },
      seed: { type: 'string' },
      target: { type: 'string', multiple: true, default: [] },
      resume: { type: 'boolean', default: false },
      state: { type: 'string', default: DEFAULT_STATE_FILE },
      processes: { type: 'string' },
      at: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  for (const name of values.target) {
    if (!targetNames.includes(name)) {
      throw new Error(`There is no target "${name}". The targets are: ${targetNames.join(', ')}`);
    }
  }
  const at = wholeNumber('--at', values.at, 0, Number.MAX_SAFE_INTEGER);
  const seed = wholeNumber('--seed', values.seed, 0, MAX_SEED);
  if (at !== undefined && (values.target.length !== 1 || seed === undefined)) {
    throw new Error('--at needs one --target and a --seed');
  }
  if (values.resume && (seed !== undefined || values.target.length > 0)) {
    throw new Error('--resume goes on with the seed and the targets of the run before');
  }
  const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
  if (minutes !== undefined && !(minutes > 0 && minutes <= 10_000)) {
    throw new Error(`--minutes takes a number up to 10000, not "${values.minutes ?? ''}"`);
  }
  const inputs = wholeNumber('--inputs', values.inputs, 1, Number.MAX_SAFE_INTEGER);
  return {
    // Without either, as long as a coffee.
    minutes: minutes ?? (inputs === undefined ? 1 : Number.POSITIVE_INFINITY),
    inputs: inputs ?? Number.POSITIVE_INFINITY,
    seed,
    targets: values.target,
    resume: values.resume,
    stateFile: values.state,
    processes: wholeNumber('--processes', values.processes, 1, 256) ?? availableParallelism(),
    at,
  };
}

function wholeNumber(
  name: string,
  text: string | undefined,
  least: number,
  most: number,
): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) {
    throw new Error(`${name} takes a whole number from ${least} to ${most}, not "${text}"`);
  }
  return value;
}

export function usage(targetNames: readonly string[], onlyByName: readonly string[]): string {
  return `Usage: npm run fuzz -- [options]

Feeds everything that reads what others write with right, spoilt and random input, on all processors,
and checks what must hold whatever comes (docs/testing.md).

  --minutes <n>    how long (default: 1, unless --inputs is given)
  --inputs <n>     how many inputs, over all targets; whatever comes first
  --seed <n>       the same seed gives the same inputs (default: a random one, which is printed)
  --target <name>  may be repeated: ${targetNames.join(', ')}
                   (${onlyByName.join(' and ')}: only when named)
  --resume         go on where the run before was stopped
  --state <file>   where a run keeps how far it is, and its failures (default: ${DEFAULT_STATE_FILE})
  --processes <n>  how many feed at the same time (default: one for each processor)
  --at <index>     feed the one input of a target and a seed, and show it
  -h, --help       print this

Exit codes: 0 nothing failed, 1 something did, 2 wrong usage, 130 interrupted.`;
}
