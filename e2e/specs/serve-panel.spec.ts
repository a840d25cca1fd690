import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { FetchPane } from '../pages/fetch-pane.ts';
import { ServePane } from '../pages/serve-pane.ts';
import { expectContent, makeFile } from '../support/files.ts';
import { fetchWithClient, startServerProcess } from '../support/programs.ts';
import { startServeProgram } from '../support/serve-program.ts';

test('fifolio serve --panel: the panel shows the server that runs, stops it, starts it again', async ({
  folder,
  page,
}) => {
  const shared = join(folder, 'shared');
  const content = await makeFile(shared, 'a.bin', 300_000);
  const program = await startServeProgram({ folder: shared, home: join(folder, 'home') });
  await page.goto(program.url);
  // The secret does not stay in the address.
  await expect(page).toHaveURL(new URL('/', program.url).href);
  const serve = new ServePane({
    kind: 'panel',
    page,
    answerFolderDialog: undefined,
    close: nothing,
  });
  await expect(serve.status).toContainText('Serving on 1 port');
  await expect(serve.card).toContainText(shared);
  await expect(serve.port(program.port)).toBeVisible();

  await fetchWithClient(program.port, 'a.bin', folder);
  await expectContent(join(folder, 'a.bin'), content);
  await expect(serve.cachedFile('a.bin')).toBeVisible();
  await expect(serve.block('a.bin')).toBeVisible();

  await serve.stopButton.click();
  await expect(serve.status).toContainText('Stopped');
  await expect(serve.cachedFile('a.bin')).toBeHidden();
  await expect(serve.cache).toContainText('0 of 64 MiB');
  await serve.start();
  await expect(serve.port(program.port)).toBeVisible();
  await fetchWithClient(program.port, 'a.bin', join(folder, 'second'));
  await expect(serve.cachedFile('a.bin')).toBeVisible();

  expect(await program.interrupt()).toBe(0);
});

test('a server started again in the panel shares what it did before, and no more', async ({
  folder,
  page,
}) => {
  const shared = join(folder, 'shared');
  await makeFile(shared, 'a.bin', 1000);
  await makeFile(shared, 'a.tmp', 1000);
  await makeFile(shared, '.hidden', 1000);
  const words = ['--panel', '--hidden', '--exclude', '*.tmp', '--allow-host', 'files.example'];
  const program = await startServeProgram({ folder: shared, home: join(folder, 'home'), words });
  await page.goto(program.url);
  const serve = new ServePane({
    kind: 'panel',
    page,
    answerFolderDialog: undefined,
    close: nothing,
  });
  await serve.stopButton.click();
  await serve.start();
  const { port } = program;
  expect(await statusOf(port, '/a.bin')).toBe(200);
  expect(await statusOf(port, '/a.tmp')).toBe(404);
  expect(await statusOf(port, '/.hidden')).toBe(200);
  expect(await statusOf(port, '/a.bin', 'files.example')).toBe(200);
  expect(await statusOf(port, '/a.bin', 'other.example')).toBe(421);
  expect(await program.interrupt()).toBe(0);
});

test('the panel is live again, without a reload, when the program was killed and came back', async ({
  folder,
  page,
}) => {
  const shared = join(folder, 'shared');
  await makeFile(shared, 'a.bin', 300_000);
  await makeFile(shared, 'b.bin', 200_000);
  const options = { folder: shared, home: join(folder, 'home') };
  const first = await startServeProgram(options);
  await page.goto(first.url);
  const serve = new ServePane({
    kind: 'panel',
    page,
    answerFolderDialog: undefined,
    close: nothing,
  });
  await fetchWithClient(first.port, 'a.bin', folder);
  await expect(serve.cachedFile('a.bin')).toBeVisible();
  // Lost by a reload.
  await page.evaluate(() => {
    document.title = 'the same page';
  });

  const banner = page.getByText('The connection to Fifolio was lost');
  await first.kill();
  await expect(banner).toBeVisible();
  await expect(serve.stopButton).toBeDisabled();
  await expect(page.getByText(/What you see is as of \d/)).toBeVisible();
  await expect(page.getByRole('main')).toHaveCSS('opacity', '0.6');
  await expect(serve.status).toHaveCSS('opacity', '0.6');

  const second = await startServeProgram(options);
  expect(second.url).toBe(first.url);
  await expect(banner).toBeHidden();
  await expect(page.getByRole('main')).toHaveCSS('opacity', '1');
  await expect(serve.status).toContainText('Serving on 1 port');
  await expect(serve.port(second.port)).toBeVisible();
  await expect(serve.cachedFile('a.bin')).toBeHidden();
  await fetchWithClient(second.port, 'b.bin', folder);
  await expect(serve.cachedFile('b.bin')).toBeVisible();
  await expect(page).toHaveTitle('the same page');
  expect(await second.interrupt()).toBe(0);
});

test('a second tab shows the connection of the first, and what becomes of it', async ({
  folder,
  page,
  context,
}) => {
  const shared = join(folder, 'shared');
  await makeFile(shared, 'a.bin', 1000);
  const program = await startServeProgram({ folder: shared, home: join(folder, 'home') });
  const other = await startServerProcess(shared);
  const paneOf = (tab: Page): FetchPane =>
    new FetchPane({ kind: 'panel', page: tab, answerFolderDialog: undefined, close: nothing });
  await page.goto(program.url);
  await paneOf(page).connected(other.port);
  const second = await context.newPage();
  await second.goto(program.url);
  await expect(paneOf(second).card).toContainText(`Connected to 127.0.0.1:${other.port}`);
  await page.close();
  await other.kill();
  await expect(paneOf(second).card).toContainText('Connection lost, reconnecting…');
  expect(await program.interrupt()).toBe(0);
});

test('choosing a folder takes the path typed, not the one still shown', async ({
  folder,
  serve,
}) => {
  const wanted = join(folder, 'wanted');
  await mkdir(wanted);
  await serve.card.getByRole('button', { name: 'Choose…' }).click();
  const dialog = serve.page.getByRole('dialog');
  const path = dialog.getByRole('textbox', { name: 'Path' });
  await expect(path).not.toHaveValue('');
  await path.fill(join(folder, 'missing'));
  await dialog.getByRole('button', { name: 'Choose this folder' }).click();
  await expect(dialog).toContainText(/does not exist|no such folder/i);
  await path.fill(wanted);
  await dialog.getByRole('button', { name: 'Choose this folder' }).click();
  await expect(dialog).toBeHidden();
  await expect(serve.card).toContainText(wanted);
});

/** Of the answer to a request; `fetch` would not let the name of the host be chosen. */
async function statusOf(port: number, path: string, host = '127.0.0.1'): Promise<number> {
  const headers = { Host: host };
  const request = get({ host: '127.0.0.1', port, path, agent: false, headers });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode!;
}

function nothing(): Promise<void> {
  return Promise.resolve();
}
