import { spawnSync } from 'node:child_process';
import { rmSync, statfsSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startProgram, untilGreeting } from '../../../harness/fifolio.ts';
import { freePort } from '../../../harness/ports.ts';
import { WireClient } from '../../../harness/wire-client.ts';
import type { Fault, Stage } from '../fault.ts';
import { promised } from '../support/loss.ts';

const MIB = 1 << 20;
const FILE = { name: 'large.bin', sizeBytes: 24 * MIB };
const NOT_ON_WINDOWS = process.platform === 'win32' ? 'Windows has no ulimit' : undefined;
/** Threads, epolls, listeners and standard streams need about 40. */
const FILES_AT_MOST = 120;

const descriptors: Fault = {
  name: 'descriptors',
  what: `the server may have ${FILES_AT_MOST} files open (ulimit -n) and gets 300 connections`,
  unavailable: NOT_ON_WINDOWS,
  conditions: { limit: `-n ${FILES_AT_MOST}` },
  // The crowd reads nothing, so it is cut then, and newcomers are let in.
  serverArgs: ['--idle-timeout', '3s'],
  prepare: (served) => void served.write(FILE.name, FILE.sizeBytes),
  async run(stage) {
    const { port, size } = stage;
    const crowd: WireClient[] = [];
    for (let at = 0; at < 300; at++) {
      const client = await WireClient.connect(port).catch(() => undefined);
      if (client === undefined) continue;
      client.ask({ op: 'get', name: FILE.name });
      crowd.push(client);
    }
    const name = FILE.name;
    const dialects = size === 'full' ? (['native', 'auto', 'seed'] as const) : (['seed'] as const);
    const targets = dialects.map((dialect) => ({ dialect, to: stage.folder() }));
    await Promise.all(targets.map((target) => stage.download({ name, ...target })));
    for (const client of crowd) client.close();
    for (const target of targets) await stage.finish({ name, ...target });
  },
};

const addressInUse: Fault = {
  name: 'address-in-use',
  what: 'a second server on the same port, alone and beside a free port',
  async run({ resources, port, served }) {
    const alone = await startProgram(resources, 'tcp_server', [String(port), served.path]);
    const code = await alone.ended;
    promised(code === 4, `a server without any port ended with ${code}`);
    promised(alone.errors().includes(String(port)), `it did not name the port: ${alone.errors()}`);
    const free = await freePort();
    const args = [String(port), served.path, '--port', String(free)];
    const beside = await startProgram(resources, 'tcp_server', args);
    await untilGreeting({ name: 'tcp_server', process: beside }, free);
    await beside.stop();
    promised(beside.errors().includes(String(port)), `not said which port: ${beside.errors()}`);
  },
};

/** A disk of its own, so small that it is full soon; `undefined` where that is not allowed. */
function mountSmallDisk(folder: string): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const options = ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder];
  return spawnSync('mount', options).status === 0;
}

const diskFull: Fault = {
  name: 'disk-full',
  what: 'the disk of the client is full in the middle (a tmpfs of 16 MiB, else a limit to the size of files), then has room',
  unavailable: NOT_ON_WINDOWS,
  prepare: (served) => void served.write(FILE.name, FILE.sizeBytes),
  async run(stage) {
    const { random } = stage;
    const to = stage.folder();
    const { name } = FILE;
    const dialect = random.pick(['native', 'seed'] as const);
    if (!mountSmallDisk(to)) {
      const blocks = random.between(1, FILE.sizeBytes / 512 - 1);
      const limited = { name, to, dialect, conditions: { limit: `-f ${blocks}` } };
      requireDiskTrouble(await stage.download(limited));
    } else {
      try {
        const { bsize, bavail } = statfsSync(to);
        const filler = random.between(0, bsize * bavail);
        writeFileSync(path.join(to, 'filler'), Buffer.alloc(filler));
        requireDiskTrouble(await stage.download({ name, to, dialect }));
        unlinkSync(path.join(to, 'filler'));
        spawnSync('mount', ['-o', 'remount,size=64m', to]);
        await stage.finish({ name, to, dialect });
      } finally {
        spawnSync('umount', [to]);
      }
      return;
    }
    await stage.finish({ name, to, dialect });
  },
};

function requireDiskTrouble({ code, said }: { code: number | string; said: string }): void {
  promised(code === 4, `with a full disk, the client ended with ${code}: ${said}`);
}

const JUMPING_CLOCK = new URL('../preloads/jumping-clock.ts', import.meta.url).href;

const clock: Fault = {
  name: 'clock',
  what: 'the wall clock of server and client jumps by up to a day five times a second (a module loaded before the programs does it)',
  conditions: { environment: { NODE_OPTIONS: `--import ${JUMPING_CLOCK}` } },
  serverArgs: ['--request-timeout', '1s'],
  prepare: (served) => void served.write(FILE.name, FILE.sizeBytes),
  async run(stage) {
    const to = stage.folder();
    const { name } = FILE;
    await Promise.all([
      slowRequest(stage),
      silentConnection(stage),
      stage.download({
        name,
        to,
        conditions: { environment: { NODE_OPTIONS: `--import ${JUMPING_CLOCK}` } },
      }),
    ]);
    promised(stage.served.requireWholeIn(to, name), `${name} was not fetched`);
    rmSync(path.join(to, name));
  },
};

/** Within its time, though the clock says otherwise. */
async function slowRequest({ port }: Stage): Promise<void> {
  const client = await WireClient.connect(port);
  await client.askFor({ op: 'hello' });
  for (const part of ['{"op":', '"hel', 'lo"}\n']) {
    client.send(part);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const answer = await client.readJson().catch(() => undefined);
  promised(answer?.['ok'] === true, 'a request of 0.5 s was cut, though it had 1 s');
  client.close();
}

/** Cut when its time is over, though the clock says otherwise. */
async function silentConnection({ port }: Stage): Promise<void> {
  const client = await WireClient.connect(port);
  const late = setTimeout(() => client.socket.destroy(new Error('late')), 15_000);
  await client.readUntilCut();
  clearTimeout(late);
  promised(
    client.failure?.message !== 'late',
    'a silent connection was not cut in 15 s, but has 1 s',
  );
}

export const troubleAtHome: readonly Fault[] = [descriptors, addressInUse, diskFull, clock];
