/**
 * What the laboratory and a recording cost the server beside which they run: small cached files over
 * kept connections, pipelined, where each request costs least and so the most is seen. A
 * server without either is measured twice, so that the noise of the machine is known. Linux; needs
 * a C compiler and npm run build. Run with `node scripts/run.mjs bench/laboratory-cost.ts`.
 */
import path from 'node:path';
import { requireBuiltCli, serveWithFifolio } from '../harness/fifolio.ts';
import { machineLine } from '../harness/machine.ts';
import { freePort } from '../harness/ports.ts';
import { cpuSeconds } from '../harness/process-usage.ts';
import type { Resources } from '../harness/resources.ts';
import type { LoadGenerator, Question } from './load-generator/load.ts';
import { nativeLoadGenerator } from './load-generator/native-generator.ts';
import { probe } from './load-generator/probe.ts';
import { compileNativePrograms } from './native/compile.ts';
import { formatSpread, median } from './report/statistics.ts';
import { withResources } from './report/with-resources.ts';
import { writeSample } from './scenarios/sample-file.ts';
import { keptWith, type Way } from './scenarios/ways.ts';

const FILES = 64;
const FILE_BYTES = 1024;
const CONNECTIONS = 16;
const PIPELINE = 16;
const ROUNDS = 41;
const SECONDS = 0.5;

interface Contender {
  readonly name: string;
  readonly port: number;
  readonly pid: number;
  readonly questions: readonly Question[];
  readonly perSecond: number[];
  readonly perCpuSecond: number[];
}

async function main(resources: Resources): Promise<void> {
  requireBuiltCli();
  const programs = await compileNativePrograms(resources);
  if (!programs.ok) throw new Error(`No load generator: ${programs.reason}.`);
  const runLoad = nativeLoadGenerator(resources, programs.loadGenerator);
  const folder = resources.folder();
  const names = Array.from({ length: FILES }, (_, index) => `${index}.bin`);
  const bodies = names.map((name) => writeSample(folder, name, FILE_BYTES));
  const recording = path.join(resources.folder(), 'requests.csv');
  const servers = [
    ['neither', []],
    ['neither, again', []],
    ['laboratory', ['--panel', String(await freePort())]],
    ['recording', ['--record', recording]],
  ] as const;
  console.log(`${machineLine()}, ${ROUNDS} rounds of ${SECONDS} s.\n`);
  console.log(
    '| dialect | server | requests/s | ÷ neither | requests for a CPU second | ÷ neither |',
  );
  console.log('| --- | --- | --- | --- | --- | --- |');
  const { ours, http } = keptWith(PIPELINE);
  for (const [dialect, way] of [
    ['native', ours[0]!.way],
    ['HTTP', http],
  ] as const) {
    const contenders: Contender[] = [];
    const stops: (() => Promise<unknown>)[] = [];
    for (const [name, args] of servers) {
      const { port, pid, stop } = await serveWithFifolio(resources, folder, { args });
      const questions = await learn(port, way, names, bodies);
      contenders.push({ name, port, pid, questions, perSecond: [], perCpuSecond: [] });
      stops.push(stop);
    }
    // The first round warms up. Each begins with another one, so that none always follows the same.
    for (let round = 0; round <= ROUNDS; round++) {
      for (let turn = 0; turn < contenders.length; turn++) {
        await measure(runLoad, contenders[(round + turn) % contenders.length]!, way, round > 0);
      }
    }
    const base = contenders[0]!;
    for (const { name, perSecond, perCpuSecond } of contenders) {
      const columns = [
        ...[formatSpread(perSecond), ratio(perSecond, base.perSecond)],
        ...[formatSpread(perCpuSecond), ratio(perCpuSecond, base.perCpuSecond)],
      ];
      console.log(`| ${dialect} | ${name} | ${columns.join(' | ')} |`);
    }
    for (const stop of stops) await stop();
  }
}

async function learn(
  port: number,
  { format, requestFor }: Way,
  names: readonly string[],
  bodies: readonly Buffer[],
): Promise<Question[]> {
  const files = names.map((name, index) => ({ request: requestFor(name), body: bodies[index]! }));
  // The second time all is cached.
  await probe({ port, format, keepsConnection: true }, files);
  return probe({ port, format, keepsConnection: true }, files);
}

async function measure(
  runLoad: LoadGenerator,
  contender: Contender,
  { use }: Way,
  isCounted: boolean,
): Promise<void> {
  const { port, pid, questions, perSecond, perCpuSecond } = contender;
  let cpu = 0;
  const load = { port, questions, first: 0, connections: CONNECTIONS, use };
  const limits = { seconds: SECONDS, maxAnswers: 1_000_000 };
  const { answers, seconds } = await runLoad(
    { ...load, ...limits },
    {
      before: () => (cpu -= cpuSeconds(pid)),
      after: () => (cpu += cpuSeconds(pid)),
    },
  );
  if (!isCounted) return;
  perSecond.push(answers / seconds);
  perCpuSecond.push(answers / cpu);
}

/** Of the rounds, each with its own neighbours. */
function ratio(values: readonly number[], base: readonly number[]): string {
  return median(values.map((value, round) => value / base[round]!)).toFixed(3);
}

await withResources('laboratory-cost', main);
