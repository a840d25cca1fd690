import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { sampleBytes } from '../client/download-setup.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const IS_WINDOWS = process.platform === 'win32';
const run = promisify(execFile);

/** What is not in the package: sources, their maps, and what only a checkout uses. */
const EXPECTED =
  /^(CHANGELOG\.md|LICENSE|README\.md|package\.json|out\/(main|renderer)\/[^.]+.*\.(js|css|html|svg)|scripts\/(npm\/[a-z_-]+|node-version|run-if-new-enough)\.mjs)$/;

async function npm(args: readonly string[], cwd: string): Promise<string> {
  const { stdout } = await run('npm', args, { cwd, shell: IS_WINDOWS });
  return stdout;
}

test('the npm package installs without a build, serves and fetches, and leaves nothing behind', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'fifolio-npm-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const packed = await npm(
    ['pack', '--ignore-scripts', '--json', '--pack-destination', folder],
    ROOT,
  );
  const [tarball] = JSON.parse(packed) as { filename: string; files: { path: string }[] }[];
  const names = tarball!.files.map((file) => file.path);
  expect(names).toContain('out/main/cli.js');
  expect(names.filter((name) => !EXPECTED.test(name))).toEqual([]);

  const prefix = path.join(folder, 'prefix');
  const to = ['--global', '--prefix', prefix, '--ignore-scripts'];
  // Without the Node that it would bring for those who have none that is new enough.
  const file = path.join(folder, tarball!.filename);
  await npm(['install', ...to, '--omit=optional', '--offline', file], folder);
  const commands = IS_WINDOWS ? prefix : path.join(prefix, 'bin');
  const commandOf = (name: string): string =>
    path.join(commands, IS_WINDOWS ? `${name}.cmd` : name);
  const options = {
    shell: IS_WINDOWS,
    env: { ...process.env, PATH: path.dirname(process.execPath) },
  };

  const shared = path.join(folder, 'shared');
  const downloads = path.join(folder, 'downloads');
  await mkdir(shared);
  const content = sampleBytes(300_000);
  await writeFile(path.join(shared, 'sample.bin'), content);
  const serving = ['serve', shared, '--port', '0', '--json'];
  const server = spawn(commandOf('fifolio'), serving, {
    ...options,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    server.kill();
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
  });
  let printed = '';
  server.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await expect.poll(() => printed, { timeout: 20_000 }).toMatch(/"port":[1-9]/);
  const port = /"port":(\d+)/.exec(printed)?.[1] ?? '';
  await run(commandOf('tcp_client'), ['127.0.0.1', port, 'sample.bin', downloads], options);
  expect((await readFile(path.join(downloads, 'sample.bin'))).equals(content)).toBe(true);
  server.kill();
  await once(server, 'exit');

  await npm(['uninstall', ...to, 'fifolio'], folder);
  const left = await readdir(prefix, { recursive: true, withFileTypes: true });
  expect(left.filter((entry) => !entry.isDirectory()).map(({ name }) => name)).not.toContainEqual(
    expect.stringMatching(/fifolio|tcp_/),
  );
}, 120_000);
