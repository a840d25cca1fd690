import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import type { FetchPane } from '../pages/fetch-pane.ts';
import { chooseFolder } from '../pages/folder-chooser.ts';
import { expectAccessible } from '../support/accessible.ts';
import { expectContent, makeFile, makePlaces } from '../support/files.ts';
import { startServerProcess } from '../support/programs.ts';
import { Relay } from '../support/relay.ts';

const MIB = 1024 * 1024;

const NAMES = ['a.bin', 'b.bin', 'c.bin', 'd.bin', 'e.bin', 'f.bin', 'g.bin'];

/** The list, and rows of it. */
function listOf(fetch: FetchPane): {
  readonly list: Locator;
  readonly row: (name: string) => Locator;
} {
  const list = fetch.downloads.getByRole('treegrid', { name: 'Downloads' });
  return { list, row: (name) => list.getByRole('row').filter({ hasText: name }) };
}

/** Fetches the whole folder as a batch. */
async function fetchAll(fetch: FetchPane, count: number): Promise<void> {
  await fetch.showFolder();
  await fetch.inFolder.focus();
  await fetch.page.keyboard.press('Control+a');
  await fetch.filesThere.getByRole('button', { name: `Download ${count} files` }).click();
}

/** The names of the files in sight, from the top. */
async function names(list: Locator): Promise<string[]> {
  const rows = await list.getByRole('row').allTextContents();
  return rows.flatMap((text) => /\b\w+\.bin/.exec(text)?.[0] ?? []);
}

test('a batch folds into its row, and is paused, continued, sorted and filtered', async ({
  app,
  fetch,
  folder,
}) => {
  const { there, here } = await makePlaces(folder);
  for (const [index, name] of NAMES.entries()) await makeFile(there, name, (index + 1) * MIB);
  const server = await startServerProcess(there);
  const relay = await Relay.open(server.port);
  await fetch.connected(relay.port);
  await fetch.saveTo(here);
  await expect(fetch.filesThere).toContainText(/[KMGT]iB free/);
  relay.allow(2 * MIB);
  await fetchAll(fetch, 7);
  const { list, row } = listOf(fetch);
  const batch = row('7 files from');
  await expect(batch).toContainText('1 of 7');
  await expect(batch).toContainText('of 28 MiB');
  await expect(batch).toHaveAttribute('aria-expanded', 'false');
  await expect(row('b.bin')).toHaveCount(0);

  // By the keyboard alone.
  await list.focus();
  const { keyboard } = fetch.page;
  await keyboard.press('ArrowRight');
  await expect(batch).toHaveAttribute('aria-expanded', 'true');
  await expect(row('a.bin')).toContainText('Done, verified');
  await keyboard.press('Space');
  await expect(batch).toContainText('6 paused');
  await expectAccessible(app);

  await fetch.downloads.getByRole('searchbox', { name: 'Filter downloads by name' }).fill('G.b');
  await expect(row('a.bin')).toHaveCount(0);
  await expect(row('g.bin')).toContainText('7 MiB');
  await fetch.downloads.getByRole('searchbox').fill('nothing');
  await expect(fetch.downloads).toContainText('No download matches.');
  await fetch.downloads.getByRole('button', { name: 'Show all downloads' }).click();

  await fetch.downloads.getByRole('button', { name: /^Which downloads/ }).click();
  await fetch.page.getByRole('menuitem', { name: /^Done/ }).click();
  await expect(row('a.bin')).toBeVisible();
  await expect(row('b.bin')).toHaveCount(0);
  await fetch.downloads.getByRole('button', { name: /^Which downloads/ }).click();
  await fetch.page.getByRole('menuitem', { name: /^All/ }).click();
  await fetch.downloads.getByRole('button', { name: /^Sort/ }).click();
  await fetch.page.getByRole('menuitem', { name: /^Size/ }).click();
  await expect.poll(async () => (await names(list))[0]).toBe('g.bin');

  relay.allow(Infinity);
  await fetch.downloads.getByRole('button', { name: 'Resume all', exact: true }).click();
  await expect(batch).toContainText('7 of 7', { timeout: 30_000 });
  expect((await readdir(here)).toSorted()).toEqual(NAMES);
  await relay.close();
  await server.kill();
});

test('what is moved to the front is fetched next: by keys, and by dragging', async ({
  fetch,
  folder,
}) => {
  const { there, here } = await makePlaces(folder);
  const four = NAMES.slice(0, 4);
  for (const name of four) await makeFile(there, name, 5 * MIB);
  const server = await startServerProcess(there);
  const relay = await Relay.open(server.port);
  await fetch.connected(relay.port);
  await fetch.saveTo(here);
  relay.allow(2 * MIB);
  await fetchAll(fetch, 4);
  const { list, row } = listOf(fetch);
  await expect(row('a.bin')).toContainText('of 5 MiB');
  await expect.poll(() => names(list)).toEqual(['a.bin', 'b.bin', 'c.bin', 'd.bin']);

  await list.focus();
  for (let times = 0; times < 4; times += 1) await fetch.page.keyboard.press('ArrowDown');
  await fetch.page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => names(list)).toEqual(['a.bin', 'b.bin', 'd.bin', 'c.bin']);
  await row('c.bin').dragTo(row('b.bin'), { targetPosition: { x: 60, y: 6 } });
  await expect.poll(() => names(list)).toEqual(['a.bin', 'c.bin', 'b.bin', 'd.bin']);

  // Little by little: what was asked for before the order changed may still come, and takes of it.
  await expect(async () => {
    relay.allow(MIB / 4);
    await expect(row('c.bin')).toContainText('of 5 MiB', { timeout: 200 });
  }).toPass({ timeout: 30_000 });
  await expect(row('d.bin')).toContainText('Waiting');
  relay.allow(Infinity);
  await fetch.expectDone(...four);
  await relay.close();
  await server.kill();
});

test('what was removed from the list is taken back, and goes on', async ({
  app,
  fetch,
  folder,
}) => {
  const { there, here } = await makePlaces(folder);
  const content = await makeFile(there, 'big.bin', 20 * MIB);
  await makeFile(there, 'small.bin', 10);
  const server = await startServerProcess(there);
  const relay = await Relay.open(server.port);
  await fetch.connected(relay.port);
  await fetch.saveTo(here);
  await fetch.getByName('small.bin');
  await fetch.expectDone('small.bin');
  relay.allow(8 * MIB);
  await fetch.getByName('big.bin');
  await expect(fetch.download('big.bin')).toContainText('of 20 MiB');

  const { list } = listOf(fetch);
  await list.focus();
  await fetch.page.keyboard.press('Home');
  await fetch.page.keyboard.press('Delete');
  await expect(fetch.download('big.bin')).toHaveCount(0);
  await expect(fetch.downloads).toContainText('1 download removed from the list.');
  await expectAccessible(app);
  expect(await readdir(here)).toContainEqual(expect.stringMatching(/^big\.bin\.part/));
  relay.allow(Infinity);
  await list.focus();
  await fetch.page.keyboard.press('Control+z');
  await fetch.expectDone('big.bin');
  await expectContent(join(here, 'big.bin'), content);

  await fetch.act('Remove from the list', 'small.bin');
  await fetch.downloads.getByRole('button', { name: 'Undo' }).click();
  await expect(fetch.download('small.bin')).toBeVisible();
  expect((await readdir(here)).toSorted()).toEqual(['big.bin', 'small.bin']);
  await relay.close();
  await server.kill();
});

test('the menu: a file is fetched again elsewhere, its path copied, and deleted once confirmed', async ({
  app,
  appKind,
  fetch,
  folder,
}) => {
  const { there, here } = await makePlaces(folder);
  const elsewhere = join(folder, 'elsewhere');
  await mkdir(elsewhere);
  const content = await makeFile(there, 'report.pdf', 10_000);
  const server = await startServerProcess(there);
  await fetch.connected(server.port);
  await fetch.saveTo(here);
  await fetch.getByName('report.pdf');
  await fetch.expectDone('report.pdf');
  const choose = async (item: string): Promise<void> => {
    await fetch.download('report.pdf').last().click({ button: 'right' });
    await fetch.page.getByRole('menuitem', { name: item, exact: true }).click();
  };

  await fetch.download('report.pdf').click({ button: 'right' });
  await expect(fetch.page.getByRole('menu')).toBeVisible();
  await expectAccessible(app);
  const offered = await fetch.page.getByRole('menuitem').allTextContents();
  await fetch.page.keyboard.press('Escape');
  const shown = ['Open', 'Show in folder'].filter((item) => offered.includes(item));
  expect(shown).toEqual(appKind === 'panel' ? [] : ['Open', 'Show in folder']);
  expect(offered).toEqual(expect.arrayContaining(['Copy path', 'Copy link', 'Copy name']));

  await fetch.download('report.pdf').click({ button: 'right' });
  const again = fetch.page.getByRole('menuitem', { name: 'Download again to…' });
  await chooseFolder(app, again, elsewhere);
  await expect(fetch.download('report.pdf')).toHaveCount(2);
  await expect(fetch.download('report.pdf').first()).toContainText(elsewhere);
  await expectContent(join(elsewhere, 'report.pdf'), content);

  const dialog = fetch.page.getByRole('dialog', { name: 'Delete this file?' });
  await choose('Delete the file…');
  await expect(dialog).toContainText(join(here, 'report.pdf'));
  await expectAccessible(app);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await readdir(here)).toEqual(['report.pdf']);
  await choose('Delete the file…');
  await dialog.getByRole('button', { name: 'Delete the file' }).click();
  await expect(fetch.download('report.pdf')).toHaveCount(1);
  expect(await readdir(here)).toEqual([]);
  expect(await readdir(elsewhere)).toEqual(['report.pdf']);
  await server.kill();
});

test('what failed says all of why, is tried again, and is cleared', async ({ fetch, folder }) => {
  const { there, here } = await makePlaces(folder);
  const server = await startServerProcess(there);
  await fetch.connected(server.port);
  await fetch.saveTo(here);
  await fetch.getByName('a-name-that-nobody-has-given-to-any-file-on-that-server.bin');
  const failed = fetch.download('a-name-that-nobody');
  await expect(failed).toContainText('Failed');
  // All of the reason is in sight: nothing of its text is beyond the edges of its row.
  const isCut = await failed.evaluate((row) =>
    [...row.querySelectorAll('bdi')].some(
      (text) => text.getBoundingClientRect().bottom > row.getBoundingClientRect().bottom,
    ),
  );
  expect(isCut).toBe(false);

  await writeFile(
    join(there, 'a-name-that-nobody-has-given-to-any-file-on-that-server.bin'),
    'here now',
  );
  await fetch.downloads.getByRole('button', { name: 'More for all downloads' }).click();
  await fetch.page.getByRole('menuitem', { name: 'Retry failed' }).click();
  await fetch.expectDone('a-name-that-nobody');

  await fetch.getByName('missing.bin');
  await expect(fetch.download('missing.bin')).toContainText('Failed');
  await fetch.downloads.getByRole('button', { name: 'More for all downloads' }).click();
  await fetch.page.getByRole('menuitem', { name: 'Clear failed' }).click();
  await expect(fetch.download('missing.bin')).toHaveCount(0);
  await expect(fetch.download('a-name-that-nobody')).toBeVisible();
  await server.kill();
});

test('speeds are settings, and a limit that is lifted lets the rest come', async ({
  fetch,
  folder,
}) => {
  const { there, here } = await makePlaces(folder);
  const content = await makeFile(there, 'big.bin', 20 * MIB);
  const server = await startServerProcess(there);
  const dialog = fetch.page.getByRole('dialog', { name: 'Settings' });
  const limit = dialog.getByRole('textbox', { name: 'Speed of all downloads, a second' });
  const setLimit = async (typed: string): Promise<void> => {
    await fetch.page.getByRole('button', { name: 'Settings' }).click();
    await limit.fill(typed);
    await limit.press('Enter');
  };
  await setLimit('1 byte');
  await expect(dialog).toContainText('Type a speed of 16 KiB a second or more');
  await limit.fill('64 KiB');
  await limit.press('Enter');
  await expect(limit).toHaveValue('64 KiB');
  await dialog.getByRole('button', { name: 'Close' }).click();

  await fetch.connected(server.port);
  await fetch.saveTo(here);
  await fetch.getByName('big.bin');
  // At that speed it takes five minutes.
  await expect(fetch.download('big.bin')).toContainText(/min .* left/);
  await setLimit('');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await fetch.expectDone('big.bin');
  await expectContent(join(here, 'big.bin'), content);
  await server.kill();
});
