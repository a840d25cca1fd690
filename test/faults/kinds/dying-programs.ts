import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { StartedProcess } from '../../../harness/resources.ts';
import { WireClient } from '../../../harness/wire-client.ts';
import type { Fault, Stage } from '../fault.ts';
import { fetchWholeOverHttp } from '../support/http-fetch.ts';
import { eventually, promised } from '../support/loss.ts';
import { killAtOnce, type DownloadEnd } from '../support/programs.ts';

const MIB = 1 << 20;
/** Larger than the cache, so that it takes a while. */
const FILE = { name: 'huge.bin', sizeBytes: 96 * MIB };

/** Resolves when so much of a download has arrived, or when the client has ended. */
async function untilArrived(
  client: StartedProcess,
  folder: string,
  { name, bytes }: { readonly name: string; readonly bytes: number },
): Promise<void> {
  const part = path.join(folder, `${name}.part`);
  while (client.isRunning()) {
    if ((statSync(part, { throwIfNoEntry: false })?.size ?? 0) >= bytes) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Begins a download into each folder; resolves with all of them as soon as so much of one has arrived. */
async function beginDownloads(
  stage: Stage,
  targets: readonly string[],
  bytes: number,
): Promise<Promise<DownloadEnd>[]> {
  const { name } = FILE;
  const arrived = Promise.withResolvers<undefined>();
  const downloads = targets.map((to) =>
    stage.download({
      name,
      to,
      meanwhile: (client) =>
        untilArrived(client, to, { name, bytes }).then(() => arrived.resolve(undefined)),
    }),
  );
  await arrived.promise;
  return downloads;
}

const serverKilled: Fault = {
  name: 'server-killed',
  what: 'server ended by SIGKILL in the middle of three downloads and started again on its port',
  others: { notCompared: 'all connections end with the server' },
  prepare: (served) => void served.write(FILE.name, FILE.sizeBytes),
  async run(stage) {
    const { random } = stage;
    const { name, sizeBytes } = FILE;
    const targets = [stage.folder(), stage.folder(), stage.folder()];
    const bytes = random.between(0, sizeBytes);
    const downloads = await beginDownloads(stage, targets, bytes);
    await killAtOnce(stage.server());
    // One that had not reached the server yet does not wait for it.
    const begun = targets.map((to) => existsSync(path.join(to, `${name}.part`)));
    await stage.restart();
    for (const [at, { code, said }] of (await Promise.all(downloads)).entries()) {
      promised(code === 0 || (code === 3 && !begun[at]), `a client ended with ${code}: ${said}`);
    }
    for (const to of targets) await stage.finish({ name, to, dialect: 'native' });
  },
};

const clientKilled: Fault = {
  name: 'client-killed',
  what: 'client ended by SIGKILL in the middle of a download, up to three times, and run again; compared with a download that is not ended',
  work: (stage) => stage.download({ name: FILE.name }),
  prepare: (served) => void served.write(FILE.name, FILE.sizeBytes),
  async run(stage) {
    const { random } = stage;
    const { name, sizeBytes } = FILE;
    const to = stage.folder();
    for (let kills = random.between(1, 3); kills > 0; kills--) {
      const bytes = random.between(0, sizeBytes);
      await stage.download({
        name,
        to,
        meanwhile: async (client) => {
          await untilArrived(client, to, { name, bytes });
          if (client.isRunning()) await killAtOnce(client);
        },
      });
    }
    await stage.finish({ name, to, dialect: 'native' });
  },
};

function downloadTwice(stage: Stage): Promise<unknown> {
  return Promise.all([FILE, FILE].map(({ name }) => stage.download({ name })));
}

/** Given to the server by NODE_OPTIONS: the programs have no way to lose a thread when asked. */
const THREAD_KILLER = new URL('../preloads/thread-killer.ts', import.meta.url).href;

const threadDied: Fault = {
  name: 'thread-died',
  what: 'a thread of the server terminated in the middle of downloads, two of them over HTTP (a module loaded before the program does it); compared with the same downloads, nothing terminated',
  work: (stage) => downloadTwice(stage),
  unavailable:
    process.platform === 'win32' ? 'Windows has no signal to tell the module with' : undefined,
  conditions: { environment: { NODE_OPTIONS: `--import ${THREAD_KILLER}` } },
  breaksConnections: true,
  prepare: (served) => void served.write(FILE.name, FILE.sizeBytes),
  async run(stage) {
    const { random, port } = stage;
    const server = stage.server();
    const { name, sizeBytes } = FILE;
    const targets = [stage.folder(), stage.folder()];
    const bytes = random.between(0, sizeBytes);
    const readers = await Promise.all(Array.from({ length: 6 }, () => WireClient.connect(port)));
    for (const reader of readers) {
      reader.ask({ op: 'get', name: random.pick(['others.bin', 'filling.bin']) });
      await reader.readJson();
    }
    const { served } = stage;
    const overHttp = [0, 1].map(() => fetchWholeOverHttp({ served, name, port }));
    const downloads = await beginDownloads(stage, targets, bytes);
    process.kill(server.pid, 'SIGUSR2');
    await Promise.all(overHttp);
    for (const { code, said } of await Promise.all(downloads)) {
      promised(code === 0, `a client ended with ${code}: ${said}`);
    }
    for (const reader of readers) reader.close();
    for (const to of targets) await stage.finish({ name, to, dialect: 'native' });
    await eventually(
      () => server.isRunning(),
      (isRunning) => isRunning,
      () => 'the server ended with its thread',
    );
  },
};

export const dyingPrograms: readonly Fault[] = [serverKilled, clientKilled, threadDied];
