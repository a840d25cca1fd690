import { writeFile } from 'node:fs/promises';
import { footprintOf, simulateTrace } from '../../engine/index.ts';
import type { SimulatedCache, SimulationResult, TraceSource } from '../../engine/index.ts';
import type { TraceFormat } from '../../shared/laboratory-names.ts';
import { TraceError } from '../../shared/trace-failure.ts';
import { traceSentence } from '../../shared/trace-sentences.ts';
import type { Bytes } from '../../shared/units.ts';
import { visibleJson, visibleText } from '../../shared/visible-text.ts';
import { CliError, localError, usageError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { SIMULATE_SETTING_KEYS } from '../settings/setting-groups.ts';
import type { RawFlags } from '../settings/settings.ts';
import { type Capacity, parseColumns, readSimulationWords } from '../settings/simulation-values.ts';
import { parsePath } from '../settings/values.ts';
import { capacityLadder, missRatioCurve } from '../views/miss-ratio-curve.ts';
import { simulationLines, simulationTable } from '../views/simulation-table.ts';

/** With as many sizes as that, a curve has points enough. */
const ENOUGH_POINTS = 5;

/** Prints, and draws, what caches would have done with a recorded trace. */
export async function simulate(context: Context, flags: RawFlags): Promise<ExitCode> {
  const { json } = await loadSettings(SIMULATE_SETTING_KEYS, flags, context.environment);
  const { trace, policies, capacities } = readSimulationWords(flags);
  const source: TraceSource = {
    from: trace === '-' ? process.stdin : parsePath(trace),
    format: flags['format'] as TraceFormat | undefined,
    columns: parseColumns(flags['columns']),
  };
  const curveFile = typeof flags['curve'] === 'string' ? parsePath(flags['curve']) : undefined;
  try {
    const { asked, drawn } = await sizesFor(source, capacities, curveFile !== undefined);
    const caches = policies.flatMap((policy) =>
      [...new Set([...asked, ...drawn])].map((capacity): SimulatedCache => ({ policy, capacity })),
    );
    const results = await simulateTrace(source, caches);
    if (curveFile !== undefined) await writeCurve(curveFile, results, drawn);
    print(
      context,
      json === true,
      results.filter(({ capacity }) => asked.includes(capacity)),
    );
  } catch (error) {
    throw explained(error, trace);
  }
  return EXIT.done;
}

function print(context: Context, json: boolean, results: readonly SimulationResult[]): void {
  const { out } = context.terminal;
  if (json) {
    out.line(visibleJson({ results }));
    return;
  }
  const lines = out.isTerminal ? simulationTable(results, out) : simulationLines(results);
  for (const line of lines) out.line(line);
}

/** In bytes: what was asked for, and with a curve, what it is drawn through. */
async function sizesFor(
  source: TraceSource,
  capacities: readonly Capacity[],
  hasCurve: boolean,
): Promise<{ readonly asked: readonly Bytes[]; readonly drawn: readonly Bytes[] }> {
  const isLadderWanted = hasCurve && capacities.length < ENOUGH_POINTS;
  const needsFootprint = isLadderWanted || capacities.some(({ kind }) => kind === 'part');
  if (needsFootprint && typeof source.from !== 'string') {
    throw usageError(
      'Standard input can be read only once: a part of all that was asked for, and a curve through fewer than five sizes, need a file.',
    );
  }
  const footprint = needsFootprint ? await footprintOf(source) : 0;
  const asked = capacities.map((capacity) =>
    capacity.kind === 'bytes' ? capacity.bytes : Math.floor(footprint * capacity.part),
  );
  const ladder = isLadderWanted ? capacityLadder(footprint) : [];
  const drawn = [...asked, ...ladder].filter((capacity) => capacity > 0);
  return {
    asked: [...new Set(asked)],
    drawn: hasCurve ? [...new Set(drawn)].sort((one, other) => one - other) : [],
  };
}

async function writeCurve(
  file: string,
  results: readonly SimulationResult[],
  drawn: readonly Bytes[],
): Promise<void> {
  const svg = missRatioCurve(results.filter(({ capacity }) => drawn.includes(capacity)));
  try {
    await writeFile(file, svg);
  } catch (error) {
    const { message } = error as NodeJS.ErrnoException;
    throw localError(`The curve ${visibleText(file)} cannot be written: ${visibleText(message)}`);
  }
}

function explained(error: unknown, trace: string): unknown {
  const name = trace === '-' ? 'Standard input' : visibleText(trace);
  if (error instanceof TraceError) {
    return new CliError(EXIT.refused, `${name}: ${traceSentence(error.failure)}`);
  }
  if (error instanceof CliError || !(error instanceof Error) || !('syscall' in error)) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') {
    return localError(
      'The disk with the folder for temporary files is full: MIN needs 24 bytes there for each request. Set TMPDIR to a folder with more room, or name other policies with --policy.',
    );
  }
  const reason = code === 'ENOENT' ? 'there is no such file' : message;
  return localError(`The trace ${name} cannot be read: ${visibleText(reason)}`);
}
