import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { FetchPane } from '../pages/fetch-pane.ts';
import { ServePane } from '../pages/serve-pane.ts';
import { expectContent, makeFile } from '../support/files.ts';
import { freePort } from '../support/free-port.ts';
import { startServerProcess } from '../support/programs.ts';
import { Relay } from '../support/relay.ts';

const MIB = 1024 * 1024;

test('remembers after a restart, and offers to continue what was left over', async ({
  startApp,
  folder,
}) => {
  const there = join(folder, 'there');
  const here = join(folder, 'here');
  await mkdir(here);
  const content = await makeFile(there, 'big.bin', 20 * MIB);
  const server = await startServerProcess(there);
  const relay = await Relay.open(server.port);
  const port = await freePort();

  const first = await startApp();
  const serve = new ServePane(first);
  await serve.chooseFolder(there);
  await serve.setPorts(port);
  const fetch = new FetchPane(first);
  await fetch.connected(relay.port);
  await fetch.saveTo(here);
  relay.allow(8 * MIB);
  await fetch.getByName('big.bin');
  await expect(fetch.download('big.bin')).toContainText(/[1-9].* MiB of 20 MiB/);
  await first.close();
  expect(await readdir(here)).toContainEqual(expect.stringMatching(/^big\.bin\.part/));

  const second = await startApp();
  const serveAgain = new ServePane(second);
  await expect(serveAgain.card).toContainText(there);
  await expect(serveAgain.port(port)).toBeVisible();
  const fetchAgain = new FetchPane(second);
  await expect(fetchAgain.downloads).toContainText('1 download was not finished');
  // Too little for all of it: it has to go on where it stopped.
  relay.allow(16 * MIB);
  await fetchAgain.downloads.getByRole('button', { name: 'Resume', exact: true }).click();
  await fetchAgain.expectDone('big.bin');
  await expectContent(join(here, 'big.bin'), content);
  expect(await readdir(here)).toEqual(['big.bin']);
  await second.close();
  await relay.close();
  await server.kill();
});

test.describe('on a small disk', () => {
  // Asked before the app is started.
  test.skip(() => !canMountSmallDisk(), 'a small disk can be mounted by root on Linux only');

  test('a disk that fills: says so, and goes on once there is room', async ({ fetch, folder }) => {
    const disk = join(folder, 'disk');
    await mkdir(disk);
    mountSmallDisk(disk, '4m');
    try {
      const there = join(folder, 'there');
      const content = await makeFile(there, 'big.bin', 6 * MIB);
      const server = await startServerProcess(there);
      await fetch.connected(server.port);
      await fetch.saveTo(disk);
      await fetch.getByName('big.bin');
      await expect(fetch.download('big.bin')).toContainText('Failed');
      await expect(fetch.download('big.bin')).toContainText(/disk is full|no room|no space/i);

      execFileSync('mount', ['-o', 'remount,size=16m', disk]);
      await fetch.act('Retry', 'big.bin');
      await fetch.expectDone('big.bin');
      await expectContent(join(disk, 'big.bin'), content);
      await server.kill();
    } finally {
      unmount(disk);
    }
  });
});

function canMountSmallDisk(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'fifolio-disk-'));
  try {
    mountSmallDisk(folder, '1m');
    unmount(folder);
    return true;
  } catch {
    // As in containers.
    return false;
  } finally {
    rmdirSync(folder);
  }
}

function mountSmallDisk(folder: string, size: string): void {
  const options = ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder];
  execFileSync('mount', options, { stdio: 'ignore' });
}

function unmount(folder: string): void {
  execFileSync('umount', ['--lazy', folder]);
}
