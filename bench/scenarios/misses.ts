import { measureLoad } from './load-row.ts';
import { writeSample } from './sample-file.ts';
import type { Scenario } from './scenario.ts';
import { startServers } from './servers.ts';
import { ONCE_WITHOUT_HEADER } from './ways.ts';

const MIB = 1024 * 1024;
const COLD_MEBIBYTES = 32;
/** The cache holds two: asked for in turn, each has left when its turn comes. */
const COLD_FILES = 3;
const CONNECTIONS_FOR_ONE = 16;
/** One and a half times what the cache holds: first in, first out, each has left when its turn comes. */
const LOOP_FILES = 96;
const LOOP_CONNECTIONS = 8;

/** What is not in the cache of ours. All of it is in the system's, from where nginx sends it always. */
export const misses: Scenario = {
  name: 'misses',
  title: 'files that our cache does not hold',
  async run(bench) {
    const { resources } = bench;
    const folder = resources.folder();
    const namesOf = (prefix: string, count: number, mebibytes: number): string[] =>
      Array.from({ length: count }, (_, number) => {
        const name = `${prefix}-${String(number).padStart(3, '0')}`;
        writeSample(folder, name, mebibytes * MIB);
        return name;
      });
    const cold = namesOf('cold', COLD_FILES, COLD_MEBIBYTES);
    const loop = namesOf('loop', LOOP_FILES, 1);
    const servers = await startServers(resources, folder, { hasStreaming: false });
    const rows = [
      await measureLoad(bench, servers, {
        work: `${CONNECTIONS_FOR_ONE} new connections want one cold file of ${COLD_MEBIBYTES} MiB: until all have it`,
        folder,
        names: cold,
        ways: ONCE_WITHOUT_HEADER,
        connections: CONNECTIONS_FOR_ONE,
        tells: 'time',
      }),
      await measureLoad(bench, servers, {
        work: `${LOOP_FILES} files of 1 MiB in a loop, a new connection for each, ${LOOP_CONNECTIONS} at a time`,
        folder,
        names: loop,
        ways: ONCE_WITHOUT_HEADER,
        connections: LOOP_CONNECTIONS,
        tells: 'bytes',
      }),
    ];
    await servers.stop();
    resources.remove(folder);
    return rows;
  },
};
