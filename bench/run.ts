/**
 * Measures the built server and client against other programs on this machine, and compares the
 * results with what they are meant to reach (docs/benchmarks.md).
 */
import { writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import type { BenchOptions } from './options.ts';
import { parseOptions, usage } from './options.ts';
import { requireBuiltCli } from '../harness/fifolio.ts';
import { describeMachine, machineLine } from './report/machine.ts';
import type { Row } from './report/row.ts';
import { markdownTable, textTable } from './report/table.ts';
import { Resources } from '../harness/resources.ts';
import { cachedLarge } from './scenarios/cached-large.ts';
import { download } from './scenarios/download.ts';
import { memory } from './scenarios/memory.ts';
import { pipelined } from './scenarios/pipelined.ts';
import type { Bench } from './scenarios/scenario.ts';
import { seed } from './scenarios/seed.ts';
import { start } from './scenarios/start.ts';

const SCENARIOS = [cachedLarge, pipelined, seed, download, start, memory];
const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
const CLEAR_LINE = '\r\u001B[K';

async function main(): Promise<void> {
  const names = SCENARIOS.map(({ name }) => name);
  let options: BenchOptions | 'help';
  try {
    options = parseOptions(process.argv.slice(2), names);
  } catch (error) {
    console.error(`bench: ${(error as Error).message}`);
    process.exitCode = EXIT_USAGE;
    return;
  }
  if (options === 'help') {
    console.log(usage(names));
    return;
  }
  const resources = new Resources();
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      interruption.abort();
      void resources.dispose().finally(() => process.exit(128 + constants.signals[signal]));
    });
  }
  try {
    await measure(options, resources);
  } catch (error) {
    // What fails because everything is being stopped is no news.
    if (!interruption.signal.aborted) console.error(`\nbench: ${(error as Error).message}`);
    process.exitCode = EXIT_FAILED;
  } finally {
    await resources.dispose();
  }
}

async function measure(options: BenchOptions, resources: Resources): Promise<void> {
  requireBuiltCli();
  const machine = await describeMachine();
  const bench: Bench = {
    resources,
    runs: options.runs,
    count: (full, smoke) => (options.smoke ? smoke : full),
    say: sayProgress,
  };
  const startedAtMs = performance.now();
  const rows: Row[] = [];
  for (const scenario of SCENARIOS) {
    if (options.only.length > 0 && !options.only.includes(scenario.name)) continue;
    rows.push(...(await scenario.run(bench)));
  }
  sayProgress('');
  const isJudged = !options.smoke;
  if (options.markdown) {
    console.log(`${machineLine(machine)}.\n\n${markdownTable(rows, { isJudged })}`);
  } else {
    const seconds = Math.round((performance.now() - startedAtMs) / 1000);
    console.log(`${machineLine(machine)}\n`);
    console.log(textTable(rows, { isJudged }));
    console.log(`\nMedians of ${options.runs} runs (least–most), in ${seconds} s.`);
    if (!isJudged) console.log('A smoke run shows that the benchmark works; it measures nothing.');
  }
  if (options.json !== undefined) {
    writeFileSync(options.json, `${JSON.stringify({ machine, options, rows }, undefined, 2)}\n`);
  }
}

/** On a terminal one line that changes; elsewhere nothing but the result is of interest. */
function sayProgress(what: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${CLEAR_LINE}${what}`);
}

await main();
