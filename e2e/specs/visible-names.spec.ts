import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import type { FetchPane } from '../pages/fetch-pane.ts';
import type { ServePane } from '../pages/serve-pane.ts';
import { makeFile } from '../support/files.ts';
import { freePort } from '../support/free-port.ts';
import { startSlowClient } from '../support/slow-client.ts';

const MIB = 1024 * 1024;

// Shown as it is, this ends in ".txt".
const SPOOFED = 'abc\u202etxt.exe';
const SPOOFED_SHOWN = 'abc\\u{202e}txt.exe';
const SPACED = 'two  spaces\u200b.txt';
const SPACED_SHOWN = 'two  spaces\\u{200b}.txt';

/** What the page shows or says that is not as it seems: characters that act, and names that are not set apart. */
async function deceptions(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const acting =
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const text = node.textContent ?? '';
      const parent = node.parentElement;
      if (parent === null || parent.closest('script, style') !== null) continue;
      if (acting.test(text)) found.push(`text ${JSON.stringify(text)}`);
      // The beginnings of the two names.
      if (!/abc|two {2}spaces/.test(text) || parent.closest('[aria-live]') !== null) continue;
      const apart = parent.closest('bdi');
      if (apart === null) found.push(`not in <bdi>: ${JSON.stringify(text)}`);
      else if (!getComputedStyle(apart).whiteSpace.startsWith('pre')) {
        found.push(`spaces not kept: ${JSON.stringify(text)}`);
      }
    }
    for (const element of document.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        // Of these, others are never shown or said.
        if (!/^(title|alt|placeholder|aria-.*)$/.test(name)) continue;
        if (acting.test(value)) found.push(`${name} ${JSON.stringify(value)}`);
      }
    }
    return found;
  });
}

async function expectNoDeception(panel: Page): Promise<void> {
  expect(await deceptions(panel)).toEqual([]);
}

interface Folders {
  readonly shared: string;
  readonly here: string;
}

/** A folder with a spoofed file to share, and one to save into, both with spoofed names. */
async function makeSpoofed(folder: string): Promise<Folders> {
  const folders = {
    shared: join(folder, `shared ${SPOOFED}`),
    here: join(folder, 'here \u202egnp.folder'),
  };
  await mkdir(folders.here);
  await makeFile(folders.shared, SPOOFED, 1000);
  return folders;
}

/** Shares a folder and connects to it in the same panel; returns the port. */
async function serveAndConnect(
  { serve, fetch }: { readonly serve: ServePane; readonly fetch: FetchPane },
  { shared, here }: Folders,
): Promise<number> {
  const port = await freePort();
  await serve.chooseFolder(shared);
  await serve.setPorts(port);
  await serve.start();
  await fetch.connected(port);
  await fetch.saveTo(here);
  return port;
}

test('shows names that hide or reorder a part of themselves for what they are, in every list', async ({
  panel,
  serve,
  fetch,
  folder,
}) => {
  test.skip(process.platform === 'win32', 'not tried on Windows yet');
  const { shared, here } = await makeSpoofed(folder);
  await makeFile(shared, SPACED, 1000);
  await makeFile(shared, `sub ${SPOOFED}/big ${SPOOFED}`, 32 * MIB);
  const expectHonest = (): Promise<void> => expectNoDeception(panel);
  const port = await serveAndConnect({ serve, fetch }, { shared, here });
  await expectHonest();

  await test.step('the folder of the server', async () => {
    await fetch.showFolder();
    await expect(fetch.inFolder).toContainText(SPOOFED_SHOWN);
    await expect(fetch.inFolder).toContainText(`sub ${SPOOFED_SHOWN}`);
    await expectHonest();
  });

  await test.step('downloads, the cache and the log', async () => {
    await fetch.getByName(SPOOFED);
    await fetch.getByName(SPACED);
    await fetch.expectDone(SPOOFED_SHOWN, SPACED_SHOWN);
    await expect(serve.cachedFiles).toContainText(SPOOFED_SHOWN);
    await expect(serve.log).toContainText(SPOOFED_SHOWN);
    await fetch.getByName(`none ${SPOOFED}`);
    await expect(fetch.download(`none ${SPOOFED_SHOWN}`)).toContainText('Failed');
    await expectHonest();
  });

  await test.step('the cache of the server', async () => {
    await fetch.filesThere.getByRole('radiogroup').getByText('Cached').click();
    await fetch.filesThere.getByRole('button', { name: 'Refresh' }).click();
    await expect(fetch.inCache).toContainText(SPOOFED_SHOWN);
    await expectHonest();
  });

  await test.step('a block of the cache, and its card', async () => {
    await serve.blocks.first().hover();
    await expectHonest();
    await serve.activity.hover();
  });

  await test.step('a transfer', async () => {
    const client = await startSlowClient(port, `sub ${SPOOFED}/big ${SPOOFED}`);
    const transfers = serve.activity.getByRole('list', { name: 'Transfers in progress' });
    await expect(transfers).toContainText(`big ${SPOOFED_SHOWN}`);
    await expectHonest();
    await transfers.getByRole('button', { name: /^Disconnect/ }).click();
    await client.takeRest();
  });
});

test('shows names that hide or reorder a part of themselves for what they are, in every dialog and menu', async ({
  panel,
  serve,
  fetch,
  folder,
}) => {
  test.skip(process.platform === 'win32', 'not tried on Windows yet');
  const { shared, here } = await makeSpoofed(folder);
  const expectHonest = (): Promise<void> => expectNoDeception(panel);
  await serveAndConnect({ serve, fetch }, { shared, here });
  await expectHonest();

  await test.step('the question about names that exist', async () => {
    await makeFile(here, SPOOFED, 10);
    await fetch.getByName(SPOOFED);
    await expect(fetch.collision).toContainText(SPOOFED_SHOWN);
    await expectHonest();
    await fetch.collision.getByRole('button', { name: 'Cancel' }).click();
  });

  await test.step('the diagnostics', async () => {
    await panel.getByRole('button', { name: 'Settings' }).click();
    await panel.getByRole('button', { name: 'Diagnostics' }).click();
    await expect(panel.getByRole('dialog')).toContainText('downloads');
    await expectHonest();
    await panel.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  });

  await test.step('recent folders', async () => {
    await serve.stopButton.click();
    await expect(serve.startButton).toBeVisible();
    await serve.card.getByRole('button', { name: 'Recent folders' }).click();
    await expect(panel.getByRole('menu')).toContainText(SPOOFED_SHOWN);
    await expectHonest();
  });
});
