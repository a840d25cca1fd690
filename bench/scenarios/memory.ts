import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { probe } from '../load-generator/probe.ts';
import { serveWithFifolio } from '../../harness/fifolio.ts';
import {
  USAGE_IS_KNOWN,
  USAGE_UNKNOWN_REASON,
  residentBytes,
} from '../../harness/process-usage.ts';
import { absoluteRow, figureOf } from './comparison.ts';
import { interleave } from './interleave.ts';
import { writeSample } from './sample-file.ts';
import type { Bench, Scenario } from './scenario.ts';
import { nativeGet } from './target.ts';

const MIB = 1024 * 1024;
const CACHE_MEBIBYTES = 64;
const CONNECTIONS = 1000;
/** The server opens them in turn; more at once would overflow the queue of connections to accept. */
const OPENED_AT_ONCE = 100;
const ANSWER_TIMEOUT_MS = 10_000;
const SETTLE_STEP_MS = 250;
const MAX_SETTLE_STEPS = 12;
const MAX_FULL_MIB = 160;
const MAX_ADDED_MIB = 30;

interface Sample {
  readonly fullMib: number;
  readonly addedMib: number;
}

/** What a fresh server occupies once its cache is full, and what idle connections add to that. */
export const memory: Scenario = {
  name: 'memory',
  async run(bench) {
    const connections = bench.count(CONNECTIONS, 50);
    const full = {
      scenario: 'memory',
      work: 'server with a full cache, idle: resident memory',
      target: `under ${MAX_FULL_MIB} MiB`,
    };
    const added = {
      scenario: 'memory',
      work: `${connections.toLocaleString('en')} idle connections: memory added`,
      target: `under ${MAX_ADDED_MIB} MiB`,
    };
    if (!USAGE_IS_KNOWN) {
      return [full, added].map((row) => ({
        kind: 'skipped',
        ...row,
        reason: USAGE_UNKNOWN_REASON,
      }));
    }
    const folder = bench.resources.folder();
    const bodies = Array.from({ length: CACHE_MEBIBYTES }, (_, number) =>
      writeSample(folder, `file-${number}`, MIB),
    );
    const samples = await interleave(bench, 'memory', [
      { name: 'Fifolio', measure: () => measureServer(bench, folder, bodies, connections) },
    ]);
    bench.resources.remove(folder);
    return [
      absoluteRow(
        full,
        figureOf('Fifolio', samples, ({ fullMib }) => fullMib, 'MiB'),
        (mebibytes) => mebibytes < MAX_FULL_MIB,
      ),
      absoluteRow(
        added,
        figureOf('Fifolio', samples, ({ addedMib }) => addedMib, 'MiB'),
        (mebibytes) => mebibytes < MAX_ADDED_MIB,
      ),
    ];
  },
};

async function measureServer(
  { resources }: Bench,
  folder: string,
  bodies: readonly Buffer[],
  connections: number,
): Promise<Sample> {
  const server = await serveWithFifolio(resources, folder);
  const sockets: Socket[] = [];
  try {
    for (const [number, body] of bodies.entries()) {
      const request = nativeGet(`file-${number}`);
      await probe({ port: server.port, request, format: 'native', body });
    }
    await requireFullCache(server.port);
    const fullBytes = await settledBytes(server.pid);
    while (sockets.length < connections) {
      const batch = Math.min(OPENED_AT_ONCE, connections - sockets.length);
      sockets.push(
        ...(await Promise.all(Array.from({ length: batch }, () => openIdle(server.port)))),
      );
    }
    const withConnectionsBytes = await settledBytes(server.pid);
    return { fullMib: fullBytes / MIB, addedMib: (withConnectionsBytes - fullBytes) / MIB };
  } finally {
    for (const socket of sockets) socket.destroy();
    await server.stop();
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

/** Resident memory once it has stopped changing by more than 1 %, or for the longest 3 s. */
async function settledBytes(pid: number): Promise<number> {
  let previous = 0;
  for (let step = 0; step < MAX_SETTLE_STEPS; step++) {
    await pause(SETTLE_STEP_MS);
    const now = residentBytes(pid);
    if (step >= MAX_SETTLE_STEPS / 3 && Math.abs(now - previous) < previous / 100) return now;
    previous = now;
  }
  return previous;
}
