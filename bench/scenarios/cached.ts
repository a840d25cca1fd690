import type { Row } from '../report/row.ts';
import type { LoadRow } from './load-row.ts';
import { measureLoad } from './load-row.ts';
import { writeSample } from './sample-file.ts';
import type { Bench, Scenario } from './scenario.ts';
import { startServers } from './servers.ts';
import { ONCE, keptWith } from './ways.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
export const SIZES = [
  { name: '1 KiB', bytes: KIB, tells: 'requests' },
  { name: '16 KiB', bytes: 16 * KIB, tells: 'requests' },
  { name: '64 KiB', bytes: 64 * KIB, tells: 'requests' },
  { name: '1 MiB', bytes: MIB, tells: 'bytes' },
  { name: '32 MiB', bytes: 32 * MIB, tells: 'bytes' },
] as const;
export const SMALL_SIZES = SIZES.slice(0, 3);
export const CONNECTIONS = 8;
export const PIPELINE = 16;

/** One cached file of each size, over connections that are kept. */
export const kept: Scenario = {
  name: 'kept',
  title: `a cached file over ${CONNECTIONS} kept connections, one request at a time on each`,
  run: (bench) =>
    measureSizes(bench, {
      hasStreaming: true,
      sized: SIZES.map((size) => ({ size, ways: keptWith(1), connections: CONNECTIONS })),
    }),
};

export const newConnections: Scenario = {
  name: 'new-connections',
  title: `a cached file over a new connection for each request, ${CONNECTIONS} at a time`,
  run: (bench) =>
    measureSizes(bench, {
      // Python's server has a queue of 5 connections to accept: of 8, some wait a second each time.
      hasStreaming: false,
      sized: SMALL_SIZES.map((size) => ({ size, ways: ONCE, connections: CONNECTIONS })),
    }),
};

export const pipelined: Scenario = {
  name: 'pipelined',
  title: `a cached file over ${CONNECTIONS} kept connections, ${PIPELINE} requests outstanding on each`,
  run: (bench) =>
    measureSizes(bench, {
      hasStreaming: false,
      sized: SMALL_SIZES.map((size) => ({
        size,
        ways: keptWith(PIPELINE),
        connections: CONNECTIONS,
      })),
    }),
};

export const connectionCounts: Scenario = {
  name: 'connections',
  title: 'a cached file over few and over many kept connections, one request at a time on each',
  run: (bench) =>
    measureSizes(bench, {
      hasStreaming: false,
      sized: [1, 64].map((connections) => ({
        size: SIZES[1],
        ways: keptWith(1),
        connections,
        suffix: connections === 1 ? ', 1 connection' : `, ${connections} connections`,
      })),
    }),
};

interface SizedRow extends Pick<LoadRow, 'ways' | 'connections'> {
  readonly size: (typeof SIZES)[number];
  readonly suffix?: string;
}

/** Cached files of these sizes, from ours and from others. */
export async function measureSizes(
  bench: Bench,
  { hasStreaming, sized }: { hasStreaming: boolean; sized: readonly SizedRow[] },
): Promise<Row[]> {
  const { resources } = bench;
  const folder = resources.folder();
  const fileOf = ({ bytes }: SizedRow['size']): string => `file-${bytes}`;
  for (const size of new Set(sized.map((row) => row.size))) {
    writeSample(folder, fileOf(size), size.bytes);
  }
  const servers = await startServers(resources, folder, { hasStreaming });
  const rows: Row[] = [];
  for (const { size, suffix = '', ways, connections } of sized) {
    const work = `${size.name}${suffix}`;
    const { tells } = size;
    const names = [fileOf(size)];
    rows.push(await measureLoad(bench, servers, { work, folder, names, ways, connections, tells }));
  }
  await servers.stop();
  resources.remove(folder);
  return rows;
}
