import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { axeFindings } from '../support/accessible.ts';
import { makeFile } from '../support/files.ts';
import { startServerProcess } from '../support/programs.ts';

/** What browsers show of a server: pages that need no script, and get none here, except axe. */
const test = base.extend<{ folder: string; server: string }>({
  javaScriptEnabled: false,
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'fifolio-share-page-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  /** The link to a server of the folder. */
  server: async ({ folder }, use) => {
    const server = await startServerProcess(folder);
    await use(`http://127.0.0.1:${server.port}/`);
    await server.kill();
  },
});

const nameCell = 'tbody td:first-child';

async function sampleFolder(folder: string): Promise<void> {
  await makeFile(folder, 'photos/lake.jpg', 3000);
  await makeFile(folder, 'photos/summer 2026/beach.jpg', 4000);
  await makeFile(folder, 'big.bin', 200_000);
  await makeFile(folder, 'small.bin', 10);
  await makeFile(folder, 'notes.txt', 500);
  await mkdir(join(folder, 'nothing in here'));
}

async function expectNoSideScroll(page: Page): Promise<void> {
  const { wide, shown } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    shown: document.documentElement.clientWidth,
  }));
  expect(wide, page.url()).toBeLessThanOrEqual(shown);
}

test('folders are opened and left, and files taken, by links alone', async ({
  page,
  folder,
  server,
}) => {
  await sampleFolder(folder);
  const lake = await readFile(join(folder, 'photos/lake.jpg'));
  await page.goto(server);
  await expect(page).toHaveTitle('Shared folder – Fifolio');
  // The script that would run, does not.
  expect(await page.locator('script').count()).toBe(0);
  await page.getByRole('link', { name: 'photos/', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('photos');
  await page.getByRole('link', { name: 'summer 2026/', exact: true }).click();
  await expect(page.getByRole('link', { name: 'beach.jpg', exact: true })).toBeVisible();
  const above = page.getByRole('navigation', { name: 'Folders above' }).getByRole('link');
  await expect(above).toHaveText(['Shared folder', 'photos']);
  await above.last().click();

  const arriving = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download lake.jpg', exact: true }).click();
  const download = await arriving;
  expect(download.suggestedFilename()).toBe('lake.jpg');
  expect((await readFile(await download.path())).equals(lake)).toBe(true);

  await above.first().click();
  await expect(page).toHaveURL(server);
});

test('a folder is downloaded as one ZIP', async ({ page, folder, server }) => {
  await sampleFolder(folder);
  await page.goto(`${server}photos/`);
  const arriving = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download all as ZIP' }).click();
  const download = await arriving;
  expect(download.suggestedFilename()).toBe('photos.zip');
  const zip = await readFile(await download.path());
  expect(zip.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
  // Stored, so what is in it can be seen as it is.
  for (const name of ['lake.jpg', 'summer 2026/beach.jpg']) {
    expect(zip.includes(name), name).toBe(true);
    expect(zip.includes(await readFile(join(folder, 'photos', name))), name).toBe(true);
  }
});

test('sorting and filter keep each other', async ({ page, folder, server }) => {
  await sampleFolder(folder);
  await page.goto(server);
  const files = page.locator('tbody tr:not(.folder)').locator('td:first-child');
  await expect(files).toHaveText(['big.bin', 'notes.txt', 'small.bin']);
  await page.getByRole('link', { name: 'Size' }).click();
  await expect(files).toHaveText(['small.bin', 'notes.txt', 'big.bin']);
  await page.getByRole('link', { name: 'Size' }).click();
  await expect(files).toHaveText(['big.bin', 'notes.txt', 'small.bin']);
  await expect(page.getByRole('columnheader', { name: 'Size' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );

  const filter = page.getByRole('searchbox');
  await filter.fill('bin');
  await filter.press('Enter');
  await expect(page).toHaveURL(`${server}?sort=size&order=desc&q=bin`);
  await expect(page.locator(nameCell)).toHaveText(['big.bin', 'small.bin']);
  await expect(filter).toHaveValue('bin');
  await page.getByRole('link', { name: 'Name' }).click();
  await expect(page).toHaveURL(`${server}?q=bin`);
  await page.getByRole('link', { name: 'Modified' }).click();
  await page.getByRole('link', { name: 'Show all' }).click();
  await expect(page).toHaveURL(`${server}?sort=modified`);
  await expect(page.locator(nameCell)).toHaveCount(5);
});

test('everything is reached by keyboard, in the order in which it is read', async ({
  page,
  folder,
  server,
}) => {
  await sampleFolder(folder);
  await page.goto(`${server}photos/`);
  const reached: string[] = [];
  for (let stop = 0; stop < 14; stop++) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    if ((await focused.count()) === 0) break;
    await expect(focused).toHaveCSS('outline-style', 'solid');
    const label = await focused.getAttribute('aria-label');
    reached.push(label ?? (await focused.innerText()));
  }
  expect(reached).toEqual([
    ...['Shared folder', 'Show names that contain', 'Filter', 'Download all as ZIP'],
    ...['Name ↑', 'Size', 'Modified'],
    ...['summer 2026/', 'Download the folder summer 2026', 'lake.jpg', 'Download lake.jpg'],
    'Files in its memory',
  ]);
  await page.getByRole('searchbox').focus();
  await page.keyboard.type('nothing like this');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toContainText('No name here contains this text.');
});

test('a page of 50 files is smaller than 20 KiB', async ({ page, folder, server }) => {
  for (let number = 10; number < 60; number++) {
    await makeFile(folder, `IMG_20260714_1530${number}.jpg`, 1000);
  }
  const answer = await page.request.get(server, { headers: { Accept: 'text/html' } });
  const body = await answer.body();
  expect(body.toString()).toContain('50 files');
  expect(body.length).toBeLessThan(20 * 1024);
});

test.describe('with script, which the pages do not have', () => {
  // Axe is one.
  test.use({ javaScriptEnabled: true });

  test('hostile names are shown as they are, and act nowhere', async ({ page, folder, server }) => {
    test.skip(process.platform === 'win32', 'Windows does not allow such names');
    const names = [
      '<img src=x onerror=alert(1)>.txt',
      '"><script>alert(1)<!--.txt',
      '& amp;.txt',
      '?q=#%2e%2e.txt',
      'javascript:alert(1)',
      'נייר עבודה.txt',
      'photo\u202egpj.exe',
      `${'long'.repeat(60)}.txt`,
    ];
    for (const name of names) await writeFile(join(folder, name), `content of ${name}`);
    await page.setViewportSize({ width: 360, height: 700 });
    await page.goto(server);
    await expect(page.locator('img, script')).toHaveCount(0);
    const shown = page.locator(`${nameCell} bdi`);
    const expected = names.map((name) => name.replace('\u202e', '\\u{202e}'));
    expect((await shown.allInnerTexts()).toSorted()).toEqual(expected.toSorted());
    await expectNoSideScroll(page);
    expect(await axeFindings(page)).toEqual([]);
    for (const link of await page.locator(`${nameCell} a`).all()) {
      const target = await link.evaluate((element) => (element as HTMLAnchorElement).href);
      expect(target.startsWith(server), target).toBe(true);
      const answer = await page.request.get(target);
      const name = decodeURIComponent(new URL(target).pathname.slice(1));
      expect(await answer.text()).toBe(`content of ${name}`);
      expect(names).toContain(name);
    }
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`from 360 px on, in the ${colorScheme} theme: nothing to scroll sideways, nothing for axe`, async ({
      page,
      folder,
      server,
    }) => {
      test.slow();
      await sampleFolder(folder);
      await page.emulateMedia({ colorScheme });
      // Something for the page of the cache.
      expect((await page.request.get(`${server}notes.txt`)).status()).toBe(200);
      const pages = [
        [200, '', 'in memory'],
        [200, 'nothing%20in%20here/', 'This folder is empty.'],
        [200, '?q=bin', 'small.bin'],
        [200, '?q=nothing-like-this', 'No name here contains this text.'],
        [404, 'missing', 'Shared folder'],
        [200, '.fifolio/cache', 'notes.txt'],
      ] as const;
      for (const [status, path, text] of pages) {
        expect((await page.goto(server + path))!.status(), path).toBe(status);
        await expect(page.locator('body')).toContainText(text);
        for (const width of [360, 700, 1000, 1600]) {
          await page.setViewportSize({ width, height: 700 });
          await expectNoSideScroll(page);
        }
        expect(await axeFindings(page), path).toEqual([]);
        await page.setViewportSize({ width: 360, height: 700 });
        expect(await axeFindings(page), `${path} at 360 px`).toEqual([]);
      }
    });
  }
});
