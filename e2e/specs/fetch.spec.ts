import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { expectContent, makeFile, makePlaces, noise } from '../support/files.ts';
import { freePort } from '../support/free-port.ts';
import { startPlainServer } from '../support/plain-server.ts';
import { fetchWithClient, startServerProcess } from '../support/programs.ts';
import { Relay } from '../support/relay.ts';

const MIB = 1024 * 1024;

test('lists cache and folder, downloads three files and a folder', async ({ fetch, folder }) => {
  const { there, here } = await makePlaces(folder);
  const contents = new Map<string, Buffer>();
  for (const [name, size] of [
    ['one.bin', 5 * MIB],
    ['two.bin', 70_000],
    ['three.bin', 0],
    ['music/song.bin', 200_000],
    ['music/live/encore.bin', 1],
    ['other.bin', 10],
  ] as const) {
    contents.set(name, await makeFile(there, name, size));
  }
  const server = await startServerProcess(there);
  await fetchWithClient(server.port, 'two.bin', folder);

  await fetch.connected(server.port);
  await expect(fetch.card).toContainText('verified downloads');
  await fetch.showCache();
  await expect(fetch.inCache.getByRole('row').filter({ hasText: 'two.bin' })).toContainText(
    '68.4 KiB',
  );
  await fetch.saveTo(here);
  await fetch.showFolder();
  await expect(fetch.inFolder.getByRole('row').filter({ hasText: 'two.bin' })).toContainText(
    'cached',
  );
  await fetch.check(fetch.inFolder, 'one.bin', 'two.bin', 'three.bin', 'music');
  await fetch.filesThere
    .getByRole('button', { name: /^Download 3 files and 1 folder · 5\.\d+ MiB$/ })
    .click();
  const wanted = [...contents.keys()].filter((name) => name !== 'other.bin');
  await fetch.expectDone(...wanted);
  for (const name of wanted) await expectContent(join(here, name), contents.get(name)!);
  expect((await readdir(here)).toSorted()).toEqual(['music', 'one.bin', 'three.bin', 'two.bin']);
  await expect(fetch.downloads).toContainText('5 of 5');

  await fetch.downloads.getByRole('button', { name: 'Clear finished' }).click();
  await expect(fetch.downloads).toContainText('Select files above and download them');
  await server.kill();
});

test('a ticked folder ticks what is in it, and one of it can be taken back', async ({
  fetch,
  folder,
}) => {
  const { there, here } = await makePlaces(folder);
  const names = ['music/one.flac', 'music/two.flac', 'music/live/three.flac', 'notes.txt'];
  for (const name of names) await makeFile(there, name, 1000);
  const server = await startServerProcess(there);
  await fetch.connected(server.port);
  await fetch.saveTo(here);
  await fetch.showFolder();
  const row = (name: string) => fetch.inFolder.getByRole('row').filter({ hasText: name });
  const { keyboard } = fetch.page;

  await fetch.inFolder.focus();
  await keyboard.press('ArrowRight');
  await keyboard.press('Space');
  for (const name of ['music', 'live', 'one.flac', 'two.flac']) {
    await expect(row(name)).toHaveAttribute('aria-selected', 'true');
  }
  await expect(row('notes.txt')).toHaveAttribute('aria-selected', 'false');

  await row('one.flac').getByRole('gridcell').first().click();
  await expect(row('one.flac')).toHaveAttribute('aria-selected', 'false');
  await expect(row('two.flac')).toHaveAttribute('aria-selected', 'true');
  await expect(row('music')).toHaveAttribute('aria-selected', 'false');
  await expect(row('music')).toContainText('partly selected');
  await fetch.filesThere.getByRole('button', { name: 'Download 1 file and 1 folder' }).click();
  await fetch.expectDone('two.flac', 'three.flac');
  expect((await readdir(join(here, 'music'))).toSorted()).toEqual(['live', 'two.flac']);
  await server.kill();
});

test('cancels one, and nothing of it stays', async ({ fetch, folder }) => {
  const { there, here } = await makePlaces(folder);
  await makeFile(there, 'big.bin', 20 * MIB);
  const server = await startServerProcess(there);
  const relay = await Relay.open(server.port);
  await fetch.connected(relay.port);
  await fetch.saveTo(here);
  relay.allow(4 * MIB);
  await fetch.getByName('big.bin');
  await expect(fetch.download('big.bin')).toContainText('of 20 MiB');
  await fetch.act('Cancel', 'big.bin');
  await expect(fetch.download('big.bin')).toContainText('Canceled');
  await expect.poll(() => readdir(here)).toEqual([]);
  await relay.close();
  await server.kill();
});

test('a batch has its total from the start, and what is canceled is not done', async ({
  fetch,
  folder,
}) => {
  const { there, here } = await makePlaces(folder);
  for (const name of ['a.bin', 'b.bin', 'c.bin']) await makeFile(there, name, 10 * MIB);
  const server = await startServerProcess(there);
  const relay = await Relay.open(server.port);
  await fetch.connected(relay.port);
  await fetch.saveTo(here);
  await fetch.showFolder();
  await fetch.check(fetch.inFolder, 'a.bin', 'b.bin', 'c.bin');
  relay.allow(15 * MIB);
  await fetch.filesThere.getByRole('button', { name: 'Download 3 files' }).click();
  const batch = fetch.downloads.getByRole('row').filter({ hasText: '3 files from' });
  await expect(batch).toContainText('1 of 3 · 4');
  await expect(batch).toContainText('of 30 MiB');
  await expect(fetch.download('c.bin').last()).toContainText('10 MiB');
  await batch.getByRole('button', { name: 'Cancel all' }).click();
  await expect(batch).toContainText('1 of 3');
  await expect(batch).toContainText('2 canceled');
  await expect(batch).not.toContainText('%');
  await relay.close();
  await server.kill();
});

test('says what the server left out, and why', async ({ fetch, folder }) => {
  const { there, here } = await makePlaces(folder);
  await makeFile(there, 'music/one.flac', 1000);
  await makeFile(there, 'music/con', 1000);
  const server = await startServerProcess(there);
  await fetch.connected(server.port);
  await fetch.saveTo(here);
  await fetch.showFolder();
  const why = 'The server left out 1 name that Windows reserves (music/con).';
  await expect(fetch.filesThere).toContainText(why);
  await fetch.check(fetch.inFolder, 'music');
  await fetch.filesThere.getByRole('button', { name: 'Download 1 folder' }).click();
  await fetch.expectDone('one.flac');
  await expect(fetch.downloads).toContainText(why);
  await server.kill();
});

test('resumes after the server was killed in the middle', async ({ fetch, folder }) => {
  const { there, here } = await makePlaces(folder);
  const content = await makeFile(there, 'big.bin', 20 * MIB);
  const server = await startServerProcess(there);
  const relay = await Relay.open(server.port);
  await fetch.connected(relay.port);
  await fetch.saveTo(here);
  relay.allow(8 * MIB);
  await fetch.getByName('big.bin');
  // Nearly all that may pass, so that what is allowed later is enough for the rest.
  await expect(fetch.download('big.bin')).toContainText(/\b(7\.[5-9]\d*|8(\.0*)?) MiB of 20 MiB/);
  await server.kill();
  relay.cut();
  await expect(fetch.download('big.bin')).toContainText(/trying again/);
  await expect(fetch.download('big.bin')).toContainText(/connection/);
  expect(await readdir(here)).toContainEqual(expect.stringMatching(/^big\.bin\.part/));

  const again = await startServerProcess(there, server.port);
  // It goes on by itself.
  relay.allow(13 * MIB);
  await fetch.expectDone('big.bin');
  // The allowance was too small for all of it: it went on where it had stopped.
  await expectContent(join(here, 'big.bin'), content);
  expect(await readdir(here)).toEqual(['big.bin']);
  await relay.close();
  await again.kill();
});

test('starts over when the file changed in between', async ({ fetch, folder }) => {
  const { there, here } = await makePlaces(folder);
  await makeFile(there, 'big.bin', 20 * MIB, 1);
  const server = await startServerProcess(there);
  const relay = await Relay.open(server.port);
  await fetch.connected(relay.port);
  await fetch.saveTo(here);
  relay.allow(8 * MIB);
  await fetch.getByName('big.bin');
  await expect(fetch.download('big.bin')).toContainText('of 20 MiB');
  await server.kill();
  relay.cut();
  await expect(fetch.download('big.bin')).toContainText(/trying again/);
  await expect(fetch.download('big.bin')).toContainText(/connection/);

  const changed = await makeFile(there, 'big.bin', 19 * MIB, 2);
  const again = await startServerProcess(there, server.port);
  relay.allow(Infinity);
  await fetch.expectDone('big.bin');
  await expectContent(join(here, 'big.bin'), changed);
  await relay.close();
  await again.kill();
});

test('a name that exists: keeps both, replaces, skips', async ({ fetch, folder }) => {
  const { there, here } = await makePlaces(folder);
  const content = await makeFile(there, 'name.txt', 1000);
  const mine = Buffer.from('mine');
  await writeFile(join(here, 'name.txt'), mine);
  const server = await startServerProcess(there);
  await fetch.connected(server.port);
  await fetch.saveTo(here);

  const answer = async (choice: string): Promise<void> => {
    await fetch.getByName('name.txt');
    await expect(fetch.collision).toContainText('name.txt');
    await fetch.collision.getByRole('radio', { name: choice }).check({ force: true });
    await fetch.collision.getByRole('button', { name: 'Download' }).click();
    await expect(fetch.collision).toBeHidden();
  };

  await answer('Keep both');
  await fetch.expectDone('name.txt');
  expect(await readFile(join(here, 'name.txt'))).toEqual(mine);
  await expectContent(join(here, 'name (1).txt'), content);

  await answer('Skip');
  await expect(fetch.download('name.txt').first()).toContainText('Skipped, already exists');
  expect(await readFile(join(here, 'name.txt'))).toEqual(mine);

  await fetch.downloads.getByRole('button', { name: 'Clear finished' }).click();
  await answer('Replace');
  await fetch.expectDone('name.txt');
  await expectContent(join(here, 'name.txt'), content);

  await fetch.getByName('name.txt');
  await fetch.collision.getByRole('button', { name: 'Cancel' }).click();
  await expect(fetch.collision).toBeHidden();
  expect((await readdir(here)).toSorted()).toEqual(['name (1).txt', 'name.txt']);
  await server.kill();
});

test('a plain server: lists its cache, fetches, and is never called verified', async ({
  fetch,
  folder,
}) => {
  const { here } = await makePlaces(folder);
  const content = noise(300_000, 7);
  const server = await startPlainServer(new Map([['plain.bin', content]]));
  await fetch.connected(server.port);
  await expect(fetch.card).toContainText('plain server: downloads can’t be verified');
  await fetch.saveTo(here);
  await fetch.getByName('plain.bin');
  await expect(fetch.download('plain.bin')).toContainText('Done, not verified');
  await expectContent(join(here, 'plain.bin'), content);

  await fetch.filesThere.getByRole('button', { name: 'Refresh' }).click();
  await expect(fetch.inCache).toContainText('plain.bin');
  await fetch.showFolder();
  await expect(fetch.filesThere).toContainText('A plain server cannot list its folder');

  await fetch.getByName('missing.bin');
  await expect(fetch.download('missing.bin')).toContainText('Failed');
  expect(await readdir(here)).toEqual(['plain.bin']);
  await server.close();
});

test('says why a server cannot be reached', async ({ fetch }) => {
  const port = await freePort();
  await fetch.connect(port);
  await expect(fetch.card).toContainText(`Can't reach 127.0.0.1:${port}: connection refused.`);
  await expect(fetch.card).toContainText('Check the port, and that the server is running.');
});

test('says that the connection is lost while the server is dead, and connects again by itself', async ({
  fetch,
  folder,
}) => {
  const { there } = await makePlaces(folder);
  await makeFile(there, 'one.bin', 1000);
  const server = await startServerProcess(there);
  await fetch.connected(server.port);
  await fetch.showFolder();
  await expect(fetch.inFolder).toContainText('one.bin');
  await server.kill();
  await expect(fetch.card).toContainText('Connection lost, reconnecting…');
  await expect(fetch.card).not.toContainText('Connected');
  // What was seen last stays in sight.
  await expect(fetch.inFolder).toContainText('one.bin');

  await makeFile(there, 'two.bin', 1000);
  const again = await startServerProcess(there, server.port);
  // Sooner than by itself, and without a change of address.
  await fetch.card.getByRole('textbox', { name: 'Port' }).press('Enter');
  await expect(fetch.card).toContainText(`Connected to 127.0.0.1:${server.port}`);
  await expect(fetch.inFolder).toContainText('two.bin');
  await again.kill();
});

test('notices a server that is silent, and is back without being asked', async ({
  fetch,
  folder,
}) => {
  const { there } = await makePlaces(folder);
  const server = await startServerProcess(there);
  const relay = await Relay.open(server.port);
  await fetch.connected(relay.port);
  relay.allow(0);
  await expect(fetch.card).toContainText('Connection lost, reconnecting…');
  relay.cut();
  relay.allow(Infinity);
  await expect(fetch.card).toContainText(`Connected to 127.0.0.1:${relay.port}`, {
    timeout: 30_000,
  });
  await relay.close();
  await server.kill();
});

test('a reload keeps the connection, and Disconnect ends it for good', async ({
  fetch,
  folder,
}) => {
  const { there } = await makePlaces(folder);
  await makeFile(there, 'one.bin', 1000);
  const server = await startServerProcess(there);
  await fetch.connected(server.port);
  await fetch.page.reload();
  await expect(fetch.card).toContainText(`Connected to 127.0.0.1:${server.port}`);
  await fetch.showFolder();
  await expect(fetch.inFolder).toContainText('one.bin');
  await fetch.card.getByRole('button', { name: 'Disconnect' }).click();
  await fetch.page.reload();
  await expect(fetch.filesThere).toContainText('Connect to a server to see its files.');
  await server.kill();
});

test('Enter while connecting starts anew, and the error is that of the new address', async ({
  fetch,
}) => {
  // Takes connections and says nothing.
  const silent = createServer();
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  await fetch.connect(port);
  await expect(fetch.card).toContainText(`Looking for a file server at 127.0.0.1:${port}`);
  const other = await freePort();
  const field = fetch.card.getByRole('textbox', { name: 'Port' });
  await field.fill(other.toFixed(0));
  await field.press('Enter');
  await expect(fetch.card).toContainText(`Can't reach 127.0.0.1:${other}: connection refused.`);

  // The same address again: the attempt under way is given up for a new one.
  await field.fill(port.toFixed(0));
  await field.press('Enter');
  await expect(fetch.card.getByRole('button', { name: 'Cancel' })).toBeVisible();
  const attempt = once(silent, 'connection');
  await field.press('Enter');
  await attempt;
  await expect(fetch.card).toContainText(`Looking for a file server at 127.0.0.1:${port}`);
  await fetch.card.getByRole('button', { name: 'Cancel' }).click();
  await expect(fetch.card).toContainText('Type or paste the address');
  silent.close();
});

test('pauses and goes on', async ({ fetch, folder }) => {
  const { there, here } = await makePlaces(folder);
  const content = await makeFile(there, 'big.bin', 20 * MIB);
  const server = await startServerProcess(there);
  const relay = await Relay.open(server.port);
  await fetch.connected(relay.port);
  await fetch.saveTo(here);
  relay.allow(8 * MIB);
  await fetch.getByName('big.bin');
  await expect(fetch.download('big.bin')).toContainText('of 20 MiB');
  await fetch.act('Pause', 'big.bin');
  await expect(fetch.download('big.bin')).toContainText('Paused');
  relay.allow(Infinity);
  await fetch.act('Resume', 'big.bin');
  await fetch.expectDone('big.bin');
  await expectContent(join(here, 'big.bin'), content);
  await relay.close();
  await server.kill();
});

test('a port that is none is refused with what was typed', async ({ serve, fetch }) => {
  const added = serve.card.getByRole('textbox', { name: 'Add a port' });
  const address = fetch.card.getByRole('textbox', { name: 'Address' });
  const port = fetch.card.getByRole('textbox', { name: 'Port' });
  await address.fill('127.0.0.1');
  for (const typed of ['-1', '8e3', '80.80', '30001 30002']) {
    await added.fill(typed);
    await added.press('Enter');
    await expect(serve.card.getByRole('alert')).toContainText(`“${typed}” is not a port.`);
    await expect(added).toHaveValue(typed);
    await port.fill(typed);
    await port.press('Enter');
    await expect(fetch.card.getByRole('alert')).toContainText(`“${typed}” is not a port.`);
  }
  await added.fill('');
  await port.fill('8080');
  await address.fill('127.0.0.1:8e3');
  await address.press('Enter');
  await expect(fetch.card.getByRole('alert')).toContainText('“8e3” is not a port.');
});

test('a name is asked for as it was typed, spaces included', async ({ fetch, folder }) => {
  const { there, here } = await makePlaces(folder);
  const content = await makeFile(there, ' two  spaces .bin', 10);
  const server = await startServerProcess(there);
  await fetch.connected(server.port);
  await fetch.saveTo(here);
  await fetch.getByName(' two  spaces .bin');
  await fetch.expectDone('spaces .bin');
  await expectContent(join(here, ' two  spaces .bin'), content);
  await server.kill();
});
