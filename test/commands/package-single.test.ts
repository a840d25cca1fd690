import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { makeSingleExecutable } from '../../scripts/package/single-executable.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const ENDING = process.platform === 'win32' ? '.exe' : '';

test('the single executable serves and fetches with its worker threads, and shows the panel', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'fifolio-single-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const executable = path.join(folder, `fifolio${ENDING}`);
  await makeSingleExecutable({ root: ROOT, node: process.execPath, output: executable });
  expect(await readdir(folder)).toEqual([path.basename(executable)]);

  const file = path.join(folder, 'a file.txt');
  await writeFile(file, 'content');
  const data = path.join(folder, 'data');
  const server = spawn(executable, ['serve', folder, '--port', '0', '--panel', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, HOME: data, XDG_CONFIG_HOME: data, APPDATA: data },
  });
  onTestFinished(async () => {
    server.kill();
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
  });
  let printed = '';
  server.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await expect.poll(() => printed, { timeout: 20_000 }).toMatch(/http:\S+token=/);
  const port = /"port":(\d+)/.exec(printed)?.[1] ?? '';
  const to = path.join(folder, 'downloads');
  await promisify(execFile)(executable, ['get', `127.0.0.1:${port}`, 'a file.txt', '--to', to]);
  expect(await readFile(path.join(to, 'a file.txt'), 'utf8')).toBe('content');

  const address = /http:[^\s"]+/.exec(printed)?.[0] ?? '';
  const entry = await fetch(address, { redirect: 'manual' });
  const cookie = entry.headers.get('set-cookie')?.split(';')[0] ?? '';
  const page = await fetch(new URL('/', address), { headers: { cookie } });
  expect(await page.text()).toMatch(/^<!doctype html>/);
}, 120_000);
