import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fetchWithFifolio, startProgram } from '../../../harness/fifolio.ts';
import { succeeded } from '../../../harness/resources.ts';
import type { Activity } from '../load.ts';
import { oneOf, type Surroundings } from '../surroundings.ts';
import type { UnchangingFile } from '../unchanging-files.ts';
import { expectThat } from './receiving.ts';

/** The built client programs, each run a process, whose downloads are compared. */
export function programActivities(surroundings: Surroundings): Activity[] {
  const { resources, unchanging, tally, random, ports } = surroundings;
  const { small, medium, large, huge } = unchanging;
  const inFolder = async (work: (folder: string) => Promise<void>): Promise<void> => {
    const folder = resources.folder();
    try {
      await work(folder);
    } finally {
      resources.remove(folder);
    }
  };
  return [
    {
      kind: 'tcp_client, a file',
      perSecond: 0.12,
      atMost: 1,
      run: () =>
        inFolder(async (folder) => {
          const file = oneOf(random() < 0.8 ? [...medium, ...large] : huge, random);
          const { name } = file;
          await fetchWithFifolio(
            resources,
            { port: oneOf(ports, random), name, folder },
            { verify: true },
          );
          await expectDownloaded(path.join(folder, name), file);
          tally.add('tcp_client, a file', 'answered');
        }),
    },
    {
      kind: 'tcp_client, list',
      perSecond: 0.05,
      atMost: 1,
      async run() {
        const args = ['127.0.0.1', String(oneOf(ports, random)), 'list'];
        await succeeded('tcp_client', await startProgram(resources, 'tcp_client', args));
        tally.add('tcp_client, list', 'answered');
      },
    },
    {
      kind: 'fifolio get',
      perSecond: 0.08,
      atMost: 1,
      run: () =>
        inFolder(async (folder) => {
          const files = [...new Set(Array.from({ length: 10 }, () => oneOf(small, random)))];
          const server = `127.0.0.1:${oneOf(ports, random)}`;
          const dialect = oneOf(['native', 'plain'], random);
          const names = files.map(({ name }) => name);
          const args = ['get', server, ...names, '--to', folder, '--dialect', dialect, '--quiet'];
          await succeeded('fifolio get', await startProgram(resources, 'fifolio', args));
          for (const file of files) await expectDownloaded(path.join(folder, file.name), file);
          tally.add('fifolio get', 'answered', files.length);
        }),
    },
  ];
}

async function expectDownloaded(saved: string, { name, content }: UnchangingFile): Promise<void> {
  const bytes = await readFile(saved);
  expectThat(content.isWhole(bytes), `${name}: the file that was saved differs`);
}
