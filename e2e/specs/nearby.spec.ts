import { networkInterfaces } from 'node:os';
import { expect, test } from '../fixtures.ts';
import { expectAccessible } from '../support/accessible.ts';
import { freePort } from '../support/free-port.ts';
import { startServerProcess } from '../support/programs.ts';

const isInNetwork = Object.values(networkInterfaces())
  .flat()
  .some((info) => info?.internal === false && info.family === 'IPv4');

test('says beside an address that is not reached what keeps it', async ({ app, fetch }) => {
  const port = await freePort();
  await fetch.connect(port);
  await fetch.card.getByRole('button', { name: 'Find out why' }).click();
  const found = fetch.card.getByRole('list', { name: `What was found about 127.0.0.1:${port}` });
  await expect(found).toContainText(`Nothing on this computer listens on port ${port}.`);
  await expect(found.getByRole('img', { name: 'In the way' })).toBeVisible();
  await expectAccessible(app);
});

test('says beside its own address whether others reach it', async ({ app, serve, folder }) => {
  test.skip(!isInNetwork, 'this computer is in no network');
  const port = await freePort();
  await serve.chooseFolder(folder);
  await serve.setPorts(port);
  await serve.card.getByRole('radiogroup', { name: 'Reach' }).getByText('My network').click();
  await serve.start();
  await expect(serve.card).toContainText('Others in this network find it as');
  await serve.card.getByRole('button', { name: 'Can others reach it?' }).click();
  await expect(serve.card).toContainText(
    new RegExp(`A file server answers at .*:${port}\\.|keeps others from port ${port}`),
  );
  await expectAccessible(app);
});

test('lists who is nearby, and takes the address from there', async ({ app, fetch, folder }) => {
  test.skip(!isInNetwork, 'this computer is in no network');
  const port = await freePort();
  const name = `Study ${port}`;
  const words = ['--host', '0.0.0.0', '--name', name, '--access-code', 'correct-horse-battery'];
  const server = await startServerProcess(folder, port, words);
  const disclosure = fetch.card.getByRole('button', { name: 'Servers nearby' });
  await expect(disclosure).toHaveAttribute('aria-expanded', 'false');
  await disclosure.click();
  const entry = fetch.card.getByRole('list', { name: 'Servers nearby' }).getByRole('button', {
    name: new RegExp(`^${name} .*:${port}.*asks for a code`),
  });
  await expect(entry).toBeVisible({ timeout: 20_000 });
  await expectAccessible(app);
  await entry.press('Enter');
  await expect(fetch.card.getByRole('textbox', { name: 'Port' })).toHaveValue(String(port));
  await fetch.card.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(fetch.card).toContainText('asks for an access code');
  await server.kill();
});
