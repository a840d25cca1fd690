import { randomBytes, randomInt } from 'node:crypto';
import { measureLoad } from './load-row.ts';
import { writeSample } from './sample-file.ts';
import type { Scenario } from './scenario.ts';
import { startServers } from './servers.ts';
import { keptWith } from './ways.ts';

const FILE_BYTES = 256;
const NAME_BYTES = 8;
const CONNECTIONS = 8;
/** So that finding the file, and not the round trip, is what costs. */
const PIPELINE = 16;
const THREADS = [1, 2, 4];

/** Small files with random names, asked for in random order: what looking one up among many costs. */
export const entries: Scenario = {
  name: 'entries',
  title: `one of many cached files of ${FILE_BYTES} bytes, random names in random order, ${CONNECTIONS} connections, pipelined by ${PIPELINE}`,
  async run(bench) {
    const { resources } = bench;
    const rows = [];
    for (const count of [10, bench.count(1_000, 100), bench.count(16_000, 300)]) {
      const folder = resources.folder();
      const names = writeFiles(folder, count);
      const servers = await startServers(resources, folder, { hasStreaming: false });
      const work = `${count.toLocaleString('en')} files`;
      rows.push(await measureLoad(bench, servers, { ...ASKED, work, folder, names }));
      await servers.stop();
      resources.remove(folder);
    }
    return rows;
  },
};

/** The same with more and fewer threads. */
export const threads: Scenario = {
  name: 'threads',
  title: `as \`entries\`, by --threads`,
  async run(bench) {
    const { resources } = bench;
    const folder = resources.folder();
    const names = writeFiles(folder, bench.count(1_000, 100));
    const variants = THREADS.map((count) => ({
      name: count === 1 ? 'Fifolio, 1 thread' : `Fifolio, ${count} threads`,
      args: ['--threads', String(count)],
    }));
    const servers = await startServers(resources, folder, { hasStreaming: false, variants });
    const work = `${names.length.toLocaleString('en')} files`;
    const row = await measureLoad(bench, servers, { ...ASKED, work, folder, names });
    await servers.stop();
    resources.remove(folder);
    return [row];
  },
};

const ASKED = { ways: keptWith(PIPELINE), connections: CONNECTIONS, tells: 'requests' } as const;

/** @returns their names, in random order */
function writeFiles(folder: string, count: number): string[] {
  const names = Array.from({ length: count }, () => randomBytes(NAME_BYTES).toString('hex'));
  for (const name of names) writeSample(folder, name, FILE_BYTES);
  // Directory order, order of loading and order of asking must have nothing to do with each other.
  for (let index = names.length - 1; index > 0; index--) {
    const other = randomInt(index + 1);
    [names[index], names[other]] = [names[other]!, names[index]!];
  }
  return names;
}
