/**
 * Feeds everything that reads what others write with right, spoilt and random input: docs/testing.md.
 */
import { randomInt } from 'node:crypto';
import { parseOptions, usage, type FuzzOptions } from './options.ts';
import { describeInput, play } from './play.ts';
import { progressLine, report } from './report.ts';
import { run } from './run.ts';
import { newState, readState, writeState, type State } from './state.ts';
import { targets } from './targets.ts';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
const EXIT_INTERRUPTED = 130;
const CLEAR_LINE = '\r\u001B[K';
/** No single input, nor a round with threads or sockets, needs a fraction of it. */
const HANG_MS = 120_000;
const SAY_EVERY_MS = 60_000;

async function main(): Promise<number> {
  const names = Object.keys(targets);
  const onlyByName = names.filter((name) => targets[name]!.onlyByName);
  let options: FuzzOptions | 'help';
  let state: State;
  try {
    options = parseOptions(process.argv.slice(2), names);
    if (options === 'help') {
      say(`${usage(names, onlyByName)}\n`);
      return 0;
    }
    if (options.at !== undefined)
      return await playOne(options.targets[0]!, options.seed!, options.at);
    state = beginState(options, names);
  } catch (error) {
    process.stderr.write(`fuzz: ${(error as Error).message}\n`);
    return EXIT_USAGE;
  }
  say(`Seed ${state.seed}, ${options.processes} processes, state in ${options.stateFile}\n`);
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => interruption.abort());
  }
  let saidAtMs = performance.now();
  await run({
    ...options,
    state,
    targetsModule: new URL('./targets.ts', import.meta.url),
    hangMs: HANG_MS,
    signal: interruption.signal,
    onProgress: () => {
      if (process.stdout.isTTY) say(`${CLEAR_LINE}${progressLine(state)}`);
      else if (performance.now() - saidAtMs > SAY_EVERY_MS) {
        saidAtMs = performance.now();
        say(`${progressLine(state)}\n`);
      }
    },
  });
  if (process.stdout.isTTY) say(CLEAR_LINE);
  say(`${report(state)}\n`);
  if (Object.keys(state.failures).length > 0) return EXIT_FAILED;
  return interruption.signal.aborted ? EXIT_INTERRUPTED : 0;
}

function beginState(options: FuzzOptions, names: readonly string[]): State {
  if (options.resume) {
    const state = readState(options.stateFile);
    const unknown = Object.keys(state.targets).find((name) => !names.includes(name));
    if (unknown !== undefined) throw new Error(`There is no target "${unknown}" any more`);
    return state;
  }
  const unnamed = names.filter((name) => !targets[name]!.onlyByName);
  const chosen = options.targets.length > 0 ? options.targets : unnamed;
  const state = newState(options.seed ?? randomInt(2 ** 32), chosen);
  // Says at once if it cannot be kept.
  writeState(options.stateFile, state);
  return state;
}

/** One input, to be looked at and debugged. */
async function playOne(name: string, seed: number, index: number): Promise<number> {
  const target = await targets[name]!.load();
  say(`${describeInput(target, seed, index)}\n`);
  const outcome = await play(target, seed, index);
  await target.finish?.();
  if (typeof outcome === 'string') {
    say(`${outcome}\n`);
    return 0;
  }
  say(`${outcome.kind}: ${outcome.message}\n${outcome.stack}\n`);
  return EXIT_FAILED;
}

function say(text: string): void {
  process.stdout.write(text);
}

process.exitCode = await main();
