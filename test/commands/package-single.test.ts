import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { makeSingleExecutable } from '../../scripts/package/single-executable.ts';
import { FIFOLIO_VERSION } from '../../src/shared/version.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const NAME = process.platform === 'win32' ? 'fifolio.exe' : 'fifolio';
const run = promisify(execFile);

let folder: string;
/** Alone in its folder. */
let executable: string;
/** No Node can be found, and nothing of the surroundings steers the program. */
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fifolio-single-'));
  executable = path.join(folder, 'installed', NAME);
  const data = path.join(folder, 'data');
  env = { PATH: '', HOME: data, APPDATA: data, SystemRoot: process.env['SystemRoot'] };
  await mkdir(path.dirname(executable));
  await makeSingleExecutable({ root: ROOT, node: process.execPath, output: executable });
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Starts a server that the test stops; resolves to what it has printed once that says `expected`. */
async function serve(
  program: string,
  words: readonly string[],
  expected: RegExp,
): Promise<{ printed: string; port: string }> {
  const server = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'], env });
  onTestFinished(async () => {
    server.kill();
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
  });
  let printed = '';
  server.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await expect.poll(() => printed, { timeout: 20_000 }).toMatch(expected);
  return { printed, port: /"port":(\d+)/.exec(printed)?.[1] ?? '' };
}

async function sharedFile(name: string, content: string): Promise<string> {
  const shared = await mkdtemp(path.join(folder, 'shared-'));
  await writeFile(path.join(shared, name), content);
  return shared;
}

test('the single executable serves and fetches with its worker threads, and shows the panel', async () => {
  expect(await readdir(path.dirname(executable))).toEqual([NAME]);
  const shared = await sharedFile('a file.txt', 'content');
  const serving = ['serve', shared, '--port', '0', '--panel', '--json'];
  const { printed, port } = await serve(executable, serving, /http:\S+token=/);
  const to = path.join(folder, 'downloads');
  await run(executable, ['get', `127.0.0.1:${port}`, 'a file.txt', '--to', to], { env });
  expect(await readFile(path.join(to, 'a file.txt'), 'utf8')).toBe('content');
  const { stdout } = await run(executable, ['stats', `127.0.0.1:${port}`, '--json'], { env });
  expect(JSON.parse(stdout)).toMatchObject({ version: FIFOLIO_VERSION });

  const address = /http:[^\s"]+/.exec(printed)?.[0] ?? '';
  const entry = await fetch(address, { redirect: 'manual' });
  const cookie = entry.headers.get('set-cookie')?.split(';')[0] ?? '';
  const page = await fetch(new URL('/', address), { headers: { cookie } });
  expect(await page.text()).toMatch(/^<!doctype html>/);
}, 60_000);

test.skipIf(process.platform === 'win32')(
  'is tcp_server and tcp_client under these names (links, which Windows reserves to administrators)',
  async () => {
    const linked = await mkdtemp(path.join(folder, 'linked-'));
    const [server, client] = ['tcp_server', 'tcp_client'].map((name) => path.join(linked, name));
    for (const link of [server!, client!]) await symlink(executable, link);
    const shared = await sharedFile('b.txt', 'content of b');
    const { port } = await serve(server!, ['0', shared, '--json'], /"port":[1-9]/);
    const to = path.join(linked, 'downloads');
    await run(client!, ['127.0.0.1', port, 'b.txt', to], { env });
    expect(await readFile(path.join(to, 'b.txt'), 'utf8')).toBe('content of b');
  },
  60_000,
);

test('is the same, byte for byte, wherever it is made', async () => {
  const again = path.join(folder, 'somewhere', 'else', NAME);
  await mkdir(path.dirname(again), { recursive: true });
  await makeSingleExecutable({ root: ROOT, node: process.execPath, output: again });
  expect((await readFile(again)).equals(await readFile(executable))).toBe(true);
}, 120_000);
