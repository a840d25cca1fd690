import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { expectAccessible } from '../support/accessible.ts';
import { makeFile } from '../support/files.ts';
import { freePort } from '../support/free-port.ts';
import { fetchOneAndMissOne, serveTwoFiles } from '../support/panel-states.ts';

test('nothing served, nothing fetched', async ({ serve }) => {
  await expect(serve.startButton).toBeVisible();
  await expectAccessible(serve.app);
});

test('serving, with files cached and a port that is taken', async ({ serve, folder }) => {
  await serveTwoFiles(serve, folder);
  await expect(serve.cachedFile('b.bin')).toBeVisible();
  await expectAccessible(serve.app);
});

test('connected, with downloads done and failed', async ({ fetch, folder }) => {
  const server = await fetchOneAndMissOne(fetch, folder);
  await expect(fetch.inFolder).toContainText('music');
  await expectAccessible(fetch.app);

  await fetch.getByName('one.bin');
  await expect(fetch.collision).toBeVisible();
  await expectAccessible(fetch.app);
  await fetch.collision.getByRole('button', { name: 'Cancel' }).click();
  await server.kill();
});

test('a server with a code and a key, and who comes in', async ({ serve, fetch, folder }) => {
  test.slow();
  const { app, page } = serve;
  const port = await freePort();
  await makeFile(join(folder, 'shared'), 'a.bin', 1000);
  await serve.chooseFolder(join(folder, 'shared'));
  await serve.setPorts(port);
  await serve.card.getByText('Ask for a code').click();
  await serve.card.getByText('Encrypt', { exact: true }).click();
  await serve.start();
  await serve.card.getByRole('button', { name: 'Words of its key' }).click();
  await fetch.connect(port);
  await expect(fetch.card).toContainText('First connection');
  await expectAccessible(app);
  await fetch.card.getByRole('button', { name: 'They are the same: connect' }).click();
  await expect(fetch.card).toContainText('asks for an access code');
  await expectAccessible(app);
  await page.getByRole('textbox', { name: 'Access code' }).fill('another one');
  await page.keyboard.press('Enter');
  await expect(fetch.card).toContainText('does not let you in');
  await expectAccessible(app);

  await serve.stopButton.click();
  await expect(serve.startButton).toBeVisible();
  await rm(join(folder, 'data', 'tls-identity.pem'));
  await serve.start();
  await fetch.card.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(fetch.card).toContainText('has another key than before');
  await expectAccessible(app);
  await serve.card
    .getByRole('button', { name: /^Share [\d[].*:\d+$/ })
    .first()
    .click();
  await expect(page.getByRole('dialog', { name: 'How to connect' })).toBeVisible();
  await expectAccessible(app);
});

test('settings, diagnostics and, in a browser, the folder browser', async ({ serve, app }) => {
  const { page } = serve;
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(app);
  await page.getByRole('button', { name: 'Diagnostics…' }).click();
  await expect(page.getByRole('dialog', { name: 'Diagnostics' })).toBeVisible();
  await expectAccessible(app);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Diagnostics' })).toBeHidden();
  if (app.answerFolderDialog !== undefined) return;
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await serve.card.getByRole('button', { name: 'Choose…' }).click();
  await expect(page.getByRole('dialog').getByRole('listbox', { name: 'Folders' })).toBeVisible();
  await expectAccessible(app);
});

test('the smallest window: tabs instead of panes', async ({ serve }) => {
  await serve.page.setViewportSize({ width: 720, height: 520 });
  const tabs = serve.page.getByRole('tab');
  await expect(tabs).toHaveText(['Serve', 'Fetch']);
  await expectAccessible(serve.app);
  await tabs.getByText('Fetch').click();
  await expect(serve.page.getByRole('region', { name: 'Server to fetch from' })).toBeVisible();
  await expectAccessible(serve.app);
});
