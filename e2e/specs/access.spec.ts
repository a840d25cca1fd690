import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test as base } from '../fixtures.ts';
import { openHeadless } from '../hosts/headless-app.ts';
import type { DesktopApp, RunningApp } from '../hosts/running-app.ts';
import { FetchPane } from '../pages/fetch-pane.ts';
import { ServePane } from '../pages/serve-pane.ts';
import { expectContent, makeFile } from '../support/files.ts';
import { freePort } from '../support/free-port.ts';
import { Relay } from '../support/relay.ts';

/** Another computer's panel, which is ended after the test. */
interface Others {
  openOther: (name: string) => Promise<RunningApp>;
}

const test = base.extend<Others>({
  openOther: async ({ browser, folder }, use) => {
    const opened: RunningApp[] = [];
    await use(async (name) => {
      const other = await openHeadless(browser, join(folder, name));
      opened.push(other);
      return other;
    });
    for (const other of opened) await other.close();
  },
});

// Two programs, and a machine that may be busy.
test.slow();

const MIB = 1024 * 1024;
const CODE = /^(?:[0-9a-z]{2}-){5}[0-9a-z]{2}$/;

/** Serves a folder with `a.bin` from a panel; returns the port. */
async function serveFolder(serve: ServePane, folder: string): Promise<number> {
  const port = await freePort();
  for (const name of ['a.bin', 'b.bin']) await makeFile(folder, name, 1000);
  await serve.chooseFolder(folder);
  await serve.setPorts(port);
  return port;
}

async function codeOf(serve: ServePane): Promise<string> {
  const chip = serve.card.getByRole('button', { name: /^Copy (?:[0-9a-z]{2}-){5}/ });
  const code = (await chip.getAttribute('aria-label'))!.replace('Copy ', '');
  expect(code).toMatch(CODE);
  return code;
}

/** The link for Fifolio, out of the dialog that says how to connect. */
async function linkOf(serve: ServePane): Promise<string> {
  await serve.card
    .getByRole('button', { name: /^Share [\d[].*:\d+$/ })
    .first()
    .click();
  const dialog = serve.page.getByRole('dialog', { name: 'How to connect' });
  const chip = dialog.getByRole('button', { name: /^Copy fifolio:/ });
  const link = (await chip.getAttribute('aria-label'))!.replace('Copy ', '');
  await serve.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return link;
}

/** Serves a folder as {@link serveFolder} does, with a code and encrypted. */
async function serveProtected(
  serve: ServePane,
  folder: string,
): Promise<{ readonly port: number; readonly link: string }> {
  const port = await serveFolder(serve, folder);
  await serve.card.getByText('Ask for a code').click();
  await serve.card.getByText('Encrypt', { exact: true }).click();
  await serve.start();
  return { port, link: await linkOf(serve) };
}

/** Whether a code is in force on a server that is not encrypted. */
async function isLetIn(port: number, code: string): Promise<boolean> {
  const headers = { authorization: `Basic ${Buffer.from(`me:${code}`).toString('base64')}` };
  return (await globalThis.fetch(`http://127.0.0.1:${port}/`, { headers })).ok;
}

async function wordsIn(page: Page, name: string): Promise<string[]> {
  return page.getByRole('list', { name, exact: true }).getByRole('listitem').allInnerTexts();
}

function question(fetch: FetchPane) {
  const group = fetch.card.locator('[aria-label="Coming in"]');
  return {
    group,
    code: group.getByRole('textbox', { name: 'Access code' }),
    useCode: group.getByRole('button', { name: 'Use code' }),
    trust: group.getByRole('button', { name: 'They are the same: connect' }),
  };
}

test('a code and a key: confirmed, asked for wrong and right, renewed', async ({
  fetch,
  folder,
  openOther,
}) => {
  const other = await openOther('other');
  const serve = new ServePane(other);
  const port = await serveFolder(serve, join(folder, 'shared'));
  await serve.card.getByText('Ask for a code').click();
  const code = await codeOf(serve);
  await serve.card.getByText('Encrypt', { exact: true }).click();
  await serve.start();
  await serve.card.getByRole('button', { name: 'Words of its key' }).click();
  const shown = await wordsIn(serve.page, 'Key of this server');
  expect(shown).toHaveLength(12);

  // Who does not ask for encryption is told that there is nothing else.
  await fetch.connect(port);
  const { group, code: field, useCode, trust } = question(fetch);
  await expect(group).toContainText(`First connection to 127.0.0.1:${port}`);
  expect(await wordsIn(fetch.page, 'Words shown by the server')).toEqual(shown);
  await trust.click();

  await expect(group).toContainText(`127.0.0.1:${port} asks for an access code.`);
  await expect(field).toBeFocused();
  await field.fill('no-such-code');
  await field.press('Enter');
  await expect(group.getByRole('alert')).toContainText('does not let you in');
  await expect(field).toHaveValue('');
  await field.fill(code.toUpperCase().replaceAll('-', ' '));
  await useCode.click();
  await expect(fetch.card).toContainText('Connected');
  await expect(fetch.card).toContainText('encrypted');
  await fetch.saveTo(folder);
  await fetch.getByName('a.bin');
  await fetch.expectDone('a.bin');

  // Another code shows out whoever came in with the one before.
  await serve.card.getByRole('button', { name: /^New code/ }).click();
  await expect(group).toContainText('asks for an access code', { timeout: 20_000 });
  const renewed = await codeOf(serve);
  expect(renewed).not.toBe(code);
  await field.fill(renewed);
  await field.press('Enter');
  await expect(fetch.card).toContainText('Connected');
  // A download that failed meanwhile would be retried with it, as any other is fetched with it.
  await fetch.getByName('b.bin');
  await fetch.expectDone('b.bin');
});

test('a download that fails with a code of before goes on with the one of now', async ({
  fetch,
  folder,
  openOther,
}) => {
  const serve = new ServePane(await openOther('other'));
  const shared = join(folder, 'shared');
  const port = await serveFolder(serve, shared);
  const content = await makeFile(shared, 'big.bin', 20 * MIB);
  await serve.card.getByText('Ask for a code').click();
  const code = await codeOf(serve);
  await serve.start();
  const relay = await Relay.open(port);
  relay.allow(8 * MIB);
  await fetch.connect(relay.port);
  const { group, code: field } = question(fetch);
  await field.fill(code);
  await field.press('Enter');
  await expect(fetch.card).toContainText('Connected');
  await fetch.saveTo(folder);
  await fetch.getByName('big.bin');
  await expect(fetch.download('big.bin')).toContainText(/[1-9].* MiB of 20 MiB/);

  // Another code cuts the download, which then comes back with the wrong one.
  await serve.card.getByRole('button', { name: /^New code/ }).click();
  await expect.poll(() => codeOf(serve)).not.toBe(code);
  const renewed = await codeOf(serve);
  await expect.poll(() => isLetIn(port, renewed)).toBe(true);
  relay.cut();
  relay.allow(64 * MIB);
  await expect(fetch.download('big.bin')).toContainText('Failed', { timeout: 20_000 });
  await expect(fetch.download('big.bin')).toContainText('does not let you in');
  await expect(group).toContainText('asks for an access code', { timeout: 20_000 });
  await field.fill(renewed);
  await field.press('Enter');
  await expect(fetch.card).toContainText('Connected');
  await fetch.act('Retry', 'big.bin');
  await fetch.expectDone('big.bin');
  await expectContent(join(folder, 'big.bin'), content);
  await relay.close();
});

test('two servers, each with its own code and key, side by side', async ({
  fetch,
  folder,
  openOther,
}) => {
  const address = fetch.card.getByRole('textbox', { name: 'Address' });
  const servers: { readonly port: number; readonly link: string }[] = [];
  for (const name of ['one', 'two']) {
    const serve = new ServePane(await openOther(name));
    servers.push(await serveProtected(serve, join(folder, `shared-${name}`)));
  }
  await address.fill(servers[0]!.link);
  await expect(fetch.card).toContainText(`Connected to 127.0.0.1:${servers[0]!.port}`);
  await fetch.saveTo(folder);
  await fetch.getByName('a.bin');
  await address.fill(servers[1]!.link);
  await expect(fetch.card).toContainText(`Connected to 127.0.0.1:${servers[1]!.port}`);
  await fetch.getByName('b.bin');
  await fetch.expectDone('a.bin', 'b.bin');
  // Each is still known with what is its own.
  for (const { port } of servers) await fetch.connected(port);
});

test('another key under the same address is loud, and can be accepted', async ({
  fetch,
  folder,
  openOther,
}) => {
  const serve = new ServePane(await openOther('other'));
  const port = await serveFolder(serve, join(folder, 'shared'));
  await serve.card.getByText('Encrypt', { exact: true }).click();
  await serve.start();
  await fetch.card.getByRole('button', { name: 'Encrypt' }).click();
  await fetch.connect(port);
  const { group, trust } = question(fetch);
  await trust.click();
  await expect(fetch.card).toContainText('Connected');
  const words = serve.card.getByRole('button', { name: 'Words of its key' });
  await words.click();
  const shown = await wordsIn(serve.page, 'Key of this server');

  await serve.stopButton.click();
  await expect(serve.startButton).toBeVisible();
  await rm(join(folder, 'other', 'tls-identity.pem'));
  await serve.start();
  await expect(group).toContainText('has another key than before', { timeout: 20_000 });
  expect(await wordsIn(fetch.page, 'Until now')).toEqual(shown);
  const changed = await wordsIn(serve.page, 'Key of this server');
  expect(await wordsIn(fetch.page, 'Now')).toEqual(changed);
  await group.getByRole('button', { name: 'Accept the new key' }).click();
  await expect(fetch.card).toContainText('Connected');
});

test('a link with code and key, pasted or dropped, needs nothing else', async ({
  serve,
  folder,
  openOther,
}) => {
  const { port, link } = await serveProtected(serve, join(folder, 'shared'));
  expect(link).toContain('#code=');
  expect(link).toContain('&key=');

  const pasted = new FetchPane(await openOther('pasted'));
  const address = pasted.card.getByRole('textbox', { name: 'Address' });
  await address.fill(link);
  await expect(pasted.card).toContainText(`Connected to 127.0.0.1:${port}`);
  // The code does not stay in sight.
  await expect(address).toHaveValue('127.0.0.1');
  await pasted.saveTo(folder);
  await pasted.getByName('a.bin');
  await pasted.expectDone('a.bin');

  const dropped = new FetchPane(await openOther('dropped'));
  const data = await dropped.page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.setData('text/plain', text);
    return transfer;
  }, link);
  await dropped.card.dispatchEvent('drop', { dataTransfer: data });
  await expect(dropped.card).toContainText(`Connected to 127.0.0.1:${port}`);
});

test('no secret is written down in the clear', async ({ app, serve, folder, startApp }) => {
  await serve.card.getByText('Ask for a code').click();
  const code = await codeOf(serve);
  await serve.page.getByRole('button', { name: 'Settings' }).click();
  await serve.page.getByRole('button', { name: 'Diagnostics…' }).click();
  await expect(serve.page.getByRole('dialog', { name: 'Diagnostics' })).not.toContainText(code);
  await app.close();

  const data = join(folder, 'data');
  for (const name of await readdir(data)) {
    const text = await readFile(join(data, name), 'utf8').catch(() => '');
    expect(text, name).not.toContain(code);
  }
  const again = await startApp();
  const kept = await codeOf(new ServePane(again));
  // Only a system with a key store keeps it.
  expect(kept === code).toBe(app.kind !== 'panel');
  await again.close();
});

test('a code that is to be remembered is, where there is a key store', async ({
  app,
  fetch,
  folder,
  openOther,
  startApp,
}) => {
  const serve = new ServePane(await openOther('other'));
  const port = await serveFolder(serve, join(folder, 'shared'));
  await serve.card.getByText('Ask for a code').click();
  const code = await codeOf(serve);
  await serve.start();
  await fetch.connect(port);
  const { group, code: field } = question(fetch);
  await field.fill(code);
  const remember = group.getByText('Remember the code');
  if (app.kind === 'panel') {
    await expect(remember).toHaveCount(0);
    await expect(group).toContainText('It is remembered until Fifolio is closed.');
  } else {
    await remember.click();
  }
  await field.press('Enter');
  await expect(fetch.card).toContainText('Connected');
  // The session's code is enough for a connection anew.
  await fetch.card.getByRole('button', { name: 'Disconnect' }).click();
  await fetch.connected(port);
  await app.close();

  const again = await startApp();
  const later = new FetchPane(again);
  await later.connect(port);
  await expect(later.card).toContainText(
    app.kind === 'panel' ? 'asks for an access code' : 'Connected',
  );
  await again.close();
});

test('a link that the system opens connects; one that is damaged shows no secret', async ({
  app,
  fetch,
  folder,
  openOther,
}) => {
  test.skip(app.kind === 'panel', 'the system opens no links with it');
  const serve = new ServePane(await openOther('other'));
  const { port, link } = await serveProtected(serve, join(folder, 'shared'));
  const desktop = app as DesktopApp;
  await desktop.startAgain([link]);
  await expect(fetch.card).toContainText(`Connected to 127.0.0.1:${port}`);

  await desktop.startAgain(['fifolio://nas/#code=very-secret']);
  await expect.poll(() => desktop.questions()).toHaveLength(1);
  const [said] = await desktop.questions();
  expect(said).toContain('Fifolio cannot open this: fifolio://nas/.');
  expect(said).not.toContain('very-secret');
});

test('the link of another key, and a server that asks no more, are explained', async ({
  fetch,
  folder,
  openOther,
}) => {
  const serve = new ServePane(await openOther('other'));
  const { port, link } = await serveProtected(serve, join(folder, 'shared'));
  const address = fetch.card.getByRole('textbox', { name: 'Address' });
  await address.fill(link.replace(/key=.*/, `key=${'A'.repeat(43)}`));
  const { group } = question(fetch);
  await expect(group).toContainText('has another key than the link says');

  await address.fill(link);
  await expect(fetch.card).toContainText(`Connected to 127.0.0.1:${port}`);
  await fetch.card.getByRole('button', { name: 'Disconnect' }).click();
  await serve.card.getByText('Ask for a code').click();
  await expect(serve.card.getByRole('button', { name: /^New code/ })).toHaveCount(0);
  await fetch.connect(port);
  await expect(group).toContainText('does not ask for the access code');
  await group.getByRole('button', { name: 'Connect without the code' }).click();
  await expect(fetch.card).toContainText(`Connected to 127.0.0.1:${port}`);

  await address.fill('fifolio://127.0.0.1:80/#code=');
  await expect(fetch.card).toContainText('The link has an empty code.');
  await expect(address).toHaveValue('fifolio://127.0.0.1:80/');
});
