import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fetchFolderWithFifolio, serveWithFifolio } from '../../harness/fifolio.ts';
import type { Serving } from '../../harness/serving.ts';
import { fetchAllWithCurl, writeCurlConfiguration } from '../peers/curl.ts';
import { serveWithNginx } from '../peers/nginx.ts';
import type { AbsentCell, Contender, Row } from '../report/row.ts';
import { curlOrNginxMissing } from './curl-from-nginx.ts';
import type { Measured } from './interleave.ts';
import { interleave } from './interleave.ts';
import type { Place } from './places.ts';
import { DISK, MEMORY, flushFile, flushFolder, unusable } from './places.ts';
import { writeSample } from './sample-file.ts';
import type { Bench, Scenario } from './scenario.ts';
import type { FetchSample } from './timed-fetch.ts';
import { fetchCell, timed } from './timed-fetch.ts';

const FILE_BYTES = 4 * 1024;
const MAX_ROUNDS = 3;
/** More than 2,000 files of 4 KiB take on any file system. */
const NEEDED_MEBIBYTES = 64;
const OURS = { name: 'Fifolio', role: 'ours' } as const;

/** Many small files, with our client from our server, and with curl from nginx. */
export const folder: Scenario = {
  name: 'folder',
  title: `a folder of many files of ${FILE_BYTES / 1024} KiB, our client from our server, curl from nginx`,
  async run(bench) {
    const { resources } = bench;
    const source = resources.folder();
    const names = Array.from({ length: bench.count(2_000, 50) }, (_, number) => {
      const name = `file-${String(number).padStart(4, '0')}`;
      writeSample(source, name, FILE_BYTES);
      return name;
    });
    const fifolio = await serveWithFifolio(resources, source);
    const absent = await curlOrNginxMissing();
    const nginx = absent === undefined ? await serveWithNginx(resources, source, 1) : undefined;
    const rows: Row[] = [];
    for (const place of [MEMORY, DISK]) {
      const work = `${names.length.toLocaleString('en')} files ${place.name}`;
      const reason = unusable(place, NEEDED_MEBIBYTES);
      rows.push(
        reason === undefined
          ? await measurePlace(bench, { work, place, source, names, fifolio, nginx, absent })
          : { work, cells: [{ kind: 'absent', ...OURS, reason }] },
      );
    }
    await Promise.all([fifolio.stop(), nginx?.stop()]);
    resources.remove(source);
    return rows;
  },
};

interface Task {
  readonly work: string;
  readonly place: Place;
  readonly source: string;
  readonly names: readonly string[];
  readonly fifolio: Serving;
  readonly nginx: Serving | undefined;
  /** Why there is no nginx, or no curl. */
  readonly absent: string | undefined;
}

async function measurePlace(bench: Bench, task: Task): Promise<Row> {
  const { resources } = bench;
  const { work, place, names, fifolio, nginx, absent } = task;
  const parent = resources.folder(place.parent);
  const fetchOurs = async (target: string): Promise<void> => {
    await fetchFolderWithFifolio(resources, { port: fifolio.port, folder: target });
  };
  const contenders = [contenderOf(task, parent, { ...OURS, server: fifolio, fetch: fetchOurs })];
  const missing: AbsentCell[] = [];
  for (const curl of curlsAt(place)) {
    if (nginx === undefined) {
      const { name, role } = curl;
      missing.push({ kind: 'absent', name, role, reason: absent ?? '' });
      continue;
    }
    const baseUrl = `http://127.0.0.1:${nginx.port}`;
    const fetch = async (target: string): Promise<void> => {
      const configuration = path.join(parent, 'curl.conf');
      writeCurlConfiguration(configuration, { baseUrl, names, to: target });
      await fetchAllWithCurl(resources, configuration, curl);
      if (curl.flushes) for (const name of names) flushFile(path.join(target, name));
      if (curl.flushes) flushFolder(target);
    };
    contenders.push(contenderOf(task, parent, { ...curl, server: nginx, fetch }));
  }
  const outcomes = await interleave(bench, work, contenders, MAX_ROUNDS);
  resources.remove(parent);
  return { work, cells: [...outcomes.map(fetchCell), ...missing] };
}

/** Fetches everything into a new folder, and looks at every file of it each time. */
function contenderOf(
  { source, names, place }: Task,
  parent: string,
  how: Contender & { readonly server: Serving; fetch(target: string): Promise<void> },
): Measured<FetchSample> {
  const { name, role, server, fetch } = how;
  let runs = 0;
  return {
    name,
    role,
    async measure() {
      const target = path.join(parent, `${name}-${runs++}`);
      mkdirSync(target);
      const sample = await timed(server, () => fetch(target));
      for (const file of names) {
        if (!readFileSync(path.join(target, file)).equals(readFileSync(path.join(source, file)))) {
          throw new Error(`${file} differs from what was served.`);
        }
      }
      // Else the next one would wait for what the disk still has to do for this one.
      if (place.isDisk) for (const file of names) flushFile(path.join(target, file));
      return sample;
    },
  };
}

/** Our client makes every file durable; to disk, curl is measured with that and without. */
function curlsAt({ isDisk }: Place): (Contender & { inParallel: boolean; flushes: boolean })[] {
  const kinds = [
    { name: 'curl', inParallel: false },
    { name: 'curl --parallel', inParallel: true },
  ];
  if (!isDisk) return kinds.map((kind) => ({ ...kind, role: 'rival', flushes: false }));
  return kinds.flatMap((kind) => [
    { ...kind, name: `${kind.name}, then fsync of each`, role: 'rival' as const, flushes: true },
    { ...kind, name: `${kind.name}, not durable`, role: 'peer' as const, flushes: false },
  ]);
}
