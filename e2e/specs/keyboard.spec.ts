import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { expectContent, makeFile } from '../support/files.ts';
import { freePort } from '../support/free-port.ts';
import { fetchWithClient, startServerProcess } from '../support/programs.ts';

/** Goes on with Tab until the element has the focus, as a person without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const isFocused = (): Promise<boolean> =>
    target.evaluate((element) => element === document.activeElement).catch(() => false);
  for (let stops = 0; stops < 60; stops += 1) {
    if (await isFocused()) return;
    await page.keyboard.press('Tab');
  }
  await expect(target, 'reached with the Tab key').toBeFocused();
}

test('the serve story without a mouse', async ({ serve, app, folder }) => {
  const { page, card } = serve;
  const shared = join(folder, 'shared');
  await makeFile(shared, 'a.bin', 1_000_000);
  await makeFile(shared, 'b.bin', 1_000_000);
  const port = await freePort();

  await tabTo(page, card.getByRole('button', { name: 'Choose…' }));
  await app.answerFolderDialog?.(shared);
  await page.keyboard.press('Enter');
  if (app.answerFolderDialog === undefined) {
    const dialog = page.getByRole('dialog');
    const path = dialog.getByRole('textbox', { name: 'Path' });
    await expect(path).not.toHaveValue('');
    await tabTo(page, path);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(shared);
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('button', { name: 'Go' })).toBeDisabled();
    await tabTo(page, dialog.getByRole('button', { name: 'Choose this folder' }));
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
  }
  await expect(card).toContainText(shared);

  await tabTo(page, card.getByRole('textbox', { name: 'Add a port' }));
  await page.keyboard.type(port.toFixed(0));
  await page.keyboard.press('Enter');
  await expect(serve.port(port)).toBeVisible();
  await tabTo(page, card.getByRole('button', { name: 'Remove port 8080' }));
  await page.keyboard.press('Enter');
  await expect(serve.ports.getByRole('listitem')).toHaveCount(1);
  await tabTo(page, serve.startButton);
  await page.keyboard.press('Enter');
  await expect(serve.status).toContainText('Serving on 1 port');

  for (const name of ['a.bin', 'b.bin']) await fetchWithClient(port, name, folder);
  await expect(serve.blocks).toHaveCount(2);
  await tabTo(page, serve.cache.getByRole('listbox'));
  await page.keyboard.press('ArrowRight');
  await expect(serve.block('b.bin')).toHaveAttribute('aria-selected', 'true');

  await tabTo(page, serve.cachedFiles);
  await page.keyboard.press('Home');
  await page.keyboard.press('Delete');
  await expect.poll(() => serve.blockNames()).toEqual(['b.bin']);

  await tabTo(page, serve.stopButton);
  await page.keyboard.press('Enter');
  await expect(serve.status).toContainText('Stopped');
});

test('the fetch story without a mouse', async ({ fetch, app, folder }) => {
  const { page, card, filesThere } = fetch;
  const there = join(folder, 'there');
  const here = join(folder, 'here');
  await mkdir(here);
  const content = await makeFile(there, 'a.bin', 100_000);
  const named = await makeFile(there, 'b.bin', 5_000);
  const server = await startServerProcess(there);
  await fetchWithClient(server.port, 'a.bin', folder);

  await tabTo(page, card.getByRole('textbox', { name: 'Address' }));
  await page.keyboard.type('127.0.0.1');
  await tabTo(page, card.getByRole('textbox', { name: 'Port' }));
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(server.port.toFixed(0));
  await page.keyboard.press('Enter');
  await expect(card).toContainText('verified downloads');

  await tabTo(page, filesThere.getByRole('button', { name: 'Choose…' }));
  await app.answerFolderDialog?.(here);
  await page.keyboard.press('Enter');
  if (app.answerFolderDialog === undefined) {
    const dialog = page.getByRole('dialog');
    const path = dialog.getByRole('textbox', { name: 'Path' });
    await expect(path).not.toHaveValue('');
    await tabTo(page, path);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(here);
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('button', { name: 'Go' })).toBeDisabled();
    await tabTo(page, dialog.getByRole('button', { name: 'Choose this folder' }));
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
  }
  await expect(filesThere).toContainText(here);

  await tabTo(page, fetch.inFolder);
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  const download = filesThere.getByRole('button', { name: 'Download 1 file' });
  await expect(download).toBeEnabled();
  await tabTo(page, download);
  await page.keyboard.press('Enter');
  await fetch.expectDone('a.bin');
  await expectContent(join(here, 'a.bin'), content);

  await tabTo(page, filesThere.getByRole('textbox', { name: 'Get by name' }));
  await page.keyboard.type('b.bin');
  await page.keyboard.press('Enter');
  await fetch.expectDone('b.bin');
  await expectContent(join(here, 'b.bin'), named);
  await server.kill();
});
