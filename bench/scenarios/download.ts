import { rmSync } from 'node:fs';
import path from 'node:path';
import type { FifolioServing } from '../../harness/fifolio.ts';
import { fetchWithFifolio, serveWithFifolio } from '../../harness/fifolio.ts';
import type { Serving } from '../../harness/serving.ts';
import { fetchWithCurl } from '../peers/curl.ts';
import { serveWithNginx } from '../peers/nginx.ts';
import type { AbsentCell, Row } from '../report/row.ts';
import { curlOrNginxMissing } from './curl-from-nginx.ts';
import type { Measured } from './interleave.ts';
import { interleave } from './interleave.ts';
import type { Place } from './places.ts';
import { DISK, MEMORY, flushFile, flushFolder, unusable } from './places.ts';
import { requireSameContent } from './same-content.ts';
import { writeLargeSample } from './sample-file.ts';
import type { Bench, Scenario } from './scenario.ts';
import type { FetchSample } from './timed-fetch.ts';
import { fetchCell, timed } from './timed-fetch.ts';

const MAX_ROUNDS = 3;
const VERIFIED = { name: 'Fifolio, verified', role: 'ours' } as const;
const UNVERIFIED = { name: 'Fifolio, not verified', role: 'ours' } as const;

/** One file larger than the cache, with our client from our server, and with curl from nginx. */
export const download: Scenario = {
  name: 'download',
  title: 'a file larger than the cache, our client from our server, curl from nginx',
  async run(bench) {
    const mebibytes = bench.count(1024, 80);
    const size = mebibytes === 1024 ? '1 GiB' : `${mebibytes} MiB`;
    const { resources } = bench;
    // The source and one copy.
    const noRoom = unusable(DISK, 2 * mebibytes);
    if (noRoom !== undefined) return [MEMORY, DISK].map((place) => skipped(size, place, noRoom));
    const folder = resources.folder();
    const source = path.join(folder, 'file');
    writeLargeSample(source, mebibytes);
    const fifolio = await serveWithFifolio(resources, folder);
    const absent = await curlOrNginxMissing();
    const nginx = absent === undefined ? await serveWithNginx(resources, folder, 1) : undefined;
    const rows: Row[] = [];
    for (const place of [MEMORY, DISK]) {
      const reason = unusable(place, mebibytes);
      rows.push(
        reason === undefined
          ? await measurePlace(bench, { size, place, source, fifolio, nginx, absent })
          : skipped(size, place, reason),
      );
    }
    await Promise.all([fifolio.stop(), nginx?.stop()]);
    resources.remove(folder);
    return rows;
  },
};

interface Task {
  readonly size: string;
  readonly place: Place;
  readonly source: string;
  readonly fifolio: FifolioServing;
  readonly nginx: Serving | undefined;
  /** Why there is no nginx, or no curl. */
  readonly absent: string | undefined;
}

async function measurePlace(bench: Bench, task: Task): Promise<Row> {
  const { resources } = bench;
  const { size, place, source, fifolio, nginx, absent } = task;
  const target = resources.folder(place.parent);
  const file = path.join(target, 'file');

  const contender = (
    who: typeof VERIFIED | typeof UNVERIFIED | ReturnType<typeof curlAt>,
    server: Serving,
    fetch: () => Promise<void>,
  ): Measured<FetchSample> => {
    let isCompared = false;
    return {
      ...who,
      async measure() {
        const sample = await timed(server, fetch);
        // Once, in the round that warms up: reading both files takes as long as fetching one.
        if (!isCompared) await requireSameContent(source, file);
        isCompared = true;
        rmSync(file);
        // Else the next one would wait for what the disk still has to do for this one.
        if (place.isDisk) flushFolder(target);
        return sample;
      },
    };
  };
  const ours = (verify: boolean) => async () => {
    await fetchWithFifolio(
      resources,
      { port: fifolio.port, name: 'file', folder: target },
      { verify },
    );
  };
  const contenders = [
    contender(VERIFIED, fifolio, ours(true)),
    contender(UNVERIFIED, fifolio, ours(false)),
  ];
  if (nginx !== undefined) {
    const url = `http://127.0.0.1:${nginx.port}/file`;
    contenders.push(
      contender(curlAt(place), nginx, async () => {
        await fetchWithCurl(resources, url, file);
        if (place.isDisk) flushFile(file);
      }),
    );
  }
  const work = `${size} ${place.name}`;
  const outcomes = await interleave(bench, work, contenders, MAX_ROUNDS);
  resources.remove(target);
  const missing: AbsentCell[] =
    absent === undefined ? [] : [{ kind: 'absent', ...curlAt(place), reason: absent }];
  return { work, cells: [...outcomes.map(fetchCell), ...missing] };
}

/** Our client makes its file durable before it gives it its name; so must curl's be then. */
function curlAt({ isDisk }: Place) {
  return { name: isDisk ? 'curl, then fsync' : 'curl', role: 'rival' } as const;
}

function skipped(size: string, place: Place, reason: string): Row {
  const cells = [VERIFIED, UNVERIFIED].map((who): AbsentCell => ({
    kind: 'absent',
    ...who,
    reason,
  }));
  return { work: `${size} ${place.name}`, cells };
}
