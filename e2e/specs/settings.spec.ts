import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { chooseFolder } from '../pages/folder-chooser.ts';
import { ServePane } from '../pages/serve-pane.ts';
import { expectAccessible } from '../support/accessible.ts';
import { makeFile } from '../support/files.ts';
import { freePort } from '../support/free-port.ts';
import { fetchWithClient } from '../support/programs.ts';
import { startServeProgram } from '../support/serve-program.ts';

const MIB = 1024 * 1024;

async function openSettings({ page }: ServePane): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings' }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await expect(dialog.getByRole('searchbox', { name: 'Search settings' })).toBeFocused();
  return dialog;
}

test('settings are found by what they are called here and on the command line', async ({
  serve,
  app,
}) => {
  const { page } = serve;
  const dialog = await openSettings(serve);
  const search = dialog.getByRole('searchbox');
  await page.keyboard.type('--IDLE-time');
  await expect(dialog.getByRole('textbox')).toHaveCount(1);
  await expect(dialog.getByRole('textbox', { name: 'Time without a byte' })).toHaveValue('30 s');
  await expect(dialog.getByRole('heading', { level: 3 })).toHaveText(['Serve']);

  await search.fill('no such thing');
  await expect(dialog.getByRole('status').first()).toHaveText('No setting matches this.');
  await expect(dialog.getByRole('heading', { level: 3 })).toHaveCount(0);
  await expectAccessible(app);

  // Esc: first the search, wherever the focus is; then the dialog.
  await search.fill('appearance');
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('radio', { name: 'Match system' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(search).toHaveValue('');
  await expect(dialog.getByRole('heading', { level: 3 }).last()).toHaveText('About');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('a setting that was changed can be reset, by the keyboard alone', async ({
  serve,
  startApp,
  app,
}) => {
  const { page } = serve;
  const dialog = await openSettings(serve);
  const reset = dialog.getByRole('button', { name: /^Reset to default/ });
  await expect(dialog.getByRole('textbox', { name: 'Cache size' })).toHaveValue('64 MiB');
  const before = await reset.count();
  await page.keyboard.type('cache-size');
  await expect(reset).toHaveCount(0);
  const field = dialog.getByRole('textbox', { name: 'Cache size' });
  await page.keyboard.press('Tab');
  await expect(field).toBeFocused();
  await page.keyboard.type('1 TiB');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toHaveText(
    'Type a size from 0 to 64 MiB, such as 32 MiB.',
  );
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(app);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('8 MiB');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await expect(reset).toHaveAccessibleName('Reset to default: Cache size');
  await expectAccessible(app);
  await page.keyboard.press('Shift+Tab');
  await expect(reset).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('64 MiB');
  await expect(field).toBeFocused();
  await expect(reset).toHaveCount(0);

  await page.keyboard.press('Escape');
  await dialog.getByText('Share hidden files').click();
  await dialog
    .getByRole('radiogroup', { name: 'When a file already exists' })
    .getByText('Skip')
    .click();
  await expect(reset).toHaveCount(before + 2);
  await app.close();

  const again = new ServePane(await startApp());
  const reopened = await openSettings(again);
  await expect(reopened.getByRole('switch', { name: 'Share hidden files' })).toBeChecked();
  await expect(reopened.getByRole('radio', { name: 'Skip' })).toBeChecked();
  await reopened.getByRole('button', { name: 'Reset to default: When a file' }).click();
  await expect(reopened.getByRole('radio', { name: 'Keep both' })).toBeChecked();
  await again.app.close();
});

test('the folder to save into is chosen over the settings, which stay', async ({
  serve,
  app,
  folder,
}) => {
  const wanted = join(folder, 'saved here');
  await mkdir(wanted);
  const dialog = await openSettings(serve);
  const choose = dialog.getByRole('button', { name: 'Choose…' });
  if (app.answerFolderDialog !== undefined) await chooseFolder(app, choose, wanted);
  else {
    await choose.click();
    const browser = serve.page.getByRole('dialog', { name: 'Choose where to save' });
    await browser.getByRole('textbox', { name: 'Path' }).fill(wanted);
    await browser.getByRole('button', { name: 'Choose this folder' }).click();
    await expect(browser).toBeHidden();
  }
  await expect(dialog).toContainText('saved here');
  await dialog.getByRole('button', { name: 'Reset to default: Save downloads to' }).click();
  await expect(dialog).not.toContainText('saved here');
});

test('the cache size counts from the next start, and cannot be changed while serving', async ({
  serve,
  app,
  folder,
}) => {
  const shared = join(folder, 'shared');
  await makeFile(shared, 'fits.bin', MIB);
  await makeFile(shared, 'large.bin', 3 * MIB);
  const port = await freePort();
  await serve.chooseFolder(shared);
  await serve.setPorts(port);

  let dialog = await openSettings(serve);
  await dialog.getByRole('textbox', { name: 'Cache size' }).fill('2 MiB');
  await serve.page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Reset to default: Cache size' })).toBeVisible();
  await serve.page.keyboard.press('Escape');
  await expect(serve.cache).toContainText('0 of 2 MiB');

  await serve.start();
  for (const name of ['fits.bin', 'large.bin']) await fetchWithClient(port, name, folder);
  await expect(serve.cachedFile('fits.bin')).toBeVisible();
  await expect(serve.cache).toContainText('1 of 2 MiB');
  // Too large for this cache.
  await expect(serve.cachedFile('large.bin')).toHaveCount(0);

  dialog = await openSettings(serve);
  const field = dialog.getByRole('textbox', { name: 'Cache size' });
  await expect(field).toBeDisabled();
  await expect(field).toHaveAccessibleDescription(/^Stop the server to change this/);
  await expect(dialog.getByRole('button', { name: /^Reset to default: Cache/ })).toHaveCount(0);
  await expect(dialog.getByRole('button', { name: 'Import…' })).toBeDisabled();
  await expect(dialog).toContainText('Stop the server to import settings.');
  await expect(dialog.getByRole('radio', { name: 'Dark' })).toBeEnabled();
  await expectAccessible(app);
  await serve.page.keyboard.press('Escape');
  await serve.stopButton.click();
  await expect(serve.startButton).toBeVisible();
  await expect(serve.cache).toContainText('0 of 2 MiB');
});

test('settings are exported, and imported as a whole or not at all', async ({
  serve,
  app,
  folder,
}) => {
  test.skip(app.kind === 'electron', 'where Electron saves files is for its own dialog to ask');
  const { page } = serve;
  // Remembered, and not to be taken along.
  await serve.chooseFolder(folder);
  const dialog = await openSettings(serve);
  const hidden = dialog.getByRole('switch', { name: 'Share hidden files' });
  const limit = dialog.getByRole('textbox', { name: 'Speed of the server, a second' });
  await dialog.getByText('Share hidden files').click();
  await limit.fill('1 MiB');
  await limit.press('Enter');
  await expect(
    dialog.getByRole('button', { name: /^Reset.*Speed of the server, a/ }),
  ).toBeVisible();

  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export…' }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe('fifolio-settings.json');
  const text = await readFile(await download.path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({
    fifolio: 'settings',
    settings: { shareHidden: true, serveRate: MIB },
  });
  expect(text).not.toContain('recent');

  await dialog.getByRole('button', { name: 'Reset to default: Share hidden files' }).click();
  await expect(hidden).not.toBeChecked();
  await limit.fill('');
  await limit.press('Enter');

  const choose = async (content: string): Promise<void> => {
    const chooser = page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: 'Import…' }).click();
    const file = { name: 'settings.json', mimeType: 'application/json' };
    await (await chooser).setFiles({ ...file, buffer: Buffer.from(content) });
  };
  await choose('{"theme": "dark"}');
  await expect(dialog.getByRole('alert')).toContainText('This file holds no settings of Fifolio.');
  await choose(text.replace('"serveRate": 1048576', '"serveRate": 5, "colour": "red"'));
  await expect(dialog.getByRole('alert')).toContainText(
    'Nothing was imported from the file: what it says of serveRate does not fit, and this version does not import colour.',
  );
  await expectAccessible(app);
  await expect(hidden).not.toBeChecked();

  await choose(text);
  await expect(dialog.getByRole('status')).toHaveText('Imported. 2 settings changed.');
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await expect(hidden).toBeChecked();
  await expect(limit).toHaveValue('1 MiB');
});

test('where the panel is reached is said in a browser, and notifications are chosen in the app', async ({
  serve,
  app,
}) => {
  const dialog = await openSettings(serve);
  const [place, notify] = ['Where this panel is reached', 'Notify when downloads have ended'];
  if (app.kind === 'panel') {
    await expect(dialog.getByText(place)).toBeVisible();
    const { host } = new URL(serve.page.url());
    await expect(dialog).toContainText(`http://${host}, from this computer only`);
    await expect(dialog).toContainText('serve --panel --panel-host');
    await expect(dialog.getByText(notify)).toHaveCount(0);
  } else {
    await expect(dialog.getByRole('switch', { name: notify })).toBeChecked();
    await expect(dialog.getByText(place)).toHaveCount(0);
  }
});

test('what a command was given stays, and its setting says so', async ({
  appKind,
  folder,
  page,
}) => {
  test.skip(appKind !== 'panel', 'the command serves its panel to a browser');
  const shared = join(folder, 'shared');
  await makeFile(shared, 'a.bin', 1000);
  const words = ['--panel', '--cache-size', '3MiB', '--max-connections', '9'];
  const program = await startServeProgram({ folder: shared, home: join(folder, 'home'), words });
  await page.goto(program.url);
  const close = (): Promise<void> => Promise.resolve();
  const serve = new ServePane({ kind: 'panel', page, answerFolderDialog: undefined, close });
  await serve.stopButton.click();
  await expect(serve.startButton).toBeVisible();
  const dialog = await openSettings(serve);
  for (const [name, value] of [
    ['Cache size', '3 MiB'],
    ['Open connections', '9'],
  ] as const) {
    const field = dialog.getByRole('textbox', { name, exact: true });
    await expect(field).toHaveValue(value);
    await expect(field).toBeDisabled();
    await expect(field).toHaveAccessibleDescription('Set by the command that started Fifolio.');
  }
  await expect(dialog.getByRole('textbox', { name: 'Time without a byte' })).toBeEnabled();
  await page.keyboard.press('Escape');
  await serve.start();
  await expect(serve.cache).toContainText('of 3 MiB');
  expect(await program.interrupt()).toBe(0);
});
