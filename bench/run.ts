/**
 * Measures the built server and client against other programs on this machine, and says who
 * was ahead (docs/performance.md).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { requireBuiltCli } from '../harness/fifolio.ts';
import { Resources } from '../harness/resources.ts';
import { nativeLoadGenerator } from './load-generator/native-generator.ts';
import { runLoadInNode } from './load-generator/node-generator.ts';
import { compileNativePrograms } from './native/compile.ts';
import type { BenchOptions } from './options.ts';
import { parseOptions, usage } from './options.ts';
import { drawChart } from './report/chart.ts';
import { requireMarkers, writeIntoDocument } from './report/document.ts';
import { describeMachine, circumstancesLine } from './report/machine.ts';
import { markdownOf } from './report/markdown.ts';
import type { Group } from './report/row.ts';
import { textOf } from './report/text.ts';
import { connectionCounts, kept, newConnections, pipelined } from './scenarios/cached.ts';
import { download } from './scenarios/download.ts';
import { httpFirstByte } from './scenarios/first-byte.ts';
import { folder } from './scenarios/folder.ts';
import { httpKept, httpNewConnections, httpPipelined } from './scenarios/http.ts';
import { entries, threads } from './scenarios/index-growth.ts';
import { memory } from './scenarios/memory.ts';
import { misses } from './scenarios/misses.ts';
import type { Bench } from './scenarios/scenario.ts';
import { start } from './scenarios/start.ts';

/** The cheap ones first. */
const SCENARIOS = [
  start,
  misses,
  threads,
  connectionCounts,
  memory,
  entries,
  pipelined,
  httpPipelined,
  newConnections,
  httpNewConnections,
  kept,
  httpKept,
  httpFirstByte,
  folder,
  download,
];
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
  if (options.document !== undefined) requireMarkers(options.document);
  const programs = await compileNativePrograms(resources);
  const machine = await describeMachine(programs);
  const bench: Bench = {
    resources,
    rounds: options.rounds,
    programs,
    runLoad: programs.ok ? nativeLoadGenerator(resources, programs.loadGenerator) : runLoadInNode,
    count: (full, smoke) => (options.smoke ? smoke : full),
    say: sayProgress,
  };
  const startedAtMs = performance.now();
  const groups: Group[] = [];
  for (const { name, title, run } of SCENARIOS) {
    if (options.only.length > 0 && !options.only.includes(name)) continue;
    groups.push({ scenario: name, title, rows: await run(bench) });
  }
  sayProgress('');
  const seconds = Math.round((performance.now() - startedAtMs) / 1000);
  const how = { rounds: options.rounds, isJudged: !options.smoke };
  const footer = `Medians of ${options.rounds} rounds (least–most), in ${seconds} s.`;
  const markdown = [`${circumstancesLine(machine)}.`, footer, markdownOf(groups, how)].join('\n\n');
  if (options.markdown) console.log(markdown);
  else console.log([circumstancesLine(machine), textOf(groups, how), footer].join('\n\n'));
  if (options.smoke)
    console.log('A smoke run shows that the benchmark works; it measures nothing.');
  if (options.document !== undefined) writeIntoDocument(options.document, markdown);
  if (options.json !== undefined) {
    writeFileSync(options.json, `${JSON.stringify({ machine, options, groups }, undefined, 2)}\n`);
  }
  if (options.chart !== undefined) {
    const drawing = drawChart(groups, circumstancesLine(machine));
    if (drawing === undefined) console.log('No chart: nothing was compared with nginx.');
    else {
      mkdirSync(path.dirname(options.chart), { recursive: true });
      writeFileSync(options.chart, drawing);
    }
  }
}

/** On a terminal one line that changes; elsewhere nothing but the result is of interest. */
function sayProgress(what: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${CLEAR_LINE}${what}`);
}

await main();
