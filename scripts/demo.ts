/**
 * The main job in ten seconds: serves sample files on two ports, fetches them in both dialects,
 * lists the cache, fills it past its limit and checks every byte. Exits 1 if anything is not as it
 * should be.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pc from 'picocolors';
import { startDownloads } from '../src/engine/client/downloads.ts';
import { connectRemote } from '../src/engine/client/remote/remote.ts';
import type { ServerHandle } from '../src/engine/server/server-handle.ts';
import { startServer } from '../src/engine/server/supervisor/start-server.ts';
import { MOST_WINDOW_ROWS, type CachedFile } from '../src/shared/contract-cache.ts';
import type { ServerEvent } from '../src/shared/server-state.ts';
import { MAX_CACHE_CAPACITY, formatBytes } from '../src/shared/units.ts';
import { ALBUM, ALL, EXACT, LARGER, MANY, SMALL, contentOf, writeSamples } from './demo-samples.ts';
import type { Sample } from './demo-samples.ts';
import { failureSentence } from '../src/shared/failure-sentences.ts';

const HOST = '127.0.0.1';
const BELT_WIDTH = 64;
const startedAtMs = Date.now();
let step = 0;
let checks = 0;
let failures = 0;
let comparedBytes = 0;

function heading(text: string): void {
  step++;
  console.log(`\n${pc.bold(`${step}  ${text}`)}`);
}

function say(text: string): void {
  console.log(`   ${text}`);
}

/** One fact that must hold; what does not is told in red and fails the whole. */
function check(holds: boolean, what: string): void {
  checks++;
  if (!holds) failures++;
  say(`${holds ? pc.green('✓') : pc.red('✗ NOT SO:')} ${what}`);
}

/** The cache as a belt: the oldest at the left, where files leave. */
function belt(entries: readonly CachedFile[]): string {
  let filled = '';
  let from = 0;
  let used = 0;
  entries.forEach(({ size }, index) => {
    used += size;
    const to = Math.round((used / MAX_CACHE_CAPACITY) * BELT_WIDTH);
    filled += (index % 2 === 0 ? pc.cyan : pc.blue)('█'.repeat(to - from));
    from = to;
  });
  return `${filled}${pc.dim('░'.repeat(BELT_WIDTH - from))} ${formatBytes(used)}`;
}

interface Fetching {
  readonly port: number;
  readonly samples: readonly Sample[];
  readonly directory: string;
  readonly dialect: 'native' | 'plain';
}

/** Fetches with our client, compares every byte with what was shared, and tells the total. */
async function fetchAndCompare(fetching: Fetching): Promise<void> {
  const { samples, dialect } = fetching;
  const beganAtMs = performance.now();
  const right = await arrivesIntact(fetching);
  const seconds = (performance.now() - beganAtMs) / 1000;
  const total = samples.reduce((sum, { size }) => sum + size, 0);
  const what = samples.length === 1 ? (samples[0]?.name ?? '') : `${samples.length} files`;
  check(
    right,
    `${what}, ${formatBytes(total)}, fetched and compared in ${seconds.toFixed(2)} s: every byte is right ${pc.dim(`(${dialect} dialect)`)}`,
  );
}

async function arrivesIntact({ port, samples, directory, dialect }: Fetching): Promise<boolean> {
  const names = samples.map(({ name }) => name);
  const outcomes = await startDownloads({ host: HOST, port, names, directory, dialect }).done;
  for (const outcome of outcomes)
    if ('error' in outcome) say(pc.red(failureSentence(outcome.error)));
  for (const sample of samples) {
    const received = await readFile(path.join(directory, sample.name)).catch(() => undefined);
    if (received?.equals(contentOf(sample)) !== true) return false;
    comparedBytes += sample.size;
  }
  return outcomes.length === samples.length;
}

/** What anybody can do with a bare socket: send a name, read until the end. */
function askInPlainDialect(port: number, request: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect({ port, host: HOST }, () => socket.write(request));
    socket
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => resolve(Buffer.concat(chunks)))
      .on('error', reject);
  });
}

/** The cached files, oldest first. */
async function cachedIn(server: ServerHandle): Promise<readonly CachedFile[]> {
  const { rows } = await server.cacheView.window({
    ...{ column: 'place', direction: 'ascending', filter: '', watched: [] },
    ...{ from: 0, count: MOST_WINDOW_ROWS },
  });
  return rows.map(({ file }) => file);
}

async function demonstrate(server: ServerHandle, shared: string, target: string): Promise<void> {
  const [first = 0, second = 0] = server.status().ports.map(({ port }) => port);
  const { threads } = server.status();
  say(`${shared}, at ${pc.cyan(`${HOST}:${first}`)} and ${pc.cyan(`${HOST}:${second}`)}`);
  check(
    server.status().ports.every(({ state }) => state === 'listening'),
    `both ports are open, ${threads.length} threads answer on them`,
  );

  heading('Fetch in the native dialect: one connection, checksums');
  const fetched = path.join(target, 'native');
  await fetchAndCompare({ port: first, samples: SMALL, directory: fetched, dialect: 'native' });
  await fetchAndCompare({ port: first, samples: MANY, directory: fetched, dialect: 'native' });

  heading('Fetch in the plain dialect: a name is sent, bytes come back');
  await fetchAndCompare({
    port: second,
    samples: [...SMALL, ALBUM[0]!],
    directory: path.join(target, 'plain'),
    dialect: 'plain',
  });
  const missing = await askInPlainDialect(second, 'no-such-file');
  check(missing.toString() === 'File not found', 'a file that is not there: "File not found"');

  heading('List the cache: what was asked for, in order of arrival');
  await compareLists(server, first, second);

  heading('Fill it past 64 MiB: first in, first out');
  await overfill(server, first, target);

  heading('The edges: exactly 64 MiB, and one byte more');
  await fetchAndCompare({ port: second, samples: [EXACT], directory: fetched, dialect: 'native' });
  const alone = await cachedIn(server);
  say(belt(alone));
  check(
    alone.length === 1 && alone[0]?.name === EXACT.name,
    'it fits, and all others had to leave',
  );
  await fetchAndCompare({ port: first, samples: [LARGER], directory: fetched, dialect: 'native' });
  check((await cachedIn(server))[0]?.name === EXACT.name, 'it was sent, and is not in the cache');
}

async function compareLists(server: ServerHandle, first: number, second: number): Promise<void> {
  const entries = await cachedIn(server);
  const native = await connectRemote({ host: HOST, port: first, dialect: 'native' });
  const plain = await connectRemote({ host: HOST, port: second, dialect: 'plain' });
  const lists = [(await native.list()).entries, (await plain.list()).entries];
  native.close();
  plain.close();
  for (const { name, size, cachedAtMs } of entries.slice(0, 4)) {
    const cachedAt = new Date(cachedAtMs).toISOString().slice(11, 23);
    say(`${cachedAt}  ${formatBytes(size).padStart(9)}  ${name}`);
  }
  say(pc.dim(`and ${entries.length - 4} more`));
  const order = entries.map(({ name }) => name).join('\n');
  const asked = [...SMALL, ...MANY, ALBUM[0]!].map(({ name }) => name);
  check(
    lists.every((list) => list.map(({ name }) => name).join('\n') === order),
    `${entries.length} names, oldest first, the same in both dialects`,
  );
  check(
    entries.every(({ cachedAtMs }, index) => cachedAtMs >= (entries[index - 1]?.cachedAtMs ?? 0)) &&
      entries
        .map(({ name }) => name)
        .sort()
        .join('\n') === asked.sort().join('\n'),
    'exactly the files that were asked for, by the time they arrived',
  );
}

async function overfill(server: ServerHandle, port: number, target: string): Promise<void> {
  const evicted: string[] = [];
  const unsubscribe = server.onEvents((events: readonly ServerEvent[]) => {
    for (const event of events) if (event.type === 'entryEvicted') evicted.push(event.name);
  });
  const before = await cachedIn(server);
  say(`${belt(before)}  ${pc.dim(`${before.length} files`)}`);
  for (const sample of ALBUM.slice(1)) {
    const right = await arrivesIntact({
      port,
      samples: [sample],
      directory: path.join(target, 'album'),
      dialect: 'native',
    });
    const entries = await cachedIn(server);
    say(`${belt(entries)}  ${pc.dim(`+ ${sample.name}, ${entries.length} files`)}`);
    check(
      right && entries.reduce((sum, { size }) => sum + size, 0) <= MAX_CACHE_CAPACITY,
      `every byte is right; oldest now: ${entries[0]?.name ?? ''}`,
    );
  }
  const after = await cachedIn(server);
  const arrivals = [...before.map(({ name }) => name), ...ALBUM.slice(1).map(({ name }) => name)];
  const left = arrivals.slice(0, arrivals.length - after.length);
  check(
    after.map(({ name }) => name).join('\n') === arrivals.slice(left.length).join('\n'),
    `${left.length} files left, oldest first, and none of those that came after them`,
  );
  // Events come in batches; the last of them may still be on its way.
  for (let wait = 0; wait < 50 && evicted.length < left.length; wait++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  unsubscribe();
  check(evicted.join('\n') === left.join('\n'), 'each eviction was told, in the same order');
}

const folder = await mkdtemp(path.join(tmpdir(), 'fifolio-demo-'));
const shared = path.join(folder, 'shared');
try {
  heading('Serve a folder on two ports');
  const total = ALL.reduce((sum, { size }) => sum + size, 0);
  say(pc.dim(`making ${ALL.length} sample files, ${formatBytes(total)}`));
  await writeSamples(shared);
  const ports = [
    { port: 0, host: HOST },
    { port: 0, host: HOST },
  ];
  const server = await startServer({ directory: shared, ports });
  try {
    await demonstrate(server, shared, path.join(folder, 'fetched'));
  } finally {
    await server.stop({ graceMs: 1000 });
  }
  heading('Stop');
  check(server.status().phase === 'stopped', 'ports closed, threads ended');
} finally {
  await rm(folder, { recursive: true, force: true });
}

const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
console.log(
  failures === 0
    ? `\n${pc.green(pc.bold('All is as it should be:'))} ${checks} checks, ${formatBytes(comparedBytes)} compared byte by byte, ${seconds} s.`
    : `\n${pc.red(pc.bold(`${failures} of ${checks} checks failed.`))}`,
);
process.exitCode = failures === 0 ? 0 : 1;
