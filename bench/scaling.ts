/**
 * What several servers over one folder are good for: 160 MiB in files of 1 MiB, of which a cache holds
 * 64, asked for at random through HAProxy with the configuration that is shipped (docs/scaling.md).
 * Servers, HAProxy and load generator share this machine. Needs haproxy and npm run build.
 * Run with `node scripts/run.mjs bench/scaling.ts`.
 */
import { requireBuiltCli, serveWithFifolio } from '../harness/fifolio.ts';
import { balance, haproxyVersion } from '../harness/haproxy.ts';
import { machineLine } from '../harness/machine.ts';
import { seeded } from '../harness/random.ts';
import type { Resources } from '../harness/resources.ts';
import type { LoadGenerator, Question } from './load-generator/load.ts';
import { nativeLoadGenerator } from './load-generator/native-generator.ts';
import { runLoadInNode } from './load-generator/node-generator.ts';
import { probe } from './load-generator/probe.ts';
import { compileNativePrograms } from './native/compile.ts';
import { formatSpread } from './report/statistics.ts';
import { withResources } from './report/with-resources.ts';
import { writeSample } from './scenarios/sample-file.ts';
import { keptWith } from './scenarios/ways.ts';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
const FILES = 160;
const CONNECTIONS = 8;
const ROUNDS = 5;
const SECONDS = 2;
/** In an order that is the same in each run. */
const QUESTIONS = 4096;

/** Servers, behind HAProxy or (one) without. */
interface Setup {
  readonly name: string;
  readonly port: number;
  readonly serverPorts: readonly number[];
  readonly questions: readonly Question[];
  readonly hitRatios: number[];
  readonly gibPerSecond: number[];
}

interface Lookups {
  readonly hits: number;
  readonly misses: number;
}

async function main(resources: Resources): Promise<void> {
  const haproxy = haproxyVersion();
  if (haproxy === undefined) throw new Error('haproxy is not installed.');
  requireBuiltCli();
  const programs = await compileNativePrograms(resources);
  const runLoad = programs.ok
    ? nativeLoadGenerator(resources, programs.loadGenerator)
    : runLoadInNode;
  const folder = resources.folder();
  const files = Array.from({ length: FILES }, (_, number) => {
    const name = `file-${String(number).padStart(3, '0')}`;
    return { name, body: writeSample(folder, name, MIB) };
  });
  const setups = [await setUp(resources, folder, files, { servers: 1, isBalanced: false })];
  for (const servers of [1, 2, 3]) {
    setups.push(await setUp(resources, folder, files, { servers, isBalanced: true }));
  }
  // The first round fills the caches.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const setup of setups) await measure(setup, runLoad, round > 0);
  }
  console.log(`${machineLine()}, HAProxy ${haproxy.replace('version ', '')}.\n`);
  console.log('| servers | hit ratio | throughput |\n| --- | --- | --- |');
  for (const { name, hitRatios, gibPerSecond } of setups) {
    const percents = hitRatios.map((ratio) => ratio * 100);
    console.log(`| ${name} | ${formatSpread(percents)} % | ${formatSpread(gibPerSecond)} GiB/s |`);
  }
}

async function setUp(
  resources: Resources,
  folder: string,
  files: readonly { readonly name: string; readonly body: Buffer }[],
  { servers, isBalanced }: { readonly servers: number; readonly isBalanced: boolean },
): Promise<Setup> {
  const serverPorts: number[] = [];
  for (let started = 0; started < servers; started++) {
    serverPorts.push((await serveWithFifolio(resources, folder)).port);
  }
  const port = isBalanced ? (await balance(resources, serverPorts)).httpPort : serverPorts[0]!;
  const { format, keepsConnection, requestFor } = keptWith(1).http;
  const asked = files.map(({ name, body }) => ({ request: requestFor(name), body }));
  const known = await probe({ port, format, keepsConnection }, asked);
  const random = seeded(1);
  return {
    name: isBalanced ? String(servers) : `${servers}, without HAProxy`,
    port,
    serverPorts,
    questions: Array.from({ length: QUESTIONS }, () => known[Math.floor(random() * FILES)]!),
    hitRatios: [],
    gibPerSecond: [],
  };
}

async function measure(setup: Setup, runLoad: LoadGenerator, isCounted: boolean): Promise<void> {
  const { port, questions, serverPorts } = setup;
  const before = await lookups(serverPorts);
  const { bytes, seconds } = await runLoad(
    {
      port,
      questions,
      first: 0,
      connections: CONNECTIONS,
      use: { pipeline: 1 },
      seconds: SECONDS,
      maxAnswers: 1_000_000,
    },
    { before: () => undefined, after: () => undefined },
  );
  const after = await lookups(serverPorts);
  if (!isCounted) return;
  const hits = after.hits - before.hits;
  setup.hitRatios.push(hits / (hits + after.misses - before.misses));
  setup.gibPerSecond.push(bytes / GIB / seconds);
}

/** Of all servers, as they count them. */
async function lookups(ports: readonly number[]): Promise<Lookups> {
  let hits = 0;
  let misses = 0;
  for (const port of ports) {
    const text = await (await fetch(`http://127.0.0.1:${port}/.fifolio/metrics`)).text();
    const valueOf = (name: string): number =>
      Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]);
    hits += valueOf('fifolio_cache_hits_total');
    misses += valueOf('fifolio_cache_misses_total');
  }
  return { hits, misses };
}

await withResources('scaling', main);
