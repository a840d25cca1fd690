import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { HAS_SIGNALS, type RunningCli, startCli, temporaryFolder } from './run-cli.ts';
import { WireClient } from '../../harness/wire-client.ts';

const WAIT = { timeout: 15_000, interval: 20 };
const isRootOnLinux = process.platform === 'linux' && process.getuid?.() === 0;

async function served(): Promise<string> {
  const directory = await temporaryFolder();
  await writeFile(path.join(directory, 'a.txt'), 'five!');
  await writeFile(path.join(directory, 'b, "c".txt'), 'seven!!');
  return directory;
}

/** A server that records, and a client of it. */
async function recording(
  options: readonly string[],
): Promise<{ readonly server: RunningCli; readonly client: WireClient }> {
  const words = ['fifolio', 'serve', await served(), '--port', '0', '--json', ...options];
  const server = startCli(words);
  const port = await vi.waitFor(() => {
    const opened = /"type":"portOpened".*?"port":(\d+)/.exec(server.stdout());
    expect(opened, server.stderr()).not.toBeNull();
    return Number(opened![1]);
  }, WAIT);
  const client = await WireClient.connect(port);
  onTestFinished(() => client.close());
  return { server, client };
}

/** The fields of each line after the header, when the server has ended. */
async function recorded({ process: child, ended }: RunningCli, file: string): Promise<string[][]> {
  child.kill('SIGINT');
  await ended;
  const [header, ...lines] = (await readFile(file, 'utf8')).trimEnd().split('\n');
  expect(header).toBe('time,name,size,version');
  return lines.map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));
}

it.runIf(HAS_SIGNALS)('every request for a file is written down, in order', async () => {
  const file = path.join(await temporaryFolder(), 'requests.csv');
  const { server, client } = await recording(['--record', file]);
  const before = Date.now() / 1000;
  for (const name of ['a.txt', 'b, "c".txt', 'a.txt', 'a.txt']) await client.get(name);
  client.ask({ op: 'get', name: 'none' }, { op: 'list' });
  const lines = await recorded(server, file);
  expect(lines.map(([, name, size]) => [name, size])).toEqual([
    ['a.txt', '5'],
    ['"b, ""c"".txt"', '7'],
    ['a.txt', '5'],
    ['a.txt', '5'],
  ]);
  const times = lines.map(([time]) => Number(time));
  expect(times).toEqual([...times].sort((left, right) => left - right));
  expect(times[0]).toBeGreaterThanOrEqual(Math.floor(before));
  const versions = lines.map(([, , , version]) => version);
  expect(versions[0]).toMatch(/^5-[\da-z-]+$/);
  expect(versions[2]).toBe(versions[0]);
});

it.runIf(HAS_SIGNALS)('an anonymous recording has no names', async () => {
  const file = path.join(await temporaryFolder(), 'requests.csv');
  const { server, client } = await recording(['--record', file, '--record-anonymous']);
  for (const name of ['a.txt', 'b, "c".txt', 'a.txt']) await client.get(name);
  const lines = await recorded(server, file);
  expect(lines).toHaveLength(3);
  expect(lines[2]!.slice(1)).toEqual(lines[0]!.slice(1));
  expect(lines[1]![1]).not.toBe(lines[0]![1]);
  expect(JSON.stringify(lines)).not.toContain('.txt');
});

it.each([
  [['--record-size', '1MiB'], '--record-size needs --record FILE.', 2],
  [['--record-anonymous'], '--record-anonymous needs --record FILE.', 2],
  [
    ['--record', 'r.csv', '--record-size', '1'],
    '--record-size must be a size from 4KiB to 1024GiB, such as 100MiB, not "1".',
    2,
  ],
  [['--record', path.join('none', 'r.csv')], 'its folder does not exist.', 4],
  [['--record', 'a.txt'], 'it is there, and is no recording.', 4],
] as const)('%j is refused', async (options, message, exitCode) => {
  const directory = await served();
  const { code, stderr } = await startCli(['fifolio', 'serve', '.', '--port', '0', ...options], {
    directory,
  }).ended;
  expect(stderr).toContain(message);
  expect(code).toBe(exitCode);
  expect(await readFile(path.join(directory, 'a.txt'), 'utf8')).toBe('five!');
});

it.runIf(isRootOnLinux)('a full disk harms the recording, and nothing else', async () => {
  const disk = path.join(await temporaryFolder(), 'disk');
  await mkdir(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]);
  onTestFinished(() => void execFileSync('umount', ['--lazy', disk]));
  const ballast = path.join(disk, 'ballast');
  const file = path.join(disk, 'requests.csv');
  const { server, client } = await recording(['--record', file]);
  await client.get('a.txt');
  await writeFile(ballast, Buffer.alloc(64 * 1024)).catch(() => undefined);
  let asked = 1;
  await vi.waitFor(async () => {
    for (let more = 0; more < 100; more++) await client.get('a.txt');
    asked += 100;
    expect(server.stderr()).toContain('recording failed  the disk is full');
  }, WAIT);
  await rm(ballast);
  await vi.waitFor(async () => {
    await client.get('a.txt');
    asked += 1;
    expect(server.stderr()).toContain('not recorded');
  }, WAIT);
  const lines = await recorded(server, file);
  const missing = [...server.stderr().matchAll(/not recorded {2}([\d,]+) request/g)];
  const lost = missing.reduce((sum, [, count]) => sum + Number(count!.replace(',', '')), 0);
  expect(lost).toBeGreaterThan(0);
  expect(lines).toHaveLength(asked - lost);
  for (const line of lines) expect(line).toHaveLength(4);
});
