import { readFileSync } from 'node:fs';
import path from 'node:path';
import { USAGE_IS_KNOWN, cpuSeconds } from '../../harness/process-usage.ts';
import type { Load, Question } from '../load-generator/load.ts';
import { TIME_LIMIT_SECONDS } from '../load-generator/load.ts';
import type { Serving } from '../../harness/serving.ts';
import { probe } from '../load-generator/probe.ts';
import { serveAtTheLimit, serveAtTheLimitOfNode } from '../peers/limit.ts';
import type { AbsentCell, Cell, Contender, Figure, Row } from '../report/row.ts';
import type { Measured, Outcome } from './interleave.ts';
import { interleave } from './interleave.ts';
import type { Bench } from './scenario.ts';
import type { Server, Servers } from './servers.ts';
import type { Way, Ways } from './ways.ts';

const GIB = 1024 ** 3;
const LEAST_IN_NODE = { name: 'least in Node', role: 'peer' } as const;
const LIMIT = { name: 'limit of loopback', role: 'limit' } as const;
const OPEN_BRACE = 0x7b;
const LINE_FEED = 0x0a;
/** Programs in Node are compiled while they run, the busiest parts after some thousand requests. */
const WARM_UP_SECONDS = 0.5;
const MEASURED_SECONDS = 0.15;
/** With the time, what bounds a measurement. */
const MAX_KEPT_ANSWERS = 1_000_000;
/** Fewer than half of the ports that a client may use, all of which stay taken for a while. */
const MAX_NEW_CONNECTIONS = 5_000;

/** A load that all servers of a folder are put under. */
export interface LoadRow {
  readonly work: string;
  readonly folder: string;
  /** Files of the folder, asked for in turn. */
  readonly names: readonly string[];
  readonly ways: Ways;
  readonly connections: number;
  /** What is told: answers in each second, bytes in each second, or how long `connections` answers took. */
  readonly tells: 'requests' | 'bytes' | 'time';
}

interface LoadSample {
  readonly seconds: number;
  readonly answers: number;
  readonly bytes: number;
  /** Of the server; NaN where it is not known. */
  readonly cpuSeconds: number;
  readonly generatorCpuSeconds: number;
}

/** Looks at one answer of each server to each question in full, then measures all in turn. */
export async function measureLoad(bench: Bench, servers: Servers, row: LoadRow): Promise<Row> {
  const bodies = row.names.map((name) => readFileSync(path.join(row.folder, name)));
  const absent: AbsentCell[] = [...servers.absent];
  const contenders: Measured<LoadSample>[] = [];
  let limitQuestion: Question | undefined;
  for (const server of servers.present) {
    for (const { label, way } of waysOf(server, row.ways)) {
      const name = label === undefined ? server.name : `${server.name}, ${label}`;
      if (way.keepsConnection && !server.keepsConnections) {
        const reason = 'this version keeps no connections';
        absent.push({ kind: 'absent', name, role: server.role, reason });
        continue;
      }
      bench.say(`${row.work}: the answers of ${name}`);
      const questions = await learn(server, way, row.names, bodies);
      if (way === row.ways.limit) limitQuestion ??= questions[0];
      const { port, pid } = server.serving;
      contenders.push({
        name,
        role: server.role,
        measure: loadOn(bench, row, { port, pid, way, questions }),
      });
    }
  }

  if (limitQuestion === undefined)
    throw new Error('No server of ours was asked as the limits are.');
  const way = row.ways.limit;
  const answers = {
    bytes: limitQuestion.answerBytes,
    closes: way.use === 'new, the server closes',
    requestLines: limitQuestion.request.filter((byte) => byte === LINE_FEED).length,
  };
  const questions = [{ ...limitQuestion, firstByte: OPEN_BRACE }];
  const { resources, programs } = bench;
  const limits: Serving[] = [];
  const compare = (contender: Contender, serving: Serving): void => {
    limits.push(serving);
    const { port, pid } = serving;
    contenders.push({ ...contender, measure: loadOn(bench, row, { port, pid, way, questions }) });
  };
  compare(LEAST_IN_NODE, await serveAtTheLimitOfNode(resources, answers));
  if (programs.ok) compare(LIMIT, await serveAtTheLimit(resources, programs.limitServer, answers));
  else absent.push({ kind: 'absent', ...LIMIT, reason: programs.reason });
  const outcomes = await interleave(bench, row.work, contenders);
  for (const { stop } of limits) await stop();
  return { work: row.work, cells: [...outcomes.map((each) => cellOf(row, each)), ...absent] };
}

function waysOf({ speaks }: Server, ways: Ways): Ways['ours'] {
  return speaks === 'fifolio' ? ways.ours : [{ way: ways.http }];
}

/** Asks twice, so that the answers to be counted are those of a server that knows the files. */
async function learn(
  { serving }: Server,
  way: Way,
  names: readonly string[],
  bodies: readonly Buffer[],
): Promise<Question[]> {
  const { port } = serving;
  const { format, keepsConnection } = way;
  const files = names.map((name, index) => ({
    request: way.requestFor(name),
    body: bodies[index]!,
  }));
  await probe({ port, format, keepsConnection }, files);
  return probe({ port, format, keepsConnection }, files);
}

interface LoadTarget {
  readonly port: number;
  readonly pid: number;
  readonly way: Way;
  readonly questions: readonly Question[];
}

/**
 * The measurement of one contender; each goes on with the question behind the last one asked. Where
 * time is told, all connections ask the same one.
 */
function loadOn(
  bench: Bench,
  row: LoadRow,
  target: LoadTarget,
): (isWarmUp: boolean) => Promise<LoadSample> {
  const { port, pid, way, questions } = target;
  const asksOne = row.tells === 'time';
  let next = 0;
  return async (isWarmUp) => {
    const limits = limitsOf(bench, row, { way, isWarmUp });
    let cpu = 0;
    const count = (sign: 1 | -1): void => {
      cpu += USAGE_IS_KNOWN ? sign * cpuSeconds(pid) : Number.NaN;
    };
    const load = { port, connections: row.connections, use: way.use, ...limits };
    const result = await bench.runLoad(
      asksOne
        ? { ...load, questions: [questions[next]!], first: 0 }
        : { ...load, questions, first: next },
      { before: () => count(-1), after: () => count(1) },
    );
    next = (next + (asksOne ? 1 : result.answers)) % questions.length;
    return { ...result, cpuSeconds: cpu };
  };
}

function limitsOf(
  bench: Bench,
  row: LoadRow,
  { way, isWarmUp }: { readonly way: Way; readonly isWarmUp: boolean },
): Pick<Load, 'seconds' | 'maxAnswers'> {
  const seconds = bench.count(isWarmUp ? WARM_UP_SECONDS : MEASURED_SECONDS, 0.02);
  if (row.tells === 'time') return { seconds: TIME_LIMIT_SECONDS, maxAnswers: row.connections };
  return typeof way.use === 'object'
    ? { seconds, maxAnswers: MAX_KEPT_ANSWERS }
    : { seconds, maxAnswers: MAX_NEW_CONNECTIONS };
}

function cellOf(row: LoadRow, { name, role, samples }: Outcome<LoadSample>): Cell {
  const { speed, cost } = FIGURES[row.tells];
  const generatorCores: Figure = {
    values: samples.map((sample) => sample.generatorCpuSeconds / sample.seconds),
    unit: 'cores',
    better: 'less',
  };
  const figure = ({ of, ...rest }: FigureOf): Figure => ({ values: samples.map(of), ...rest });
  const measured = { kind: 'measured', name, role, speed: figure(speed), generatorCores } as const;
  return USAGE_IS_KNOWN ? { ...measured, cost: figure(cost) } : measured;
}

type FigureOf = Omit<Figure, 'values'> & { readonly of: (sample: LoadSample) => number };

const FIGURES: Readonly<Record<LoadRow['tells'], { speed: FigureOf; cost: FigureOf }>> = {
  requests: {
    speed: { of: ({ answers, seconds }) => answers / seconds, unit: 'requests/s', better: 'more' },
    cost: {
      of: ({ cpuSeconds: cpu, answers }) => (cpu * 1e6) / answers,
      unit: 'µs CPU',
      better: 'less',
    },
  },
  bytes: {
    speed: { of: ({ bytes, seconds }) => bytes / GIB / seconds, unit: 'GiB/s', better: 'more' },
    cost: {
      of: ({ cpuSeconds: cpu, bytes }) => cpu / (bytes / GIB),
      unit: 's CPU/GiB',
      better: 'less',
    },
  },
  time: {
    speed: { of: ({ seconds }) => seconds * 1000, unit: 'ms', better: 'less' },
    cost: { of: ({ cpuSeconds: cpu }) => cpu * 1000, unit: 'ms CPU', better: 'less' },
  },
};
