import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, statfsSync, unlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { startProgram, untilGreeting } from '../../../harness/fifolio.ts';
import { isOrderlyEnd } from '../../../harness/orderly-end.ts';
import { freePort } from '../../../harness/ports.ts';
import { WireClient } from '../../../harness/wire-client.ts';
import type { Fault, Stage } from '../fault.ts';
import { eventually, promised } from '../support/loss.ts';

const MIB = 1 << 20;
const FILE = { name: 'large.bin', sizeBytes: 24 * MIB };
const NOT_ON_WINDOWS = process.platform === 'win32' ? 'Windows has no ulimit' : undefined;
/** Threads, epolls, listeners and standard streams need about 40. */
const FILES_AT_MOST = 120;

const descriptors: Fault = {
  name: 'descriptors',
  what: `the server may have ${FILES_AT_MOST} files open (ulimit -n) and gets 300 connections`,
  unavailable: NOT_ON_WINDOWS,
  conditions: { shell: `ulimit -n ${FILES_AT_MOST}` },
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
    const dialects =
      size === 'full' ? (['native', 'auto', 'plain'] as const) : (['plain'] as const);
    const targets = dialects.map((dialect) => ({ dialect, to: stage.folder() }));
    await Promise.all(targets.map((target) => stage.download({ name, ...target })));
    for (const client of crowd) client.close();
    for (const target of targets) await stage.finish({ name, ...target });
  },
};

const SILENT = 400;

/** Without the server's own care the system would end connections, in an order that chance decides. */
const noDescriptors: Fault = {
  name: 'no-descriptors',
  what: `the server may have 256 files open, room for 5,000 connections, and gets ${SILENT} that say nothing: none may end in the way that is an empty file in the plain dialect`,
  unavailable: NOT_ON_WINDOWS,
  conditions: { shell: 'ulimit -n 256' },
  serverArgs: ['--max-connections', '5000', '--request-timeout', '1s'],
  work: (stage) => downloadInBoth(stage),
  prepare: (served) => void served.write(FILE.name, FILE.sizeBytes),
  async run(stage) {
    const { port } = stage;
    const name = FILE.name;
    const crowd = Array.from({ length: SILENT }, () => endOfSilence(port));
    const dialects = ['plain', 'plain', 'auto'] as const;
    const targets = dialects.map((dialect) => ({ dialect, to: stage.folder() }));
    const downloads = targets.map((target) => stage.download({ name, ...target }));
    const ends = await Promise.all(crowd);
    const ordinary = ends.filter((end) => end === 'end').length;
    promised(ordinary === 0, `${ordinary} of ${SILENT} silent connections had an ordinary end`);
    await Promise.all(downloads);
    for (const target of targets) await stage.finish({ name, ...target });
  },
};

/** How a connection ends on which nothing is asked: an error's code, or `end`. */
function endOfSilence(port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    socket.resume();
    socket.on('end', () => {
      void isOrderlyEnd(socket).then((isOrderly) => {
        resolve(isOrderly ? 'end' : 'reset');
        socket.destroy();
      });
    });
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
  });
}

const FULL_DEVICE = '/dev/full';

const logFull: Fault = {
  name: 'log-full',
  what: 'the log of the server is on a full disk: it says so once, drops lines and goes on',
  unavailable: existsSync(FULL_DEVICE) ? undefined : `there is no ${FULL_DEVICE}`,
  conditions: { shell: `exec >${FULL_DEVICE}` },
  serverArgs: ['--json'],
  work: (stage) => downloadInBoth(stage),
  prepare: (served) => void served.write(FILE.name, FILE.sizeBytes),
  run: (stage) => goOnWithoutLog(stage),
};

/** A pipe whose reader ends after the first line. */
const SHORT_READER =
  'pipe=$(mktemp -u) && mkfifo "$pipe" && { head -n 1 "$pipe" >/dev/null & exec >"$pipe"; rm "$pipe"; }';

const logUnread: Fault = {
  name: 'log-unread',
  what: 'the program that reads the log of the server ends: it says so once, drops lines and goes on',
  unavailable: NOT_ON_WINDOWS,
  conditions: { shell: SHORT_READER },
  serverArgs: ['--json'],
  work: (stage) => downloadInBoth(stage),
  prepare: (served) => void served.write(FILE.name, FILE.sizeBytes),
  run: (stage) => goOnWithoutLog(stage),
};

/** Each of them would be lines of the log. */
async function downloadInBoth(stage: Stage): Promise<void> {
  for (const dialect of ['native', 'plain'] as const) {
    const { code, said } = await stage.download({ name: FILE.name, dialect });
    promised(code === 0, `a client ended with ${code}: ${said}`);
  }
}

async function goOnWithoutLog(stage: Stage): Promise<void> {
  await downloadInBoth(stage);
  const server = stage.server();
  promised(server.isRunning(), `the server ended with its log: ${server.errors()}`);
  await eventually(
    () => server.errors().split('The log cannot be written').length - 1,
    (times) => times === 1,
    (times) => `the server said ${times} times that its log cannot be written`,
  );
}

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
    const dialect = random.pick(['native', 'plain'] as const);
    if (!mountSmallDisk(to)) {
      const blocks = random.between(1, FILE.sizeBytes / 512 - 1);
      const limited = { name, to, dialect, conditions: { shell: `ulimit -f ${blocks}` } };
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

export const troubleAtHome: readonly Fault[] = [
  descriptors,
  noDescriptors,
  logFull,
  logUnread,
  addressInUse,
  diskFull,
  clock,
];
