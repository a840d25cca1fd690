import { POLICY_NAMES, type PolicyName } from '../../shared/laboratory-names.ts';
import { MIB, type Bytes } from '../../shared/units.ts';
import { usageError } from '../cli-error.ts';
import { readSize } from '../../shared/size-text.ts';
import { quote } from './values.ts';

/** A size in bytes, or a part of all that a trace asks for. */
export type Capacity =
  | { readonly kind: 'bytes'; readonly bytes: Bytes }
  | { readonly kind: 'part'; readonly part: number };

/** The server's own. */
const USUAL_CAPACITIES: readonly Capacity[] = [{ kind: 'bytes', bytes: 64 * MIB }];

/** Other names of policies, in lower case and without signs. */
const OTHER_NAMES: Readonly<Record<string, PolicyName>> = {
  belady: 'MIN',
  opt: 'MIN',
  secondchance: 'CLOCK',
};

/** Lists from flags that may be repeated, and have several values, also with commas between. */
export interface SimulationWords {
  readonly trace: string;
  readonly policies: readonly PolicyName[];
  readonly capacities: readonly Capacity[];
}

/**
 * What to simulate. A trace that stands behind the values of a flag is found there.
 *
 * @throws {CliError} usage
 */
export function readSimulationWords(flags: Readonly<Record<string, unknown>>): SimulationWords {
  const policies = listOf(flags['policy']);
  const capacities = listOf(flags['capacity']);
  const trace = flags['trace'] ?? takeTrace(policies, capacities);
  if (typeof trace !== 'string') {
    throw usageError('Which trace? See: fifolio simulate --help');
  }
  return {
    trace,
    policies: policies.length === 0 ? POLICY_NAMES : unique(policies.map(parsePolicy)),
    capacities: capacities.length === 0 ? USUAL_CAPACITIES : capacities.map(parseCapacity),
  };
}

/** Which columns of a CSV hold ids and sizes, from 0. @throws {CliError} usage */
export function parseColumns(text: unknown): { id: number; size: number } | undefined {
  if (typeof text !== 'string') return undefined;
  const [, id = '', size = ''] = /^([1-9]\d?),([1-9]\d?)$/.exec(text) ?? [];
  if (id === '') {
    throw usageError(`--columns must be two numbers from 1, such as 2,3, not ${quote(text)}.`);
  }
  return { id: Number(id) - 1, size: Number(size) - 1 };
}

function listOf(value: unknown): string[] {
  const words = Array.isArray(value) ? (value as string[]) : [];
  return words.flatMap((word) => word.split(',')).filter((word) => word !== '');
}

/** A flag with several values takes also the trace behind it. */
function takeTrace(policies: string[], capacities: string[]): string | undefined {
  if (capacities.length > 1 && findCapacity(capacities.at(-1)!) === undefined)
    return capacities.pop();
  if (policies.length > 1 && findPolicy(policies.at(-1)!) === undefined) return policies.pop();
  return undefined;
}

function parsePolicy(text: string): PolicyName {
  const policy = findPolicy(text);
  if (policy === undefined) {
    throw usageError(`There is no policy ${quote(text)}. There are: ${POLICY_NAMES.join(', ')}.`);
  }
  return policy;
}

function findPolicy(text: string): PolicyName | undefined {
  const bare = bareName(text);
  const other = Object.hasOwn(OTHER_NAMES, bare) ? OTHER_NAMES[bare] : undefined;
  return other ?? POLICY_NAMES.find((name) => bareName(name) === bare);
}

function bareName(text: string): string {
  return text.toLowerCase().replace(/[-_ ]/g, '');
}

function parseCapacity(text: string): Capacity {
  const capacity = findCapacity(text);
  if (capacity === undefined) {
    throw usageError(
      `--capacity must be a size, such as 64MiB or 1GB, or a part of all that was asked for, such as 10%, not ${quote(text)}.`,
    );
  }
  return capacity;
}

function findCapacity(text: string): Capacity | undefined {
  const [, percent] = /^(\d{1,3}(?:\.\d{1,6})?)%$/.exec(text) ?? [];
  if (percent !== undefined) {
    const part = Number(percent) / 100;
    return part > 0 && part <= 1 ? { kind: 'part', part } : undefined;
  }
  const bytes = readSize(text);
  return bytes <= Number.MAX_SAFE_INTEGER ? { kind: 'bytes', bytes } : undefined;
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
