import {
  accessSync,
  closeSync,
  constants,
  createReadStream,
  fsyncSync,
  openSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { curlMissing, fetchWithCurl } from '../peers/curl.ts';
import { fetchWithFifolio, serveWithFifolio } from '../../harness/fifolio.ts';
import { nginxMissing, serveWithNginx } from '../peers/nginx.ts';
import type { Figure, Row } from '../report/row.ts';
import { comparedRow, figureOf } from './comparison.ts';
import { interleave } from './interleave.ts';
import { writeLargeSample } from './sample-file.ts';
import type { Bench, Scenario } from './scenario.ts';

const MIB = 1024 * 1024;
const SHARED_MEMORY = '/dev/shm';
const VERIFIED = 'with crc32';
const UNVERIFIED = 'without verification';
const CURL = 'curl';

/** Where the file goes to, and how durable it is when the clock stops. */
interface Place {
  readonly name: string;
  readonly parent: string;
  /** Our client makes its file durable before it gives it its name; so must curl's be then. */
  readonly curlSyncs: boolean;
}

const MEMORY: Place = { name: 'into memory', parent: SHARED_MEMORY, curlSyncs: false };
const DISK: Place = { name: 'to disk', parent: tmpdir(), curlSyncs: true };

/** One file larger than the cache, with our client from our server, and with curl from nginx. */
export const download: Scenario = {
  name: 'download',
  async run(bench) {
    const mebibytes = bench.count(1024, 80);
    const size = mebibytes === 1024 ? '1 GiB' : `${mebibytes} MiB`;
    const noPeer = (await curlMissing()) ?? (await nginxMissing());
    if (noPeer !== undefined) {
      return [MEMORY, DISK].flatMap((place) => skippedRows(size, place, noPeer));
    }
    const { resources } = bench;
    const folder = resources.folder();
    requireRoom(folder, mebibytes * 2);
    const source = path.join(folder, 'file');
    writeLargeSample(source, mebibytes);
    const servers = {
      fifolio: await serveWithFifolio(resources, folder),
      nginx: await serveWithNginx(resources, folder),
    };
    const rows: Row[] = [];
    for (const place of [MEMORY, DISK]) {
      const unusable = place === MEMORY ? sharedMemoryUnusable(mebibytes) : undefined;
      rows.push(
        ...(unusable === undefined
          ? await measurePlace(bench, { size, place, source, servers })
          : skippedRows(size, place, unusable)),
      );
    }
    await servers.fifolio.stop();
    await servers.nginx.stop();
    resources.remove(folder);
    return rows;
  },
};

interface Task {
  readonly size: string;
  readonly place: Place;
  readonly source: string;
  readonly servers: Readonly<Record<'fifolio' | 'nginx', { readonly port: number }>>;
}

async function measurePlace(bench: Bench, { size, place, source, servers }: Task): Promise<Row[]> {
  const { resources } = bench;
  const target = resources.folder(place.parent);
  const file = path.join(target, 'file');
  const compared = new Set<string>();

  const contender = (name: string, fetch: () => Promise<void>) => ({
    name,
    async measure() {
      const startedAtMs = performance.now();
      await fetch();
      const seconds = (performance.now() - startedAtMs) / 1000;
      // Once each, in the round that warms up: reading 2 GiB takes as long as fetching them.
      if (!compared.has(name)) await requireSameContent(source, file);
      compared.add(name);
      rmSync(file);
      // Else the next one would wait for what the disk still has to do for this one.
      if (place.curlSyncs && process.platform !== 'win32') sync(target, 'r');
      return seconds;
    },
  });
  const ours = (verify: boolean) => async () => {
    const from = { port: servers.fifolio.port, name: 'file', folder: target };
    await fetchWithFifolio(resources, from, { verify });
  };
  const samples = await interleave(bench, `${size} ${place.name}`, [
    contender(VERIFIED, ours(true)),
    contender(CURL, async () => {
      await fetchWithCurl(resources, `http://127.0.0.1:${servers.nginx.port}/file`, file);
      if (place.curlSyncs) sync(file, 'r+');
    }),
    contender(UNVERIFIED, ours(false)),
  ]);
  resources.remove(target);

  const figure = (name: string): Figure => figureOf(name, samples, (seconds) => seconds, 's');
  const peer = { ...figure(CURL), name: place.curlSyncs ? 'curl + fsync' : CURL };
  const [verified, unverified] = rowsOf(size, place);
  return [
    comparedRow(verified, { ours: figure(VERIFIED), peer }, (ratio) => ratio < 1),
    comparedRow(unverified, { ours: figure(UNVERIFIED), peer }, (ratio) => ratio <= 0.5),
  ];
}

type RowHead = Pick<Row, 'scenario' | 'work' | 'target'>;

function rowsOf(size: string, place: Place): [RowHead, RowHead] {
  const work = `${size} ${place.name}, our client from our server`;
  return [
    { scenario: 'download', work: `${work}, ${VERIFIED}`, target: 'less than curl from nginx' },
    { scenario: 'download', work: `${work}, ${UNVERIFIED}`, target: 'at most half of curl' },
  ];
}

function skippedRows(size: string, place: Place, reason: string): Row[] {
  return rowsOf(size, place).map((row) => ({ kind: 'skipped', ...row, reason }));
}

function sync(pathname: string, flags: 'r' | 'r+'): void {
  const descriptor = openSync(pathname, flags);
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function freeMebibytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return (bavail * bsize) / MIB;
}

function requireRoom(folder: string, mebibytes: number): void {
  if (freeMebibytes(folder) < mebibytes) {
    throw new Error(`${folder} has no room for ${mebibytes} MiB; set TMPDIR to a folder that has.`);
  }
}

/** Why the file system in memory cannot be used; `undefined` if it can. */
function sharedMemoryUnusable(mebibytes: number): string | undefined {
  try {
    accessSync(SHARED_MEMORY, constants.W_OK);
    return freeMebibytes(SHARED_MEMORY) < mebibytes
      ? `${SHARED_MEMORY} has no room for ${mebibytes} MiB`
      : undefined;
  } catch {
    return `there is no ${SHARED_MEMORY} to write to`;
  }
}

async function requireSameContent(left: string, right: string): Promise<void> {
  const pieces = createReadStream(left, { highWaterMark: MIB })[Symbol.asyncIterator]();
  for await (const piece of createReadStream(right, { highWaterMark: MIB })) {
    const expected = (await pieces.next()) as IteratorResult<Buffer, undefined>;
    if (expected.done === true || !expected.value.equals(piece as Buffer)) {
      throw new Error(`${right} differs from what was served.`);
    }
  }
  if ((await pieces.next()).done !== true)
    throw new Error(`${right} is shorter than it should be.`);
}
