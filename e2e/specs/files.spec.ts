import { mkdir, readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import type { FetchPane } from '../pages/fetch-pane.ts';
import { expectAccessible } from '../support/accessible.ts';
import { expectContent, makeFile } from '../support/files.ts';
import { chooseFolder } from '../pages/folder-chooser.ts';
import { fetchWithClient, startServerProcess } from '../support/programs.ts';

const FILES = [
  ['notes.txt', 300],
  ['a10.dat', 2000],
  ['a2.dat', 1000],
  ['zebra.bin', 5000],
  ['music/song.dat', 10_000],
  ['music/x1', 10],
  ['music/live/x2', 20],
  ['music/live/encore.dat', 30_000],
] as const;

async function serveFiles(folder: string) {
  const there = join(folder, 'there');
  for (const [name, size] of FILES) await makeFile(there, name, size);
  for (const [at, [name]] of FILES.entries()) {
    await utimes(join(there, name), at + 1, 1_700_000_000 + at * 86_400);
  }
  return startServerProcess(there);
}

/** Chooses in the menu that is open. */
async function choose(fetch: FetchPane, name: string): Promise<void> {
  await fetch.page.getByRole('menuitem', { name, exact: true }).click();
}

test('opens on the folder, marks what is cached, and sorts by every column', async ({
  fetch,
  folder,
}) => {
  test.slow();
  await fetch.page.setViewportSize({ width: 1500, height: 900 });
  const server = await serveFiles(folder);
  await fetchWithClient(server.port, 'zebra.bin', folder);
  await fetch.connected(server.port);
  await expect(fetch.inFolder).toBeVisible();
  await expect(fetch.row('zebra.bin')).toContainText('cached');
  await expect(fetch.row('notes.txt')).not.toContainText('cached');
  expect(await fetch.rowNames()).toEqual([
    ...['music', 'a2.dat', 'a10.dat', 'notes.txt', 'zebra.bin'],
  ]);
  for (const [column, ascending] of [
    ['Size', ['music', 'notes.txt', 'a2.dat', 'a10.dat', 'zebra.bin']],
    ['Modified', ['music', 'notes.txt', 'a10.dat', 'a2.dat', 'zebra.bin']],
    ['Cached', ['music', 'a2.dat', 'a10.dat', 'notes.txt', 'zebra.bin']],
    ['Name', ['music', 'a2.dat', 'a10.dat', 'notes.txt', 'zebra.bin']],
  ] as const) {
    const header = fetch.inFolder.getByRole('columnheader', { name: column });
    await header.getByRole('button').click();
    await expect(header).toHaveAttribute('aria-sort', 'ascending');
    expect(await fetch.rowNames(), column).toEqual(ascending);
    await header.getByRole('button').click();
    await expect(header).toHaveAttribute('aria-sort', 'descending');
    // Folders stay before files.
    expect((await fetch.rowNames())[0]).toBe('music');
  }
  await expectAccessible(fetch.app);
  await server.kill();
});

test('patterns and plain text in the filter', async ({ fetch, folder }) => {
  test.slow();
  const server = await serveFiles(folder);
  await fetch.connected(server.port);
  await expect(fetch.row('notes.txt')).toBeVisible();
  for (const [typed, found] of [
    ['*.dat', ['music/live/encore.dat', 'music/song.dat', 'a2.dat', 'a10.dat']],
    ['**/x?', ['music/live/x2', 'music/x1']],
    ['/*.dat', ['a2.dat', 'a10.dat']],
    ['LIVE', ['music/live/encore.dat', 'music/live/x2']],
  ] as const) {
    await fetch.filter.fill(typed);
    await expect.poll(() => fetch.rowNames(), typed).toEqual(found);
  }
  await fetch.filter.fill('*.jpeg');
  await expect(fetch.filesThere).toContainText('No file matches.');
  await expectAccessible(fetch.app);
  await server.kill();
});

test('breadcrumbs, and in and out of folders by keys alone', async ({ fetch, folder }) => {
  const server = await serveFiles(folder);
  const { keyboard } = fetch.page;
  await fetch.connected(server.port);
  await expect(fetch.row('notes.txt')).toBeVisible();
  await fetch.inFolder.focus();
  await keyboard.press('Enter');
  await expect.poll(() => fetch.rowNames()).toEqual(['live', 'song.dat', 'x1']);
  await keyboard.press('Enter');
  await expect.poll(() => fetch.rowNames()).toEqual(['encore.dat', 'x2']);
  await expect(fetch.crumbs.getByRole('button')).toHaveText(['All files', 'music', 'live']);
  await fetch.crumbs.getByRole('button', { name: 'music' }).click();
  await expect.poll(() => fetch.rowNames()).toEqual(['live', 'song.dat', 'x1']);
  // Within the open folder, by its names from there on.
  await fetch.filter.fill('*/*');
  await expect.poll(() => fetch.rowNames()).toEqual(['live/encore.dat', 'live/x2']);
  await fetch.filter.fill('');

  await fetch.inFolder.focus();
  await keyboard.press('Backspace');
  await expect(fetch.row('notes.txt')).toBeVisible();
  await keyboard.press('ArrowRight');
  await expect(fetch.row('song.dat')).toBeVisible();

  // Typing goes to a name, and the same letter to the next one.
  const current = async (): Promise<string> => {
    const id = await fetch.inFolder.getAttribute('aria-activedescendant');
    return fetch.page.locator(`[id="${id}"]`).innerText();
  };
  await expect.poll(current).toContain('music');
  await keyboard.type('ze');
  await expect.poll(current).toContain('zebra.bin');
  await server.kill();
});

test('ranges, all, and how much is selected', async ({ fetch, folder }) => {
  const server = await serveFiles(folder);
  const { keyboard } = fetch.page;
  await fetch.connected(server.port);
  await fetch.row('a2.dat').getByRole('gridcell').first().click();
  await expect(fetch.filesThere).toContainText('1 file selected · 1000 B');
  await fetch.row('notes.txt').click({ modifiers: ['Shift'] });
  await expect(fetch.filesThere).toContainText('3 files selected · 3.22 KiB');
  await fetch.inFolder.focus();
  await keyboard.press('Shift+ArrowDown');
  await expect(fetch.filesThere).toContainText('4 files selected');
  await keyboard.press('Escape');
  await expect(fetch.filesThere).not.toContainText('selected ·');
  const all = fetch.inFolder.getByRole('checkbox', { name: 'Select all' });
  await all.click();
  await expect(all).toHaveAttribute('aria-checked', 'true');
  await expect(fetch.filesThere).toContainText('8 files selected');
  await fetch.row('notes.txt').getByRole('gridcell').first().click();
  await expect(all).toHaveAttribute('aria-checked', 'mixed');
  await expect(fetch.filesThere).toContainText('7 files selected');
  await all.click();
  await all.click();
  await expect(all).toHaveAttribute('aria-checked', 'false');
  await server.kill();
});

test('the menu: opens, downloads, here and elsewhere, copies names and links', async ({
  fetch,
  folder,
}) => {
  test.slow();
  const here = join(folder, 'here');
  const elsewhere = join(folder, 'elsewhere');
  await mkdir(here);
  await mkdir(elsewhere);
  const content = await makeFile(join(folder, 'there'), 'one ü.bin', 1234);
  const server = await serveFiles(folder);
  await fetch.connected(server.port);
  await fetch.saveTo(here);
  await fetch.page.evaluate(() => {
    const copied: string[] = [];
    Object.assign(window, { copied });
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: (text: string) => Promise.resolve(void copied.push(text)) },
    });
  });
  const one = fetch.row('one ü.bin');
  await one.click({ button: 'right' });
  await expectAccessible(fetch.app);
  await choose(fetch, 'Copy name');
  await one.click({ button: 'right' });
  await choose(fetch, 'Copy link');
  const copied = await fetch.page.evaluate(
    () => (window as unknown as { copied: string[] }).copied,
  );
  const [name, link] = copied;
  expect(name).toBe('one ü.bin');
  const answer = await (await globalThis.fetch(link!)).arrayBuffer();
  expect(Buffer.from(answer).equals(content)).toBe(true);

  await one.click({ button: 'right' });
  await choose(fetch, 'Download');
  await fetch.expectDone('one ü.bin');
  await expectContent(join(here, 'one ü.bin'), content);
  await one.click({ button: 'right' });
  const item = fetch.page.getByRole('menuitem', { name: 'Download to…' });
  await chooseFolder(fetch.app, item, elsewhere);
  await expect.poll(() => readdir(elsewhere)).toEqual(['one ü.bin']);
  // This time only.
  await expect(fetch.filesThere).toContainText('here');

  await fetch.row('music').click({ button: 'right' });
  await choose(fetch, 'Open');
  await expect.poll(() => fetch.rowNames()).toEqual(['live', 'song.dat', 'x1']);
  await server.kill();
});

test('a reload keeps the connection and the place', async ({ fetch, folder }) => {
  const server = await serveFiles(folder);
  await fetch.connected(server.port);
  await fetch.row('music').dblclick();
  await expect.poll(() => fetch.rowNames()).toEqual(['live', 'song.dat', 'x1']);
  await fetch.check(fetch.inFolder, 'song.dat');
  await fetch.filter.fill('s');
  const divider = fetch.page.getByRole('separator', { name: 'Height of the files on the server' });
  await divider.press('End');
  await expect(divider).toHaveAttribute('aria-valuenow', '75');

  await fetch.page.reload();
  await expect(fetch.card).toContainText(`Connected to 127.0.0.1:${server.port}`);
  await expect.poll(() => fetch.rowNames()).toEqual(['song.dat']);
  await expect(fetch.filter).toHaveValue('s');
  await expect(fetch.crumbs.getByRole('button')).toHaveText(['All files', 'music']);
  await expect(fetch.filesThere).toContainText('1 file selected');
  await expect(divider).toHaveAttribute('aria-valuenow', '75');
  await server.kill();
});

test('servers side by side, each with its connection, folder, filter and selection', async ({
  fetch,
  folder,
}) => {
  test.slow();
  const { page, card } = fetch;
  const server = await serveFiles(folder);
  await makeFile(join(folder, 'other'), 'other.txt', 10);
  const other = await startServerProcess(join(folder, 'other'));
  await fetch.connected(server.port);
  await fetch.row('music').dblclick();
  await fetch.check(fetch.inFolder, 'song.dat');

  await page.getByRole('button', { name: 'Look at another server' }).press('Enter');
  await expect(card.getByRole('textbox', { name: 'Address' })).toBeFocused();
  await expect(fetch.filesThere).toContainText('Connect to a server to see its files.');
  await fetch.connected(other.port);
  await expect(fetch.row('other.txt')).toBeVisible();
  await fetch.filter.fill('oth');
  await expect(fetch.tab(`127.0.0.1:${other.port}, connected`)).toHaveAttribute(
    ...['aria-selected', 'true'],
  );
  await expectAccessible(fetch.app);

  await fetch.tab(`127.0.0.1:${other.port}`).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(fetch.tab(`127.0.0.1:${server.port}`)).toBeFocused();
  await expect(card).toContainText(`Connected to 127.0.0.1:${server.port}`);
  await expect(card.getByRole('textbox', { name: 'Port' })).toHaveValue(server.port.toFixed(0));
  await expect.poll(() => fetch.rowNames()).toEqual(['live', 'song.dat', 'x1']);
  await expect(fetch.filter).toHaveValue('');
  await expect(fetch.filesThere).toContainText('1 file selected');

  // Its own connection goes, and the other one stays.
  await server.kill();
  await expect(fetch.tab(`127.0.0.1:${server.port}, connection lost`)).toBeVisible();
  await page.reload();
  await expect(fetch.tab(`127.0.0.1:${server.port}`)).toHaveAttribute('aria-selected', 'true');
  await fetch.tab(`127.0.0.1:${other.port}, connected`).click();
  await expect(fetch.filter).toHaveValue('oth');
  await expect(fetch.row('other.txt')).toBeVisible();

  await page.keyboard.press('Delete');
  await expect(fetch.tabs.getByRole('tab')).toHaveCount(1);
  await expect(fetch.tab(`127.0.0.1:${server.port}`)).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(fetch.tab('New tab')).toBeFocused();
  await expect(fetch.card).toContainText('Type or paste the address');
  await other.kill();
});

test('a sheet of the keys, and one of them', async ({ fetch, folder }) => {
  const server = await serveFiles(folder);
  const { page } = fetch;
  await fetch.connected(server.port);
  await fetch.inFolder.focus();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toContainText('To the name that begins so');
  await expectAccessible(fetch.app);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await fetch.inFolder.focus();
  await page.keyboard.press('/');
  await expect(fetch.filter).toBeFocused();
  await page.keyboard.type('?');
  await expect(sheet).toBeHidden();
  await expect(fetch.filter).toHaveValue('?');
  await server.kill();
});
