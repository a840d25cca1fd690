import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess, StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, existsSync, openSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startServer } from '../../src/engine/server/supervisor/start-server.ts';
import { MAIN, HAS_SIGNALS, startCli, temporaryFolder } from './run-cli.ts';

const WAIT = { timeout: 15_000, interval: 20 };
const FULL_DEVICE = '/dev/full';
const isRootOnLinux = process.platform === 'linux' && process.getuid?.() === 0;

/** A program of ours with streams that a test has opened. */
function startWith(words: readonly string[], stdio: StdioOptions): ChildProcess {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] };
  const child = spawn(process.execPath, [MAIN, ...words], { stdio, env });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  return child;
}

function collect(child: ChildProcess, stream: 'stdout' | 'stderr'): () => string {
  let text = '';
  child[stream]?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return () => text;
}

function open(file: string, flags: string | number): number {
  const fd = openSync(file, flags);
  onTestFinished(() => {
    try {
      closeSync(fd);
    } catch {
      // The test has closed it.
    }
  });
  return fd;
}

async function freePort(): Promise<number> {
  const directory = await temporaryFolder();
  const server = await startServer({ directory, ports: [{ port: 0, host: '127.0.0.1' }] });
  const port = server.status().ports[0]?.port;
  await server.stop({ graceMs: 0 });
  return port!;
}

/** Fetches a file; a server that has ended fails this. */
async function fetchFrom(port: number, name: string): Promise<void> {
  const target = await temporaryFolder();
  const { code, stderr } = await startCli(['tcp_client', '127.0.0.1', String(port), name, target])
    .ended;
  expect(stderr).toBe('');
  expect(code).toBe(0);
}

async function served(): Promise<string> {
  const directory = await temporaryFolder();
  await writeFile(path.join(directory, 'a.txt'), 'hello');
  return directory;
}

async function expectEndsInOrder(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  if (HAS_SIGNALS) expect(child.exitCode).toBe(0);
}

it.each([[[]], [['--json']]])(
  'a server goes on when the reader of its log goes away, %j',
  async (flags) => {
    const port = await freePort();
    const words = ['fifolio', 'serve', await served(), '--port', String(port), ...flags];
    const server = startCli(words);
    await vi.waitFor(() => expect(server.stdout()).toContain(String(port)), WAIT);
    server.process.stdout.destroy();
    for (let request = 0; request < 3; request++) await fetchFrom(port, 'a.txt');
    await vi.waitFor(() => expect(server.stderr()).toContain('The log cannot be written'), WAIT);
    await fetchFrom(port, 'a.txt');
    expect(server.stderr().match(/cannot be written/g)).toHaveLength(1);
    await expectEndsInOrder(server.process);
    if (!HAS_SIGNALS) return;
    expect((await server.ended).stderr).toMatch(/\d lines? of the log could not be written\.\n$/);
  },
);

it('a server goes on when neither of its streams has a reader', async () => {
  const port = await freePort();
  const server = startCli(['tcp_server', String(port), await served()]);
  await vi.waitFor(() => expect(server.stdout()).toContain(String(port)), WAIT);
  server.process.stdout.destroy();
  server.process.stderr.destroy();
  for (let request = 0; request < 3; request++) await fetchFrom(port, 'a.txt');
  await expectEndsInOrder(server.process);
});

it.runIf(existsSync(FULL_DEVICE))('a server starts and goes on with a full device', async () => {
  const port = await freePort();
  const full = open(FULL_DEVICE, 'w');
  const server = startWith(['tcp_server', String(port), await served()], ['ignore', full, 'pipe']);
  const stderr = collect(server, 'stderr');
  await vi.waitFor(() => expect(stderr()).toContain('the disk is full'), WAIT);
  await vi.waitFor(() => fetchFrom(port, 'a.txt'), WAIT);
  await expectEndsInOrder(server);
});

it.runIf(process.platform !== 'win32')(
  'a server writes its log again when it can, and says how much is missing',
  async () => {
    const port = await freePort();
    const pipe = path.join(await temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    // Opened for both, as opening one end alone waits for the other.
    const first = open(pipe, constants.O_RDWR);
    const writing = open(pipe, constants.O_WRONLY);
    const words = ['fifolio', 'serve', await served(), '--port', String(port), '--json'];
    const server = startWith(words, ['ignore', writing, 'pipe']);
    const stderr = collect(server, 'stderr');
    await vi.waitFor(() => fetchFrom(port, 'a.txt'), WAIT);
    closeSync(first);
    await fetchFrom(port, 'a.txt');
    await vi.waitFor(() => expect(stderr()).toContain('the program that read it has ended'), WAIT);

    const reader = spawn('cat', [pipe], { stdio: ['ignore', 'pipe', 'ignore'] });
    onTestFinished(() => void reader.kill());
    const log = collect(reader, 'stdout');
    await vi.waitFor(async () => {
      await fetchFrom(port, 'a.txt');
      expect(log()).toMatch(/^{"type":"logLinesLost","atMs":\d+,"count":\d+}\n{.*}\n/m);
    }, WAIT);
    expect(stderr()).toMatch(/The log can be written again; \d+ lines? of it (was|were) lost\.\n$/);
    await expectEndsInOrder(server);
  },
);

it.runIf(process.platform !== 'win32')(
  'a log that nobody reads does not hold up the end',
  async () => {
    const port = await freePort();
    const server = startWith(
      ['fifolio', 'serve', await served(), '--port', String(port), '--json'],
      ['ignore', 'pipe', 'inherit'],
    );
    await vi.waitFor(() => fetchFrom(port, 'a.txt'), WAIT);
    // More than the pipe and the buffers hold.
    await askForMissing(port, 2000);
    await expectEndsInOrder(server);
  },
);

/** Asks for so many files that are not there, each of them a line in the log; resolves after the last answer. */
async function askForMissing(port: number, count: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  const request = `${JSON.stringify({ op: 'get', name: 'x'.repeat(200) })}\n`;
  socket.write(request.repeat(count));
  let answers = 0;
  for await (const chunk of socket) {
    answers += (chunk as Buffer).toString('latin1').split('\n').length - 1;
    if (answers >= count) return;
  }
}

/** A disk of 64 KiB that is nearly full, and a place for a log on it. */
async function fullDisk(): Promise<{ readonly log: string; makeRoom(): Promise<void> }> {
  const disk = path.join(await temporaryFolder(), 'disk');
  await mkdir(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]);
  onTestFinished(() => void execFileSync('umount', ['--lazy', disk]));
  const ballast = path.join(disk, 'ballast');
  await writeFile(ballast, Buffer.alloc(60 * 1024));
  return { log: path.join(disk, 'log'), makeRoom: () => rm(ballast) };
}

it.runIf(isRootOnLinux)('a log on a disk that fills has whole lines alone', async () => {
  const port = await freePort();
  const { log, makeRoom } = await fullDisk();
  const words = ['fifolio', 'serve', await served(), '--port', String(port), '--json'];
  const server = startWith(words, ['ignore', open(log, 'w'), 'pipe']);
  const stderr = collect(server, 'stderr');
  await vi.waitFor(() => fetchFrom(port, 'a.txt'), WAIT);
  await vi.waitFor(async () => {
    await fetchFrom(port, 'a.txt');
    expect(stderr()).toContain('the disk is full');
  }, WAIT);
  await makeRoom();
  await vi.waitFor(async () => {
    await fetchFrom(port, 'a.txt');
    expect(stderr()).toContain('The log can be written again');
  }, WAIT);
  await expectEndsInOrder(server);
  const lines = (await readFile(log, 'utf8')).trimEnd().split('\n');
  const types = lines.map((line) => (JSON.parse(line) as { type: string }).type);
  expect(types).toContain('logLinesLost');
});

it.runIf(isRootOnLinux)('an answer that was cut short by a full disk ends with 4', async () => {
  const directory = await temporaryFolder();
  for (let index = 0; index < 100; index++) {
    await writeFile(path.join(directory, `${index}-${'x'.repeat(200)}`), '');
  }
  const ports = [{ port: 0, host: '127.0.0.1' }];
  const server = await startServer({ directory, ports, threads: 1 });
  onTestFinished(() => server.stop({ graceMs: 0 }));
  const { log } = await fullDisk();
  const address = `127.0.0.1:${server.status().ports[0]?.port}`;
  // One line, of which some fits.
  const child = startWith(
    ['fifolio', 'files', address, '--json'],
    ['ignore', open(log, 'w'), 'pipe'],
  );
  const stderr = collect(child, 'stderr');
  await once(child, 'close');
  expect(stderr()).toBe('fifolio: error: The output could not be written: the disk is full.\n');
  expect(child.exitCode).toBe(4);
});

it.runIf(existsSync(FULL_DEVICE)).each([
  ['list', []],
  ['files', []],
  ['stats', []],
  ['get', ['a.txt']],
  ['watch', ['--json']],
] as const)(
  '%s ends with a sentence and 4 when its output cannot be written',
  async (command, rest) => {
    const directory = await served();
    const ports = [{ port: 0, host: '127.0.0.1' }];
    const server = await startServer({ directory, ports, threads: 1 });
    onTestFinished(() => server.stop({ graceMs: 0 }));
    const address = `127.0.0.1:${server.status().ports[0]?.port}`;
    await fetchFrom(server.status().ports[0]!.port, 'a.txt');
    const target = await temporaryFolder();
    const words = [
      'fifolio',
      command,
      address,
      ...rest,
      ...(command === 'get' ? ['--to', target] : []),
    ];
    const child = startWith(words, ['ignore', open(FULL_DEVICE, 'w'), 'pipe']);
    const stderr = collect(child, 'stderr');
    await once(child, 'close');
    expect(stderr()).toBe('fifolio: error: The output could not be written: the disk is full.\n');
    expect(child.exitCode).toBe(4);
    // The file is there all the same.
    if (command === 'get') expect(await readFile(path.join(target, 'a.txt'), 'utf8')).toBe('hello');
  },
);

it('a download goes on when the reader of its report goes away', async () => {
  const directory = await temporaryFolder();
  const names = Array.from({ length: 300 }, (_, index) => `${index}.txt`);
  for (const name of names) await writeFile(path.join(directory, name), name);
  const ports = [{ port: 0, host: '127.0.0.1' }];
  const server = await startServer({ directory, ports, threads: 1 });
  onTestFinished(() => server.stop({ graceMs: 0 }));
  const target = await temporaryFolder();
  const address = `127.0.0.1:${server.status().ports[0]?.port}`;
  const client = startCli(['fifolio', 'get', address, ...names, '--to', target]);
  client.process.stdout.destroy();
  const { code, stderr } = await client.ended;
  expect(stderr).toBe('');
  expect(code).toBe(0);
  for (const name of names) expect(await readFile(path.join(target, name), 'utf8')).toBe(name);
});
