import { join } from 'node:path';
import { mkdir, rm } from 'node:fs/promises';
import { expect, test } from '../fixtures.ts';
import { expectContent, makeFile } from '../support/files.ts';
import { freePort, takenPort } from '../support/free-port.ts';
import { fetchWithClient } from '../support/programs.ts';
import { startSlowClient } from '../support/slow-client.ts';

const MIB = 1024 * 1024;

test('starts on two ports of which one is taken, and takes the suggestion', async ({
  serve,
  folder,
}) => {
  const shared = join(folder, 'shared');
  const fetched = join(folder, 'fetched');
  await mkdir(fetched);
  const content = await makeFile(shared, 'a.bin', 100_000);
  const open = await freePort();
  const taken = await takenPort();

  await serve.chooseFolder(shared);
  await serve.setPorts(open, taken.port);
  await serve.start();
  await expect(serve.status).toContainText('Serving on 1 port');
  await expect(serve.port(open)).toContainText('open');
  await expect(serve.port(taken.port)).toContainText('failed');
  const alert = serve.card.getByRole('alert');
  await expect(alert).toContainText(`${taken.port} is in use`);

  const suggestion = alert.getByRole('button', { name: /^Use \d+ instead$/ });
  const suggested = Number(/\d+/.exec(await suggestion.innerText())![0]);
  await suggestion.click();
  await expect(serve.status).toContainText('Serving on 2 ports');
  await expect(serve.port(suggested)).toContainText('open');
  await taken.release();

  await fetchWithClient(open, 'a.bin', fetched);
  await expectContent(join(fetched, 'a.bin'), content);
  await fetchWithClient(suggested, 'a.bin', folder);
  await expect(serve.cachedFile('a.bin')).toContainText('97.7 KiB');

  await serve.stopButton.click();
  await expect(serve.startButton).toBeVisible();
  await expect(serve.status).toContainText('Stopped');
});

test('shows what is cached in its order of arrival, evicts and clears', async ({
  serve,
  folder,
}) => {
  const shared = join(folder, 'shared');
  const fetched = join(folder, 'fetched');
  await mkdir(fetched);
  for (const name of ['c.bin', 'a.bin', 'b.bin']) await makeFile(shared, name, 3 * MIB);
  const port = await freePort();
  await serve.chooseFolder(shared);
  await serve.setPorts(port);
  await serve.start();

  await expect(serve.cachedSection).toContainText('Nothing cached yet');
  for (const name of ['c.bin', 'a.bin', 'b.bin']) await fetchWithClient(port, name, fetched);
  await expect.poll(() => serve.blockNames()).toEqual(['c.bin', 'a.bin', 'b.bin']);
  await expect(serve.cache).toContainText(/9(\.0)?( MiB)? of 64 MiB/);
  await expect(serve.block('c.bin')).toHaveAccessibleName(/3 MiB, cached .*\d.*, 0 hits/);
  await expect(serve.cachedFile('c.bin')).toContainText('Next out');
  await expect(serve.cachedFile('a.bin')).toContainText('3 MiB');

  // A hit does not change the order.
  await fetchWithClient(port, 'c.bin', folder);
  await expect(serve.block('c.bin')).toHaveAccessibleName(/1 hit$/);
  expect(await serve.blockNames()).toEqual(['c.bin', 'a.bin', 'b.bin']);
  await expect(serve.cache).toContainText('hit ratio 25 %');

  // Sorting does not change which is next out.
  await serve.cachedFiles.getByRole('button', { name: 'Name' }).click();
  await expect(serve.cachedFiles.getByRole('row').nth(1)).toContainText('a.bin');
  await expect(serve.cachedFile('c.bin')).toContainText('Next out');

  await serve.cachedFile('c.bin').click({ button: 'right' });
  await serve.page.getByRole('menuitem', { name: 'Evict' }).click();
  await expect.poll(() => serve.blockNames()).toEqual(['a.bin', 'b.bin']);
  await expect(serve.log).toContainText('evicted by you');

  await serve.cache.getByRole('button', { name: 'Clear' }).click();
  await serve.page.getByRole('dialog').getByRole('button', { name: 'Clear' }).click();
  await expect(serve.blocks).toHaveCount(0);
  await expect(serve.log).toContainText('evicted: cache cleared');
});

test('pushes the oldest off past 64 MiB, and says why', async ({ serve, folder }) => {
  const shared = join(folder, 'shared');
  const fetched = join(folder, 'fetched');
  await mkdir(fetched);
  const names = ['1.bin', '2.bin', '3.bin', '4.bin', '5.bin'];
  for (const name of names) await makeFile(shared, name, 15 * MIB);
  const port = await freePort();
  await serve.chooseFolder(shared);
  await serve.setPorts(port);
  await serve.start();

  for (const name of names.slice(0, 4)) await fetchWithClient(port, name, fetched);
  await expect.poll(() => serve.blockNames()).toEqual(names.slice(0, 4));
  await expect(serve.cache).toContainText(/60(\.0)?( MiB)? of 64 MiB/);
  await fetchWithClient(port, '5.bin', fetched);
  await expect.poll(() => serve.blockNames()).toEqual(names.slice(1));
  const eviction = serve.log.getByRole('row').filter({ hasText: 'evicted to make room' });
  await expect(eviction).toContainText('1.bin');
  await expect(serve.cachedFile('2.bin')).toContainText('Next out');

  // Larger than the cache: sent, not cached.
  const large = await makeFile(shared, 'large.bin', 65 * MIB);
  await fetchWithClient(port, 'large.bin', fetched);
  await expectContent(join(fetched, 'large.bin'), large);
  await expect(serve.log.getByRole('row').filter({ hasText: 'large.bin' })).toContainText('disk');
  expect(await serve.blockNames()).toEqual(names.slice(1));
});

test('disconnects a slow client', async ({ serve, folder }) => {
  const shared = join(folder, 'shared');
  await makeFile(shared, 'big.bin', 32 * MIB);
  const port = await freePort();
  await serve.chooseFolder(shared);
  await serve.setPorts(port);
  await serve.start();

  const client = await startSlowClient(port, 'big.bin');
  const transfers = serve.activity.getByRole('list', { name: 'Transfers in progress' });
  await expect(transfers).toContainText('big.bin');
  await expect(transfers).toContainText('of 32 MiB');
  await transfers.getByRole('button', { name: /^Disconnect/ }).click();
  await expect(transfers).toBeHidden();
  expect(await client.takeRest()).toBeLessThan(32 * MIB);
  await expect(serve.log).toContainText('disconnected by you');
});

test('stops with a transfer running', async ({ serve, folder }) => {
  const shared = join(folder, 'shared');
  await makeFile(shared, 'big.bin', 32 * MIB);
  const port = await freePort();
  await serve.chooseFolder(shared);
  await serve.setPorts(port);
  await serve.start();
  const client = await startSlowClient(port, 'big.bin');
  await expect(serve.activity).toContainText('big.bin');

  await serve.stopButton.click();
  await expect(serve.status).toContainText('Stopping');
  await serve.card.getByRole('button', { name: 'Stop now' }).click();
  await expect(serve.startButton).toBeVisible();
  expect(await client.takeRest()).toBeLessThan(32 * MIB);
  await expect(serve.log).toContainText('Server stopped');
});

test('says what is wrong with a folder that has gone', async ({ serve, folder }) => {
  const shared = join(folder, 'shared');
  await mkdir(shared);
  await serve.chooseFolder(shared);
  await rm(shared, { recursive: true });
  await serve.startButton.click();
  await expect(serve.status).toContainText('Could not start');
  await expect(serve.card).toContainText(/there is no such folder|does not exist/);
});
