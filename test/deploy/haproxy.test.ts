import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { contentOf } from '../../doubles/content.ts';
import {
  balance,
  type Balancer,
  HAPROXY_CONFIGURATION,
  haproxyVersion,
} from '../../harness/haproxy.ts';
import { Resources } from '../../harness/resources.ts';
import { WireClient } from '../../harness/wire-client.ts';
import { type RunningCli, startCli } from '../cli/run-cli.ts';
import { TestFolder, TestServer } from '../server/test-server.ts';

const WAIT = { timeout: 20_000, interval: 20 };
const SERVERS = 3;
const KIB = 1024;

/** Enough that each of three servers gets some; no multiple of three, so that taking turns would be found out. */
const NAMES = Array.from({ length: 31 }, (_, index) => `folder/file ${index}.bin`);

interface Cluster extends Balancer {
  readonly serverPorts: readonly number[];
  readonly contents: ReadonlyMap<string, Buffer>;
}

/** HAProxy, with the configuration that is shipped, in front of servers that share one folder. */
async function startCluster(
  startServers: (folder: TestFolder) => Promise<readonly number[]>,
  fileBytes = 64 * KIB,
): Promise<Cluster> {
  const folder = new TestFolder();
  const contents = new Map(NAMES.map((name) => [name, contentOf(name, fileBytes)]));
  for (const [name, content] of contents) folder.write(name, content);
  const serverPorts = await startServers(folder);
  const resources = new Resources();
  onTestFinished(() => resources.dispose());
  return { ...(await balance(resources, serverPorts)), serverPorts, contents };
}

async function inThisProcess(folder: TestFolder): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: SERVERS }, () => TestServer.start(folder)),
  );
  return servers.map(({ port }) => port);
}

/** As programs, which can be killed and told to stop; adds them to `programs`. */
function asPrograms(programs: RunningCli[], ...flags: string[]) {
  return async ({ path }: TestFolder): Promise<number[]> => {
    for (let count = 0; count < SERVERS; count++) {
      programs.push(startCli(['tcp_server', '0', path, ...flags]));
    }
    return Promise.all(
      programs.map((program) =>
        vi.waitFor(() => {
          const found = /127\.0\.0\.1:(\d+)/.exec(program.stdout())?.[1];
          if (found === undefined) throw new Error(`no port yet: ${program.stderr()}`);
          return Number(found);
        }, WAIT),
      ),
    );
  };
}

function urlOf(port: number, name: string): string {
  return `http://127.0.0.1:${port}/${name.split('/').map(encodeURIComponent).join('/')}`;
}

/** Names in the cache of one server, asked without HAProxy. */
async function cachedNames(port: number): Promise<string[]> {
  const answer = await fetch(urlOf(port, '.fifolio/cache') + '?format=json');
  const { files } = (await answer.json()) as { files: { name: string }[] };
  return files.map(({ name }) => name).sort();
}

const CUT = 'cut after its answer had begun';

type Outcome = 'whole' | typeof CUT | `lost: ${string}`;

async function getByHttp({ httpPort, contents }: Cluster, name: string): Promise<Outcome> {
  const answer = await fetch(urlOf(httpPort, name)).catch((error: unknown) => String(error));
  if (typeof answer === 'string') return `lost: ${answer}`;
  if (answer.status !== 200) return `lost: ${answer.status}`;
  const body = await answer.bytes().catch(() => undefined);
  if (body === undefined) return CUT;
  return digest(body) === digest(contents.get(name)!) ? 'whole' : 'lost: other content';
}

async function getByNative({ tcpPort, contents }: Cluster, name: string): Promise<Outcome> {
  const client = await WireClient.connect(tcpPort);
  try {
    const { body } = await client.get(name);
    return digest(body) === digest(contents.get(name)!) ? 'whole' : 'lost: other content';
  } catch (error) {
    return `lost: ${String(error)}`;
  } finally {
    client.close();
  }
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Fetches all names again and again, several at a time, and counts how it went, until it is enough. */
function load(
  get: (name: string) => Promise<Outcome>,
  concurrency: number,
): { readonly counts: Map<Outcome, number>; stop(): Promise<void> } {
  const counts = new Map<Outcome, number>();
  let isEnough = false;
  const work = async (first: number): Promise<void> => {
    for (let index = first; !isEnough; index++) {
      const outcome = await get(NAMES[index % NAMES.length]!);
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    }
  };
  const workers = Array.from({ length: concurrency }, (_, index) => work(index * 7));
  return {
    counts,
    async stop() {
      isEnough = true;
      await Promise.all(workers);
    },
  };
}

async function untilWhole(counts: ReadonlyMap<Outcome, number>, more: number): Promise<void> {
  const before = counts.get('whole') ?? 0;
  await vi.waitFor(() => expect(counts.get('whole') ?? 0).toBeGreaterThan(before + more), WAIT);
}

describe.skipIf(haproxyVersion() === undefined)('HAProxy (skipped where not installed)', () => {
  it('finds nothing wrong with the configuration', () => {
    const { status, stdout, stderr } = spawnSync('haproxy', ['-c', '-f', HAPROXY_CONFIGURATION], {
      encoding: 'utf8',
    });
    expect(stdout + stderr).toBe('Configuration file is valid\n');
    expect(status).toBe(0);
  });

  it('passes on all dialects byte for byte', async () => {
    const cluster = await startCluster(inThisProcess);
    for (const name of NAMES) {
      expect(await getByHttp(cluster, name)).toBe('whole');
      expect(await getByNative(cluster, name)).toBe('whole');
      const plain = await WireClient.connect(cluster.tcpPort);
      plain.send(name);
      expect((await plain.readToEnd()).equals(cluster.contents.get(name)!)).toBe(true);
    }
  });

  it('sends a path to the same server always, so that each file is in one cache', async () => {
    const cluster = await startCluster(inThisProcess);
    for (let round = 0; round < 3; round++) {
      for (const name of NAMES) {
        const answer = await fetch(`${urlOf(cluster.httpPort, name)}?round=${round}`);
        expect(answer.status).toBe(200);
        await answer.bytes();
      }
    }
    const cached = await Promise.all(cluster.serverPorts.map(cachedNames));
    expect(cached.flat().sort()).toEqual(NAMES.toSorted());
    for (const names of cached) expect(names.length).toBeGreaterThan(0);
  });

  it('passes on nothing of the metrics, whatever a client says it is', async () => {
    const { httpPort, serverPorts } = await startCluster(inThisProcess);
    const headers = { 'X-Forwarded-For': '127.0.0.1' };
    for (const spelling of ['.fifolio/metrics', '.fifolio/%6detrics', '%2efifolio/metrics?x']) {
      const answer = await fetch(`http://127.0.0.1:${httpPort}/${spelling}`, { headers });
      expect(answer.status).toBe(403);
    }
    expect((await fetch(urlOf(serverPorts[0]!, '.fifolio/metrics'))).status).toBe(200);
  });

  it('loses only what a killed server had begun to answer', async () => {
    const programs: RunningCli[] = [];
    const cluster = await startCluster(asPrograms(programs), 1024 * KIB);
    const { counts, stop } = load((name) => getByHttp(cluster, name), 8);
    await untilWhole(counts, 100);
    programs[0]!.process.kill('SIGKILL');
    await programs[0]!.ended;
    await untilWhole(counts, 200);
    await stop();
    expect(Object.keys(tally(counts))).not.toContainEqual(expect.stringMatching(/^lost/));
    // At most what was under way over so many connections.
    expect(tally(counts)[CUT] ?? 0).toBeLessThanOrEqual(8);
  });

  it('loses nothing while a server drains and stops', async () => {
    const programs: RunningCli[] = [];
    const cluster = await startCluster(asPrograms(programs, '--drain', '10m'), 256 * KIB);
    const http = load((name) => getByHttp(cluster, name), 4);
    const native = load((name) => getByNative(cluster, name), 2);
    await untilWhole(http.counts, 50);
    const [drained] = programs;
    drained!.process.kill('SIGTERM');
    const sentTo = (): Promise<string[]> => serversUp(cluster);
    await vi.waitFor(async () => expect(await sentTo()).toEqual(['two', 'three']), WAIT);
    await untilWhole(http.counts, 50);
    // It serves on, until it is told again.
    expect(await getByHttp({ ...cluster, httpPort: cluster.serverPorts[0]! }, NAMES[0]!)).toBe(
      'whole',
    );
    drained!.process.kill('SIGTERM');
    expect(await drained!.ended).toMatchObject({ code: 0 });
    await untilWhole(http.counts, 50);
    await untilWhole(native.counts, 20);
    await Promise.all([http.stop(), native.stop()]);
    expect(Object.keys(tally(http.counts))).toEqual(['whole']);
    expect(Object.keys(tally(native.counts))).toEqual(['whole']);
  });
});

/** The servers that HAProxy sends requests to, in both of its backends. */
async function serversUp({ statsPort }: Cluster): Promise<string[]> {
  const lines = (await (await fetch(`http://127.0.0.1:${statsPort}/;csv`)).text()).split('\n');
  const up = (backend: string): string[] =>
    lines
      .map((line) => line.split(','))
      .filter(([of, name, ...rest]) => of === backend && name !== 'BACKEND' && rest[15] === 'UP')
      .map(([, name]) => name!);
  const tcp = new Set(up('tcp-servers'));
  return up('http-servers').filter((name) => tcp.has(name));
}

function tally(counts: ReadonlyMap<Outcome, number>): Record<string, number> {
  return Object.fromEntries(counts);
}
