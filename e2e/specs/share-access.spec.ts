import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { axeFindings } from '../support/accessible.ts';
import { startServerProcess } from '../support/programs.ts';

const CODE = 'k7-2m-9p-xq-4d-ht';

/** How this computer is reached by others: there, browsers trust a page without TLS less than on loopback. */
const ownAddress = Object.values(networkInterfaces())
  .flat()
  .find((address) => address?.family === 'IPv4' && !address.internal)?.address;

/** A server that asks for a code, in a browser that runs no script. */
const test = base.extend<{ port: number; server: string }>({
  javaScriptEnabled: false,
  port: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'fifolio-share-access-'));
    await writeFile(join(folder, 'secret.txt'), 'a secret');
    const words = ['--access-code', CODE, '--host', '0.0.0.0'];
    const server = await startServerProcess(folder, undefined, words);
    await use(server.port);
    await server.kill();
    await rm(folder, { recursive: true, force: true });
  },
  server: async ({ port }, use) => use(`http://127.0.0.1:${port}/`),
});

async function give(page: Page, code: string): Promise<void> {
  await page.getByLabel('Access code').fill(code);
  await page.keyboard.press('Enter');
}

async function expectNoSideScroll(page: Page): Promise<void> {
  const { wide, shown } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    shown: document.documentElement.clientWidth,
  }));
  expect(wide).toBeLessThanOrEqual(shown);
}

async function expectFolder(page: Page): Promise<void> {
  await expect(page.getByRole('link', { name: 'secret.txt', exact: true })).toBeVisible();
}

async function expectSignIn(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  expect(await page.content()).not.toContain('secret');
}

test('a wrong code, then the right one, leads to what was asked for; signing out ends it', async ({
  page,
  server,
  context,
}) => {
  await page.goto(`${server}?sort=size`);
  await expectSignIn(page);
  await expect(page.getByLabel('Access code')).toBeFocused();
  await give(page, 'the wrong code');
  await expect(page.getByRole('alert')).toHaveText('That is not the access code.');
  await expect(page.getByLabel('Access code')).toHaveAccessibleDescription(
    'That is not the access code.',
  );
  await give(page, 'K72M 9PXQ 4DHT');
  await expectFolder(page);
  await expect(page).toHaveURL(`${server}?sort=size`);
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
  expect(JSON.stringify(await context.storageState())).not.toContain(CODE);

  await page.goto(`${server}secret.txt`);
  expect(await page.locator('body').innerText()).toBe('a secret');
  await page.goto(server);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expectSignIn(page);
  await page.goto(server);
  await expectSignIn(page);
  expect(await context.cookies()).toEqual([]);
  await page.goBack();
  await expectSignIn(page);
});

test('the form works where a browser trusts the connection less than loopback', async ({
  page,
  port,
}) => {
  test.skip(ownAddress === undefined, 'this computer has no other address');
  await page.goto(`http://${ownAddress}:${port}/`);
  await give(page, CODE);
  await expectFolder(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expectSignIn(page);
});

test('a page of another site can neither sign somebody in nor guess for them', async ({
  page,
  port,
  server,
}) => {
  test.skip(ownAddress === undefined, 'this computer has no other address');
  const action = `http://${ownAddress}:${port}/.fifolio/sign-in`;
  await page.route('http://other.example/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<form method="post" action="${action}"><input name="code" value="${CODE}"><button>Win</button></form>`,
    }),
  );
  await page.goto('http://other.example/');
  await page.getByRole('button', { name: 'Win' }).click();
  await expect(page.locator('body')).toContainText('does not come from a page of this server');
  await page.goto(server);
  await expectSignIn(page);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`in the ${colorScheme} theme, from 360 px on: nothing to scroll sideways, nothing for axe`, async ({
    browser,
    server,
  }) => {
    const viewport = { width: 360, height: 640 };
    // Which axe needs, not the page.
    const javaScriptEnabled = true;
    const context = await browser.newContext({ colorScheme, viewport, javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(server);
    expect(await axeFindings(page)).toEqual([]);
    await give(page, 'the wrong code');
    await expect(page.getByRole('alert')).toBeVisible();
    expect(await axeFindings(page)).toEqual([]);
    await expectNoSideScroll(page);
    await give(page, CODE);
    await expectFolder(page);
    expect(await axeFindings(page)).toEqual([]);
    await expectNoSideScroll(page);
    await context.close();
  });
}
