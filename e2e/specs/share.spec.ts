import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import type { ServePane } from '../pages/serve-pane.ts';
import { expectAccessible } from '../support/accessible.ts';
import { makeFile } from '../support/files.ts';
import { freePort } from '../support/free-port.ts';
import { startSlowWebClient } from '../support/web-client.ts';

const MIB = 1024 * 1024;
const WARNING = 'Anyone on this network can read this folder.';

/** Serves a folder of the test, and opens what says how to connect to its first address. */
async function openShareDialog(serve: ServePane, folder: string) {
  const shared = join(folder, 'shared');
  await makeFile(shared, 'a.bin', 1000);
  await serve.chooseFolder(shared);
  await serve.setPorts(await freePort());
  await serve.start();
  const button = serve.card.getByRole('button', { name: /^Share [\d[].*:\d+$/ }).first();
  const address = (await button.getAttribute('aria-label'))!.replace('Share ', '');
  await button.click();
  const dialog = serve.page.getByRole('dialog', { name: 'How to connect' });
  await expect(dialog).toBeVisible();
  return { button, address, dialog };
}

test('says how others connect, and warns of who can', async ({ app, serve, folder }) => {
  const hasNetwork = Object.values(networkInterfaces())
    .flat()
    .some((one) => one !== undefined && !one.internal && one.family === 'IPv4');
  test.skip(!hasNetwork, 'this computer is in no IPv4 network');
  await expect(serve.card).not.toContainText(WARNING);
  await serve.card.getByText('My network').click();
  await expect(serve.card).toContainText(WARNING);
  const { button, address, dialog } = await openShareDialog(serve, folder);
  await expect(serve.card).toContainText(WARNING);

  const link = `http://${address}/`;
  const [host, port] = address.split(':');
  await expect(dialog).toContainText(WARNING);
  await expect(dialog.getByRole('button', { name: `Copy ${address}` })).toBeVisible();
  const command = `Copy ./tcp_client ${host} ${port} list`;
  await expect(dialog.getByRole('button', { name: command })).toBeVisible();
  if (app.kind === 'panel') await app.page.context().grantPermissions(['clipboard-read']);
  await dialog.getByRole('button', { name: `Copy ${link}` }).click();
  await expect(dialog.getByRole('button', { name: `Copied ${link}` })).toBeVisible();
  if (app.kind === 'panel') {
    expect(await app.page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  }
  // The link is one that works.
  const answer = await fetch(link, { headers: { Accept: 'text/html' } });
  expect(await answer.text()).toContain('a.bin');

  const code = dialog.getByRole('img', { name: `QR code of ${link}` });
  for (const colorScheme of ['light', 'dark'] as const) {
    await app.page.emulateMedia({ colorScheme });
    await expect(code).toHaveCSS('background-color', 'rgb(255, 255, 255)');
    await expect(code.locator('path')).toHaveCSS('fill', 'rgb(0, 0, 0)');
  }
  await expectAccessible(app);
  await app.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
});

test('offers no code and gives no warning where only this computer connects', async ({
  app,
  serve,
  folder,
}) => {
  const { address, dialog } = await openShareDialog(serve, folder);
  expect(address).toMatch(/^127\.0\.0\.1:/);
  await expect(dialog.getByRole('button', { name: `Copy http://${address}/` })).toBeVisible();
  await expect(dialog).toContainText('Only this computer can connect.');
  await expect(dialog.getByRole('img')).toHaveCount(0);
  await expect(dialog).not.toContainText(WARNING);
  await expectAccessible(app);
});

test('shares hidden files only when told to', async ({ app, serve, fetch: remote, folder }) => {
  // Two states are looked at in both themes, on what may be a busy computer.
  test.slow();
  const shared = join(folder, 'shared');
  await makeFile(shared, 'a.bin', 1000);
  const hidden = await makeFile(shared, '.hidden/b.bin', 1000);
  const port = await freePort();
  await serve.chooseFolder(shared);
  await serve.setPorts(port);
  await serve.start();
  const url = `http://127.0.0.1:${port}/.hidden/b.bin`;
  expect((await fetch(url)).status).toBe(404);

  await remote.connected(port);
  await remote.showFolder();
  await expect(remote.inFolder).toContainText('a.bin');
  await expect(remote.filesThere).toContainText(
    'The server does not share 1 hidden or excluded entry.',
  );

  const settings = serve.page.getByRole('dialog', { name: 'Settings' });
  const choice = settings.getByRole('switch', { name: 'Share hidden files' });
  await serve.page.getByRole('button', { name: 'Settings' }).click();
  await expect(choice).toBeDisabled();
  await expect(choice).toHaveAccessibleDescription(/^Stop the server to change/);
  await expectAccessible(app);
  await serve.page.keyboard.press('Escape');
  await serve.stopButton.click();
  await expect(serve.startButton).toBeVisible();
  await serve.page.getByRole('button', { name: 'Settings' }).click();
  await expect(choice).not.toBeChecked();
  await settings.getByText('Share hidden files').click();
  await expect(choice).toBeChecked();
  await expectAccessible(app);
  await serve.page.keyboard.press('Escape');
  await serve.start();
  const answer = await fetch(url);
  expect(Buffer.from(await answer.arrayBuffer()).equals(hidden)).toBe(true);
});

test('shows a client of HTTP with its program, and disconnects it', async ({ serve, folder }) => {
  const shared = join(folder, 'shared');
  await makeFile(shared, 'big.bin', 32 * MIB);
  const port = await freePort();
  await serve.chooseFolder(shared);
  await serve.setPorts(port);
  await serve.start();

  const client = await startSlowWebClient(port, '/big.bin', 'Wget/1.25.0');
  const transfers = serve.activity.getByRole('list', { name: 'Transfers in progress' });
  await expect(transfers).toContainText('big.bin');
  await expect(transfers).toContainText(/127\.0\.0\.1:\d+ \(Wget\)/);
  await transfers.getByRole('button', { name: /^Disconnect/ }).click();
  await expect(transfers).toBeHidden();
  expect(await client.takeRest()).toBe(false);
  const failed = serve.log.getByRole('row').filter({ hasText: 'big.bin' });
  await expect(failed).toContainText('(Wget)');
});
