import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { FifolioServing } from '../../harness/fifolio.ts';
import { serveWithFifolio } from '../../harness/fifolio.ts';
import {
  USAGE_IS_KNOWN,
  USAGE_UNKNOWN_REASON,
  residentBytes,
} from '../../harness/process-usage.ts';
import type { ProbedFile } from '../load-generator/probe.ts';
import { probe } from '../load-generator/probe.ts';
import { descriptorLimit } from '../peers/descriptors.ts';
import type { Row } from '../report/row.ts';
import { interleave } from './interleave.ts';
import { writeSample } from './sample-file.ts';
import type { Bench, Scenario } from './scenario.ts';
import { keptWith } from './ways.ts';

const MIB = 1024 * 1024;
const CACHE_MEBIBYTES = 64;
/** The server opens them in turn; more at once would overflow the queue of connections to accept. */
const OPENED_AT_ONCE = 100;
/** Descriptors that a server has open besides those of its connections. */
const OTHER_DESCRIPTORS = 200;
const ANSWER_TIMEOUT_MS = 10_000;
const SETTLE_STEP_MS = 200;
const MAX_SETTLE_STEPS = 10;
const MIN_SETTLE_STEPS = 3;
const MAX_ROUNDS = 3;
const OURS = { name: 'Fifolio', role: 'ours' } as const;

/** What a fresh server occupies, what its full cache adds, and what idle connections add to that. */
export const memory: Scenario = {
  name: 'memory',
  title: 'resident memory of a fresh server, idle, step by step',
  async run(bench) {
    const counts = [bench.count(1000, 20), bench.count(5000, 40)];
    const possible = counts.filter((count) => count + OTHER_DESCRIPTORS <= descriptorLimit());
    const works = [
      'empty cache',
      `cache of ${CACHE_MEBIBYTES} MiB full`,
      ...counts.map((count) => `the same and ${count.toLocaleString('en')} idle connections`),
    ];
    if (!USAGE_IS_KNOWN) return works.map((work) => skipped(work, USAGE_UNKNOWN_REASON));

    const folder = bench.resources.folder();
    const files = Array.from({ length: CACHE_MEBIBYTES }, (_, number) => ({
      request: keptWith(1).limit.requestFor(`file-${number}`),
      body: writeSample(folder, `file-${number}`, MIB),
    }));
    const [outcome] = await interleave(
      bench,
      'memory',
      [{ ...OURS, measure: () => measureServer(bench, folder, files, possible) }],
      MAX_ROUNDS,
    );
    bench.resources.remove(folder);
    return works.map((work, step) => {
      const values = outcome!.samples.map((steps) => steps[step]);
      return values.every((value) => value !== undefined)
        ? measured(work, values)
        : skipped(work, `${work}: a program may open ${descriptorLimit()} descriptors only`);
    });
  },
};

function measured(work: string, values: readonly number[]): Row {
  const speed = { values, unit: 'MiB', better: 'less' } as const;
  return { work, cells: [{ kind: 'measured', ...OURS, speed }] };
}

function skipped(work: string, reason: string): Row {
  return { work, cells: [{ kind: 'absent', ...OURS, reason }] };
}

/** MiB: empty, with its cache full, and with each number of idle connections. */
async function measureServer(
  { resources }: Bench,
  folder: string,
  files: readonly ProbedFile[],
  counts: readonly number[],
): Promise<number[]> {
  const args = ['--max-connections', String(Math.max(0, ...counts) + OTHER_DESCRIPTORS)];
  const server = await serveWithFifolio(resources, folder, { args });
  const sockets: Socket[] = [];
  try {
    const steps = [await settledMib(server.pid)];
    await probe({ port: server.port, format: 'native', keepsConnection: true }, files);
    await requireFullCache(server.port);
    steps.push(await settledMib(server.pid));
    for (const count of counts) {
      await openIdleConnections(server, sockets, count);
      steps.push(await settledMib(server.pid));
    }
    return steps;
  } finally {
    for (const socket of sockets) socket.destroy();
    await server.stop();
  }
}

async function openIdleConnections(
  { port }: FifolioServing,
  sockets: Socket[],
  count: number,
): Promise<void> {
  while (sockets.length < count) {
    const length = Math.min(OPENED_AT_ONCE, count - sockets.length);
    sockets.push(...(await Promise.all(Array.from({ length }, () => openIdle(port)))));
  }
}

function limited(): { signal: AbortSignal } {
  return { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) };
}

/** A connection that asked once, so that it was certainly accepted, and then stays silent. */
async function openIdle(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.write('{"op":"hello"}\n');
  const [answer] = (await once(socket, 'data', limited())) as [Buffer];
  if (!answer.toString().startsWith('{"ok":true')) throw new Error(`Refused: ${answer.toString()}`);
  // The server ends it while it stops; nothing is asked of it any more.
  socket.on('error', () => undefined);
  return socket;
}

async function requireFullCache(port: number): Promise<void> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.write('{"op":"list"}\n');
  const [header] = (await once(socket, 'data', limited())) as [Buffer];
  socket.destroy();
  const { used, capacity } = JSON.parse(header.toString().split('\n')[0]!) as {
    used: number;
    capacity: number;
  };
  if (used !== capacity) throw new Error(`The cache holds ${used} of ${capacity} bytes only.`);
}

/** Resident memory once it has stopped changing by more than 1 %, or for the longest 2 s. */
async function settledMib(pid: number): Promise<number> {
  let previous = 0;
  for (let step = 0; step < MAX_SETTLE_STEPS; step++) {
    await pause(SETTLE_STEP_MS);
    const now = residentBytes(pid) / MIB;
    if (step >= MIN_SETTLE_STEPS && Math.abs(now - previous) < previous / 100) return now;
    previous = now;
  }
  return previous;
}
